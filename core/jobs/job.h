// Long work as a process of its own. `caftan-cli job run ID` claims the row, holds runs/<uid>/job.lock while it works,
// writes progress and its own exit code, and sends standard error to runs/<uid>/log.txt. No tensors here.
#pragma once

#include "core/store/jobs.h"

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace caftan {

enum class JobEnd { Done, Paused, Stopped };

// What a handler sees. Used by the handler's thread alone, except interrupt().
class JobContext {
  public:
    JobContext(Project& project, JobRecord job, std::function<void(const JobRecord&)> onProgress);
    Project& project() { return project_; }
    const JobRecord& job() const { return job_; }
    std::filesystem::path folder() const; // runs/<uid of the job>, exists

    // Pause or stop wanted? Reads the request column at most every 200 ms, and the interrupt flag (Ctrl+C: stop)
    // always.
    JobEnd wanted(); // Done: go on
    // Stored at most every 100 ms, shown on the terminal at most twice a second; `rate` in units per second.
    void progress(int64_t done, int64_t total, double rate, const std::string& message);
    // The same, but stored by the next flush(): together with whatever else the caller writes.
    void note(int64_t done, int64_t total, double rate, const std::string& message);
    void log(const std::string& level, const std::string& text);
    static void interrupt(); // async-signal-safe; holds for every job of this process from now on
    static bool interrupted();
    Status flush(); // stores the last progress
    // What the command prints when the job is done; stored with the outcome.
    void setResult(Json result) { result_ = std::move(result); }
    const Json& result() const { return result_; }

  private:
    Project& project_;
    JobRecord job_;
    Json result_;
    std::function<void(const JobRecord&)> onProgress_;
    double lastPoll_ = 0, lastStore_ = 0, lastShown_ = 0; // seconds of the steady clock
    JobEnd wanted_ = JobEnd::Done;
    bool dirty_ = false;
};

// Paused and Stopped keep state; running the job again continues where it ended.
using JobHandler = std::function<Result<JobEnd>(JobContext&)>;
using JobHandlers = std::map<std::string, JobHandler>; // by kind

// Claims and runs one job to its end and stores the outcome. Runs queued and interrupted jobs; paused, stopped and
// failed ones have to be queued again first. A pause or stop that came before the job was claimed: Paused or Stopped.
// Errors: unknown id, claimed by a living process, handler (stored in the row too).
Result<JobEnd> runJob(Project& project, int64_t id, const JobHandlers& handlers,
                      std::function<void(const JobRecord&)> onProgress = {});

// state as stored, or "interrupted" for a row that says running while nobody holds its lock.
Result<std::string> liveState(Project& project, const JobRecord& job);
// Interrupted, paused, stopped or failed -> queued again (the next runJob resumes). Refused while it runs or is done.
Status requeueJob(Project& project, int64_t id);

// A queued job whose process is up and waits for its turn. One that is queued without it (after a restart of the
// machine) needs somebody to start `job run ID`, or `job run --all` for all of them.
bool hasWaitingProcess(const Project& project, const JobRecord& job);

// Several processes that each want to run a job on one device: they queue up by the priority of their jobs, also across
// projects of this user by chance of the lock. Kinds that need no device (import, preview) never wait.
class DeviceTurn {
  public:
    // Waits until the device is free and no job of higher priority in this project waits for it too. Ends early,
    // without the device, when the job is no longer queued or the process was interrupted. `onWait` is called now and
    // then.
    static Result<DeviceTurn> wait(Project& project, int64_t job, std::function<void()> onWait = {});
    bool held() const { return !device_ || device_->held(); }

  private:
    std::optional<FileLock> device_; // none: the job needs no device
};

} // namespace caftan
