#include "ui/jobs/experiment_runner.h"

#include "core/base/files.h"
#include "core/jobs/demo_experiment.h"
#include "ui/jobs/cli.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTimerEvent>
#include <csignal>

namespace caftan::ui {

namespace {

constexpr int watchEveryMilliseconds = 500;

QStringList experimentWords(const QString& folder, int seeds) {
    QStringList words{QStringLiteral("demo"), QStringLiteral("run"), folder};
    if (seeds > 1) {
        QStringList numbers;
        for (int seed = 1; seed <= seeds; ++seed)
            numbers << QString::number(seed);
        words << QStringLiteral("--seeds") << numbers.join(QLatin1Char(','));
    }
    return words;
}

} // namespace

ExperimentRunner::ExperimentRunner(const QString& program, QObject* parent) : QObject(parent), program_(program) {}

bool ExperimentRunner::isRunning(const QString& folder) {
    return FileLock::isHeld(demoLock(folder.toStdString()));
}

QString ExperimentRunner::commandLine(const QString& folder, int seeds) {
    return shellLine(QStringList{QStringLiteral("caftan-cli")} + experimentWords(folder, seeds));
}

void ExperimentRunner::start(const QString& folder, int seeds, bool sealed) {
    if (isRunning(folder))
        return;
    if (!QFileInfo(program_).isExecutable())
        return Q_EMIT failed(cliMissing(program_));
    folder_ = folder;
    log_ = QDir(folder).filePath(QStringLiteral("demo-run.log"));
    logStart_ = QFileInfo(log_).size();
    QProcess process;
    process.setProgram(program_);
    process.setArguments(experimentWords(folder, seeds) +
                         (sealed ? QStringList{QStringLiteral("--sealed")} : QStringList()));
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(log_, QIODevice::Append);
    process.setStandardErrorFile(log_, QIODevice::Append);
    if (!process.startDetached(&process_))
        return Q_EMIT failed(cliMissing(program_));
    if (timer_ == 0)
        timer_ = startTimer(watchEveryMilliseconds);
}

// What the program said when it gave up; a sentence of its own starts with its name.
void ExperimentRunner::timerEvent(QTimerEvent* event) {
    if (event->timerId() != timer_ || ::kill(pid_t(process_), 0) == 0)
        return;
    killTimer(timer_);
    timer_ = 0;
    QFile file(log_);
    QString said;
    if (file.open(QIODevice::ReadOnly) && file.seek(logStart_))
        said = QString::fromUtf8(file.readAll());
    const QString prefix = QStringLiteral("caftan-cli: ");
    const qsizetype at = said.lastIndexOf(prefix);
    Q_EMIT ended(folder_);
    if (at >= 0)
        Q_EMIT failed(said.mid(at + prefix.size()).trimmed());
}

} // namespace caftan::ui
