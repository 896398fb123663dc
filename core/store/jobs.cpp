#include "core/store/jobs.h"

#include "core/base/clock.h"
#include "core/store/rows.h"

#include <algorithm>

namespace caftan {
namespace {

constexpr const char* jobColumns = "SELECT id, uid, kind, spec, state, request, priority, attempt, done, total, "
                                   "message, rate, error, exit_code, scoring,"
                                   " run, command_line, created, started, finished, result FROM job";

JobRecord jobFrom(const Query& row) {
    JobRecord job;
    job.id = row.integer(0);
    job.uid = row.text(1);
    job.kind = row.text(2);
    job.spec = row.json(3);
    job.state = row.text(4);
    job.request = row.text(5);
    job.priority = row.integer(6);
    job.attempt = row.integer(7);
    job.done = row.integer(8);
    job.total = row.integer(9);
    job.message = row.text(10);
    job.rate = row.real(11);
    job.error = row.text(12);
    if (!row.null(13))
        job.exitCode = row.small(13);
    job.scoring = row.optional(14);
    job.run = row.optional(15);
    job.commandLine = row.text(16);
    job.created = row.real(17);
    job.started = row.real(18);
    job.finished = row.real(19);
    job.result = row.json(20);
    return job;
}

Status noJob(int64_t id) {
    return fail("there is no job " + std::to_string(id) + ": 'caftan-cli job list' shows those there are.");
}

Result<std::vector<JobRecord>> jobsWhere(Project& project, const char* condition) {
    return guarded(project, [&]() -> Result<std::vector<JobRecord>> {
        Query query(project, std::string(jobColumns) + condition);
        std::vector<JobRecord> jobs;
        while (query.next())
            jobs.push_back(jobFrom(query));
        return jobs;
    });
}

// Updates one row; a change of nothing means that the job does not exist.
template <class... Values>
Status updateJob(Project& project, int64_t id, const char* sql, const Values&... values) {
    return project.write([&]() -> Status {
        Query update(project, sql);
        return update.bind(values..., id).run() == 0 ? noJob(id) : Status();
    });
}

} // namespace

Result<int64_t> addJob(Project& project, const JobRecord& job) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = job.uid.empty() ? newUid() : job.uid;
        Query insert(project,
                     "INSERT INTO job(uid, kind, state, priority, total, message, scoring, run, command_line, created,"
                     " spec, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(uid, job.kind, job.state, job.priority, job.total, job.message, job.scoring, job.run,
                    job.commandLine, job.created > 0 ? job.created : unixTime(), job.spec, job.result);
        insert.run();
        return insert.lastId();
    });
}

Result<std::vector<JobRecord>> listJobs(Project& project) {
    return jobsWhere(project, " ORDER BY id");
}

Result<std::vector<JobRecord>> queuedJobs(Project& project) {
    return jobsWhere(project, " WHERE state = 'queued' ORDER BY priority DESC, id");
}

Result<JobRecord> findJob(Project& project, int64_t id) {
    return guarded(project, [&]() -> Result<JobRecord> {
        Query query(project, std::string(jobColumns) + " WHERE id = ?");
        if (!query.bind(id).next())
            return tl::unexpected<Error>(noJob(id).error());
        return jobFrom(query);
    });
}

std::filesystem::path jobLock(const Project& project, const JobRecord& job) {
    return project.runFolder(job.uid) / "job.lock";
}

Result<bool> claimJob(Project& project, int64_t id, bool interrupted) {
    return writeValue<bool>(project, [&]() -> Result<bool> {
        Query claim(project,
                    "UPDATE job SET state = 'running', attempt = attempt + 1, started = ?, finished = 0, error = '',"
                    " exit_code = NULL WHERE id = ? AND (state = 'queued' OR (? AND state = 'running'))");
        return claim.bind(unixTime(), id, interrupted).run() == 1;
    });
}

// Queued, or running by its row while nobody holds the lock: no process would ever read the request.
static bool nobodyReads(Project& project, const JobRecord& job) {
    return job.state == "queued" || (job.state == "running" && !FileLock::isHeld(jobLock(project, job)));
}

