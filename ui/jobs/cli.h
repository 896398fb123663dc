// One run of caftan-cli as a child of the window, for what is short: previews, imports, splits, making the demo.
// The child ends with this object (an import is one transaction, so nothing half-written stays behind).
// It deletes itself after its answer: make it with new. Thread: the window's.
#pragma once

#include "core/base/json.h"

#include <QObject>
#include <QStringList>
#include <functional>

class QProcess;

namespace caftan::ui {

// caftan-cli beside this program, else the one of the search path; empty when there is none.
QString findCli();
// The sentence for a missing program.
QString cliMissing(const QString& program);
// Words joined as they would be typed in a shell.
QString shellLine(const QStringList& words);

class CliCall : public QObject {
    Q_OBJECT

  public:
    // Runs `program --json ARGUMENTS`. `done` gets the document of standard output, or the error that standard error
    // ended with; it is not called when this object is destroyed or cancelled first.
    CliCall(const QString& program, const QStringList& arguments, std::function<void(Result<Json>)> done,
            QObject* parent);
    ~CliCall() override;
    void cancel();

  Q_SIGNALS:
    void progress(const QString& line); // newest line of standard error

  private:
    void readErrors();
    void finish(int exitCode, bool crashed);

    QProcess* process_;
    QString program_;
    std::function<void(Result<Json>)> done_;
    QByteArray errors_;
    bool answered_ = false;
};

} // namespace caftan::ui
