// Long work as a process of its own. `caftan-cli job run ID` claims the row, holds runs/<uid>/job.lock while it works,
// writes progress and its own exit code, and sends standard error to runs/<uid>/log.txt. No tensors here.
#pragma once

#include "core/store/jobs.h"

#include <atomic>
#include <functional>
#include <map>
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

    // Pause or stop wanted? Reads the request column at most every 200 ms, and the interrupt flag (Ctrl+C: stop) always.
    JobEnd wanted(); // Done: go on
    // Stored at most every 100 ms, shown on the terminal at most twice a second; `rate` in units per second.
    void progress(int64_t done, int64_t total, double rate, const std::string& message);
    void log(const std::string& level, const std::string& text);
    static void interrupt(); // async-signal-safe
    Status flush();          // stores the last progress

  private:
    Project& project_;
    JobRecord job_;
    std::function<void(const JobRecord&)> onProgress_;
    double lastPoll_ = 0, lastStore_ = 0;
    JobEnd wanted_ = JobEnd::Done;
    bool dirty_ = false;
};

// Paused and Stopped keep state; running the job again continues where it ended.
using JobHandler = std::function<Result<JobEnd>(JobContext&)>;
using JobHandlers = std::map<std::string, JobHandler>; // by kind

// Claims and runs one job to its end and stores the outcome. Errors: unknown id, claimed by a living process, handler.
Result<JobEnd> runJob(Project& project, int64_t id, const JobHandlers& handlers,
                      std::function<void(const JobRecord&)> onProgress = {});

// state as stored, or "interrupted" for a row that says running while nobody holds its lock.
Result<std::string> liveState(Project& project, const JobRecord& job);
// Interrupted, paused, stopped or failed -> queued again (the next runJob resumes).
Status requeueJob(Project& project, int64_t id);

} // namespace caftan
