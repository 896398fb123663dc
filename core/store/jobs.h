// Job rows: a JSON spec, a state, a request column that the running job reads, progress, and a log.
#pragma once

#include "core/store/project.h"

#include <optional>
#include <span>

namespace caftan {

// queued -> running -> done | failed | paused | stopped; running without its lock = interrupted (derived, see jobs/).
// Only a queued job is claimed: what was stopped before it began stays stopped, however late its process comes up.
struct JobRecord {
    int64_t id = 0;
    std::string uid, kind; // "import", "score", "pretrain", "train"
    Json spec;
    std::string state = "queued", request; // request: "", "pause", "stop"
    int64_t priority = 0, attempt = 0;     // higher priority first, then by id
    int64_t done = 0, total = 0;           // progress in the job's own unit
    std::string message;                   // what is happening now
    double rate = 0;                       // units per second
    std::string error;
    std::optional<int> exitCode;
    std::optional<int64_t> scoring, run;
    std::string commandLine;
    double created = 0, started = 0, finished = 0;
    Json result; // what the command prints, when done
};

Result<int64_t> addJob(Project& project, const JobRecord& job);
Result<std::vector<JobRecord>> listJobs(Project& project);
Result<JobRecord> findJob(Project& project, int64_t id);
// The file that a running job holds an flock on.
std::filesystem::path jobLock(const Project& project, const JobRecord& job);
// One conditional UPDATE: true when this caller moved the row from queued to running (attempt + 1). `interrupted` also
// claims a row that says running: for a caller that holds the job's lock, which proves that nobody runs it.
Result<bool> claimJob(Project& project, int64_t id, bool interrupted = false);
// "pause" or "stop": a running job reads the request; one that waits (queued) or was interrupted changes its state at
// once, in the same transaction, so that no request is lost between waiting and running. "": takes a request back;
// paused, stopped, failed and interrupted jobs are queued again. Asking a job that is done already changes nothing.
Status requestJob(Project& project, int64_t id, const std::string& request);
// The queued jobs in the order they are to run.
Result<std::vector<JobRecord>> queuedJobs(Project& project);
Status updateJobProgress(Project& project, int64_t id, int64_t done, int64_t total, double rate,
                         const std::string& message);
Status linkJob(Project& project, int64_t id, std::optional<int64_t> scoring, std::optional<int64_t> run);
Status finishJob(Project& project, int64_t id, const std::string& state, int exitCode, const std::string& error,
                 const Json& result = {});
Status moveJob(Project& project, int64_t id, int64_t priority);
// The jobs that wait, in this order; those not named come after them, in the order they had.
Status orderJobs(Project& project, std::span<const int64_t> order);
// First or last of those that wait: a priority above or below all of theirs.
Status moveJobToEnd(Project& project, int64_t id, bool first);

struct LogLine {
    int64_t id = 0;
    double time = 0;
    std::string level, text;
};
Status addLog(Project& project, int64_t job, const std::string& level, const std::string& text);
Result<std::vector<LogLine>> loadLog(Project& project, int64_t job, int64_t afterId = 0);

} // namespace caftan
