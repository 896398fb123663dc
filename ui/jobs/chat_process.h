// A model to talk to: `caftan-cli --json chat` as a child of the window, requests and replies as JSON lines
// (app/cli/chat_protocol.h). The child ends with this object. Thread: the window's.
#pragma once

#include "core/base/json.h"

#include <QObject>
#include <QStringList>
#include <vector>

class QProcess;

namespace caftan::ui {

struct ChatWord {
    QString text; // "" while a character is not whole
    double entropy = 0, probability = 0;
    std::vector<std::pair<QString, double>> alternatives; // falling, with this one among them
};

class ChatProcess : public QObject {
    Q_OBJECT

  public:
    enum class State { Off, Loading, Ready };
    Q_ENUM(State)

    explicit ChatProcess(QObject* parent = nullptr);
    ~ChatProcess() override;

    // Runs `program --json ARGUMENTS`; what ran before ends.
    void start(const QString& program, const QStringList& arguments);
    void stop();
    State state() const { return state_; }
    // Sends a request with a number of its own, which it gives; before ready() it waits.
    int send(Json request);
    void cancel(int id);

  Q_SIGNALS:
    void ready(const QString& device, qint64 context);
    void word(int id, const caftan::ui::ChatWord& word);
    void ended(int id, const QString& reason, qint64 tokens, double tokensPerSecond);
    void scored(int id, double entropy, const QString& answer, const QString& predicted); // predicted "": invalid
    void refused(int id, const QString& message); // this request; the model goes on
    void died(const QString& message);            // the child ended by itself: a sentence

  private:
    void read();
    void take(const Json& line);
    void finish();

    QProcess* process_ = nullptr;
    State state_ = State::Off;
    QByteArray output_, errors_;
    QString said_, program_; // newest error of no request
    int next_ = 1;
};

} // namespace caftan::ui
