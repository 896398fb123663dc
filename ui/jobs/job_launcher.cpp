#include "ui/jobs/job_launcher.h"

#include "core/jobs/job.h"
#include "ui/jobs/cli.h"
#include "ui/models/project_service.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTimerEvent>
#include <csignal>

namespace caftan::ui {

namespace {

constexpr int watchMilliseconds = 400;
constexpr int failedExitCode = 1;

bool alive(qint64 pid) {
    return ::kill(pid_t(pid), 0) == 0;
}

// The end of a log file, for the message of a process that died before it could speak for itself.
QString lastLine(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 tail = 4096;
    file.seek(std::max<qint64>(0, file.size() - tail));
    return QString::fromUtf8(file.readAll()).trimmed().section(QLatin1Char('\n'), -1);
}

} // namespace

JobLauncher::JobLauncher(ProjectService& service, const QString& program, QObject* parent)
    : QObject(parent), service_(service), program_(program) {}

void JobLauncher::launch(const JobRecord& job, QObject* receiver, std::function<void(Result<int64_t>)> done) {
    if (!QFileInfo(program_).isExecutable())
        return done(caftan::fail(cliMissing(program_).toStdString()));
    // The launcher is the receiver: a row that was written is started even when its asker is gone.
    service_.change<JobRecord>(
        this,
        [job](Project& project) -> Result<JobRecord> {
            CAFTAN_TRY(id, addJob(project, job));
            return findJob(project, id);
        },
        [this, asker = QPointer<QObject>(receiver), done = std::move(done)](Result<JobRecord> row) {
            if (row)
                start(*row);
            if (asker)
                done(row.map([](const JobRecord& r) { return r.id; }));
        });
}

void JobLauncher::resume(int64_t job) {
    if (!QFileInfo(program_).isExecutable())
        return Q_EMIT failed(cliMissing(program_));
    service_.change<JobRecord>(
        this,
        [job](Project& project) -> Result<JobRecord> {
            CAFTAN_TRY(before, findJob(project, job));
            if (before.state != "queued")
                CAFTAN_CHECK(requeueJob(project, job));
            return findJob(project, job);
        },
        [this](Result<JobRecord> row) {
            if (!row)
                return Q_EMIT failed(QString::fromStdString(row.error().message));
            start(*row);
        });
}

void JobLauncher::pause(int64_t job) {
    service_.change<bool>(
        this,
        [job](Project& project) -> Result<bool> {
            CAFTAN_CHECK(requestJob(project, job, "pause"));
            return true;
        },
        [this](Result<bool> answer) {
            if (!answer)
                Q_EMIT failed(QString::fromStdString(answer.error().message));
        });
}

void JobLauncher::stop(int64_t job) {
    service_.change<bool>(
        this,
        [job](Project& project) -> Result<bool> {
            CAFTAN_CHECK(requestJob(project, job, "stop")); // one that waits is stopped at once
            return true;
        },
        [this](Result<bool> answer) {
            if (!answer)
                Q_EMIT failed(QString::fromStdString(answer.error().message));
        });
}

void JobLauncher::startWaiting(const std::vector<int64_t>& jobs) {
    for (const int64_t job : jobs)
        resume(job);
}

void JobLauncher::reorder(std::vector<int64_t> order) {
    service_.change<bool>(
        this,
        [order = std::move(order)](Project& project) -> Result<bool> {
            CAFTAN_CHECK(orderJobs(project, order));
            return true;
        },
        [this](Result<bool> answer) {
            if (!answer)
                Q_EMIT failed(QString::fromStdString(answer.error().message));
        });
}

void JobLauncher::start(const JobRecord& job) {
    const QString folder = service_.folder();
    const QString runFolder = QDir(folder).filePath(QStringLiteral("runs/") + QString::fromStdString(job.uid));
    if (!QDir().mkpath(runFolder))
        return fail(job.id,
                    tr("The folder %1 could not be made. See whether the disk is full or can only be read, then "
                       "try the job again.")
                        .arg(runFolder));
    const QString log = QDir(runFolder).filePath(QStringLiteral("log.txt"));
    QProcess process; // startDetached: a session of its own, no terminal, no parent
    process.setProgram(program_);
    process.setArguments(
        {QStringLiteral("--project"), folder, QStringLiteral("job"), QStringLiteral("run"), QString::number(job.id)});
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(log, QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return fail(job.id, cliMissing(program_));
    started_.push_back({job.id, pid, folder, log});
    if (timer_ == 0)
        timer_ = startTimer(watchMilliseconds);
}

void JobLauncher::timerEvent(QTimerEvent* event) {
    if (event->timerId() != timer_)
        return;
    std::vector<Started> living;
    for (const Started& entry : started_) {
        if (alive(entry.pid))
            living.push_back(entry);
        else if (entry.folder == service_.folder())
            checkStarted(entry);
    }
    started_ = std::move(living);
    if (started_.empty()) {
        killTimer(timer_);
        timer_ = 0;
    }
}

// A process that has ended normally left its row in another state; a row that still waits was never claimed.
void JobLauncher::checkStarted(const Started& started) {
    service_.ask<JobRecord>(
        this, [job = started.job](Project& project) { return findJob(project, job); },
        [this, started](Result<JobRecord> row) {
            if (!row || row->state != "queued")
                return;
            const QString said = lastLine(started.log);
            fail(started.job, said.isEmpty()
                                  ? tr("%1 ended before it began. Run it in a terminal to see why: %2")
                                        .arg(program_, shellLine({program_, QStringLiteral("--project"), started.folder,
                                                                  QStringLiteral("job"), QStringLiteral("run"),
                                                                  QString::number(started.job)}))
                                  : tr("%1 ended before it began: %2").arg(program_, said));
        });
}

void JobLauncher::fail(int64_t job, const QString& message) {
    service_.change<bool>(
        this,
        [job, text = message.toStdString()](Project& project) -> Result<bool> {
            CAFTAN_CHECK(finishJob(project, job, "failed", failedExitCode, text));
            return true;
        },
        [this, message](Result<bool>) { Q_EMIT failed(message); });
}

} // namespace caftan::ui