Status requestJob(Project& project, int64_t id, const std::string& request) {
    if (!request.empty() && request != "pause" && request != "stop")
        return fail("a job can be asked to pause or to stop, not to \"" + request + "\".");
    return project.write([&]() -> Status {
        CAFTAN_TRY(job, findJob(project, id));
        const bool idle = nobodyReads(project, job);
        if (request.empty()) {
            const bool ended = job.state == "paused" || job.state == "stopped" || job.state == "failed";
            const char* state = ended || (idle && job.state == "running") ? "queued" : job.state.c_str();
            return updateJob(project, id, "UPDATE job SET request = '', state = ? WHERE id = ?", state);
        }
        const char* state = request == "pause" ? "paused" : "stopped";
        if (idle || (job.state == "paused" && request == "stop"))
            return updateJob(project, id,
                             "UPDATE job SET request = '', state = ?, exit_code = 130, finished = ? WHERE id = ?",
                             state, unixTime());
        if (job.state == "running")
            return updateJob(project, id, "UPDATE job SET request = ? WHERE id = ?", request);
        return {};
    });
}

Status updateJobProgress(Project& project, int64_t id, int64_t done, int64_t total, double rate,
                         const std::string& message) {
    return updateJob(project, id, "UPDATE job SET done = ?, total = ?, rate = ?, message = ? WHERE id = ?", done, total,
                     rate, message);
}

Status linkJob(Project& project, int64_t id, std::optional<int64_t> scoring, std::optional<int64_t> run) {
    return updateJob(project, id, "UPDATE job SET scoring = coalesce(?, scoring), run = coalesce(?, run) WHERE id = ?",
                     scoring, run);
}

Status finishJob(Project& project, int64_t id, const std::string& state, int exitCode, const std::string& error,
                 const Json& result) {
    return updateJob(
        project, id,
        "UPDATE job SET state = ?, request = '', exit_code = ?, error = ?, finished = ?, result = ? WHERE id = ?",
        state, exitCode, error, unixTime(), result);
}

Status moveJob(Project& project, int64_t id, int64_t priority) {
    return updateJob(project, id, "UPDATE job SET priority = ? WHERE id = ?", priority);
}

Status orderJobs(Project& project, std::span<const int64_t> order) {
    return project.write([&]() -> Status {
        CAFTAN_TRY(queued, queuedJobs(project));
        const auto place = [&](const JobRecord& job) {
            return std::find(order.begin(), order.end(), job.id) - order.begin(); // the end: not named
        };
        std::stable_sort(queued.begin(), queued.end(),
                         [&](const JobRecord& a, const JobRecord& b) { return place(a) < place(b); });
        for (size_t i = 0; i < queued.size(); ++i) // above 0, so that a new job comes last
            CAFTAN_CHECK(moveJob(project, queued[i].id, int64_t(queued.size() - i)));
        return {};
    });
}

Status moveJobToEnd(Project& project, int64_t id, bool first) {
    return updateJob(
        project, id,
        first ? "UPDATE job SET priority = 1 + (SELECT coalesce(max(priority), 0) FROM job WHERE state = 'queued')"
                " WHERE id = ?"
              : "UPDATE job SET priority = (SELECT coalesce(min(priority), 0) FROM job WHERE state = 'queued') - 1"
                " WHERE id = ?");
}

Status addLog(Project& project, int64_t job, const std::string& level, const std::string& text) {
    return project.write([&]() -> Status {
        Query(project, "INSERT INTO log(job, time, level, text) VALUES (?, ?, ?, ?)")
            .bind(job, unixTime(), level, text)
            .run();
        return {};
    });
}

Result<std::vector<LogLine>> loadLog(Project& project, int64_t job, int64_t afterId) {
    return guarded(project, [&]() -> Result<std::vector<LogLine>> {
        Query query(project, "SELECT id, time, level, text FROM log WHERE job = ? AND id > ? ORDER BY id");
        query.bind(job, afterId);
        std::vector<LogLine> lines;
        while (query.next())
            lines.push_back({query.integer(0), query.real(1), query.text(2), query.text(3)});
        return lines;
    });
}

} // namespace caftan
