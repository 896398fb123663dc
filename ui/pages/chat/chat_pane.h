// One model of the Chat page: which one, its conversation, and the band that the last question would fall into.
// The model's process starts with the first question and ends when another model is chosen or the project is closed.
//
// For tests, N is 0 or 1: "chatModelN", "chatTranscriptN", "chatBandN", "chatStatusN".
#pragma once

#include "ui/jobs/chat_process.h"

#include <QFrame>

class QComboBox;
class QLabel;

namespace caftan::ui {

class ElidedLabel;
class Exploration;
class Notice;
class ProjectService;
class Transcript;

// What can be talked to: a model of the project, or what a run made of one.
struct ChatSubject {
    QString name;          // as listed
    QStringList arguments; // --model NAME, or --run N --checkpoint best
    bool operator==(const ChatSubject& other) const { return arguments == other.arguments; }
};

struct ChatSettings {
    double temperature = 0, topP = 1;
    int seed = 1, longest = 512;
};

class ChatPane : public QFrame {
    Q_OBJECT

  public:
    ChatPane(int number, const QString& program, ProjectService& service, Exploration& exploration,
             QWidget* parent = nullptr);

    void setSubjects(const std::vector<ChatSubject>& subjects); // the choice stays where it can
    void choose(int index);
    const ChatSubject* subject() const; // nullptr: there is none
    void ask(const QString& text, const ChatSettings& settings);
    void stopAnswer();
    void newConversation();
    void unload(); // ends the process
    bool isBusy() const { return answer_ > 0; }

  Q_SIGNALS:
    void busyChanged();
    void subjectChanged();
    void wordShown(const QString& text);

  private:
    void connectProcess();
    void makeSure(); // that the process runs
    void showBand();
    void showStatus(const QString& text);
    void endAnswer(const QString& remark);

    int number_;
    QString program_;
    ProjectService& service_;
    Exploration& exploration_;
    ChatProcess process_;
    std::vector<ChatSubject> subjects_;
    QComboBox* choice_;
    ElidedLabel* status_;
    Transcript* transcript_;
    QLabel* band_;
    Notice* notice_;
    Json messages_ = Json::array();
    QString answerText_;
    int answer_ = 0, score_ = 0; // numbers of the requests under way
    struct Judged {
        bool known = false;
        double entropy = 0;
        QString answer, predicted, problem; // problem: why there is no band
    } judged_;
};

} // namespace caftan::ui
