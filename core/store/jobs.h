// Job rows: a JSON spec, a state, a request column that the running job reads, progress, and a log.
#pragma once

#include "core/store/project.h"

#include <optional>

namespace caftan {

// queued -> running -> done | failed | paused | stopped; running without its lock = interrupted (derived, see jobs/).
struct JobRecord {
    int64_t id = 0;
    std::string uid, kind; // "import", "score", "pretrain", "train"
    Json spec;
    std::string state = "queued", request; // request: "", "pause", "stop"
    int64_t priority = 0, attempt = 0;
    int64_t done = 0, total = 0; // progress in the job's own unit
    std::string message;         // what is happening now
    double rate = 0;             // units per second
    std::string error;
    std::optional<int> exitCode;
    std::optional<int64_t> scoring, run;
    std::string commandLine;
    double created = 0, started = 0, finished = 0;
};

Result<int64_t> addJob(Project& project, const JobRecord& job);
Result<std::vector<JobRecord>> listJobs(Project& project);
Result<JobRecord> findJob(Project& project, int64_t id);
// One conditional UPDATE: true when this caller moved the row from a claimable state to running (attempt + 1).
Result<bool> claimJob(Project& project, int64_t id);
Status requestJob(Project& project, int64_t id, const std::string& request); // "pause", "stop" or "" (resume: also state queued)
Status updateJobProgress(Project& project, int64_t id, int64_t done, int64_t total, double rate, const std::string& message);
Status linkJob(Project& project, int64_t id, std::optional<int64_t> scoring, std::optional<int64_t> run);
Status finishJob(Project& project, int64_t id, const std::string& state, int exitCode, const std::string& error);
Status moveJob(Project& project, int64_t id, int64_t priority);

struct LogLine {
    int64_t id = 0;
    double time = 0;
    std::string level, text;
};
Status addLog(Project& project, int64_t job, const std::string& level, const std::string& text);
Result<std::vector<LogLine>> loadLog(Project& project, int64_t job, int64_t afterId = 0);

} // namespace caftan
