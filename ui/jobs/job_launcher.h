// Starts jobs: writes the row through the project's worker, then `caftan-cli --project DIR job run ID` in a session of
// its own, so that closing or crashing the window never ends it. Thread: the window's.
#pragma once

#include "core/store/jobs.h"

#include <QObject>
#include <functional>
#include <vector>

namespace caftan::ui {

class ProjectService;

class JobLauncher : public QObject {
    Q_OBJECT

  public:
    JobLauncher(ProjectService& service, const QString& program, QObject* parent = nullptr);

    QString program() const { return program_; }

    // `done` gets the id of the new row, or why there is none; a row whose process does not start becomes failed.
    void launch(const JobRecord& job, QObject* receiver, std::function<void(Result<int64_t>)> done);
    void resume(int64_t job); // paused, stopped, interrupted or failed: queued again and started
    void pause(int64_t job);
    void stop(int64_t job);                              // a job that has not begun is taken out of the queue
    void startWaiting(const std::vector<int64_t>& jobs); // queued already, but without a process
    void reorder(std::vector<int64_t> order);            // of the jobs that wait, first to last

  Q_SIGNALS:
    void failed(const QString& message);

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    struct Started {
        int64_t job = 0;
        qint64 pid = 0;
        QString folder, log;
    };
    void start(const JobRecord& job);
    void fail(int64_t job, const QString& message);
    void checkStarted(const Started& started);

    ProjectService& service_;
    QString program_;
    std::vector<Started> started_; // processes that have not been seen to claim their row
    int timer_ = 0;
};

} // namespace caftan::ui
