#include "core/jobs/job.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace caftan {
namespace {

constexpr double pollSeconds = 0.2, storeSeconds = 0.1, showSeconds = 0.5;

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Set by a signal handler, so it cannot belong to an object. Nothing ever resets it: an early Ctrl+C is not lost.
std::atomic<bool>& interruptFlag() {
    static std::atomic<bool> flag{false};
    return flag;
}

// Whoever looks whether a job lives holds its lock for an instant; hence several attempts.
Result<FileLock> takeJobLock(const std::filesystem::path& path) {
    for (int attempt = 0;; ++attempt) {
        CAFTAN_TRY(lock, FileLock::tryAcquire(path));
        if (lock.held() || attempt == 50)
            return std::move(lock);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

Result<JobEnd> guardedHandler(const JobHandler& handler, JobContext& context) {
    try {
        return handler(context);
    } catch (const std::exception& error) {
        return fail(error.what());
    }
}

std::string remedy(const JobRecord& job) {
    return "'caftan-cli job resume " + std::to_string(job.id) + "' continues it.";
}

// What to say about a row that could not be claimed.
Result<JobEnd> notClaimed(const JobRecord& job) {
    if (job.state == "paused")
        return JobEnd::Paused;
    if (job.state == "stopped")
        return JobEnd::Stopped;
    if (job.state == "done")
        return JobEnd::Done;
    if (job.state == "failed")
        return fail("job " + std::to_string(job.id) + " failed: " + job.error + " " + remedy(job));
    return fail("job " + std::to_string(job.id) + " is run by another process already.");
}

Result<JobEnd> storeOutcome(Project& project, int64_t id, const Result<JobEnd>& end, const Json& result) {
    if (!end) {
        CAFTAN_CHECK(finishJob(project, id, "failed", 1, end.error().message));
        return end;
    }
    const bool done = *end == JobEnd::Done;
    const char* state = done ? "done" : *end == JobEnd::Paused ? "paused" : "stopped";
    CAFTAN_CHECK(finishJob(project, id, state, done ? 0 : 130, "", result));
    return end;
}

} // namespace

JobContext::JobContext(Project& project, JobRecord job, std::function<void(const JobRecord&)> onProgress)
    : project_(project), job_(std::move(job)), onProgress_(std::move(onProgress)) {}

std::filesystem::path JobContext::folder() const {
    return project_.runFolder(job_.uid);
}

void JobContext::interrupt() {
    interruptFlag().store(true);
}
bool JobContext::interrupted() {
    return interruptFlag().load();
}

JobEnd JobContext::wanted() {
    if (wanted_ != JobEnd::Stopped && interrupted())
        wanted_ = JobEnd::Stopped;
    const double now = steadySeconds();
    if (wanted_ == JobEnd::Stopped || now - lastPoll_ < pollSeconds)
        return wanted_;
    lastPoll_ = now;
    if (const auto row = findJob(project_, job_.id); row) // a reader that fails once tries again next time
        wanted_ = row->request == "stop" ? JobEnd::Stopped : row->request == "pause" ? JobEnd::Paused : JobEnd::Done;
    return wanted_;
}

void JobContext::progress(int64_t done, int64_t total, double rate, const std::string& message) {
    note(done, total, rate, message);
    if (steadySeconds() - lastStore_ >= storeSeconds)
        (void)flush();
}

void JobContext::note(int64_t done, int64_t total, double rate, const std::string& message) {
    job_.done = done;
    job_.total = total;
    job_.rate = rate;
    job_.message = message;
    dirty_ = true;
    const double now = steadySeconds();
    if (onProgress_ && now - lastShown_ >= showSeconds) {
        lastShown_ = now;
        onProgress_(job_);
    }
}

void JobContext::log(const std::string& level, const std::string& text) {
    (void)addLog(project_, job_.id, level, text); // the log never stops the work
}

Status JobContext::flush() {
    if (!dirty_)
        return {};
    CAFTAN_CHECK(updateJobProgress(project_, job_.id, job_.done, job_.total, job_.rate, job_.message));
    dirty_ = false;
    lastStore_ = steadySeconds();
    return {};
}

Result<JobEnd> runJob(Project& project, int64_t id, const JobHandlers& handlers,
                      std::function<void(const JobRecord&)> onProgress) {
    CAFTAN_TRY(job, findJob(project, id));
    const auto handler = handlers.find(job.kind);
    std::error_code error;
    std::filesystem::create_directories(project.runFolder(job.uid), error);
    if (error)
        return fail("cannot make the folder " + project.runFolder(job.uid).string() + ": " + error.message());
    CAFTAN_TRY(lock, takeJobLock(jobLock(project, job)));
    if (!lock.held())
        return fail("job " + std::to_string(id) + " is run by another process already.");
    CAFTAN_TRY(claimed, claimJob(project, id, true));
    CAFTAN_TRY(row, findJob(project, id));
    if (!claimed)
        return notClaimed(row);
    JobContext context(project, row, onProgress);
    Result<JobEnd> end = fail("this caftan-cli cannot run jobs of the kind \"" + job.kind + "\".");
    if (handler != handlers.end())
        end = guardedHandler(handler->second, context);
    (void)context.flush();
    if (onProgress)
        onProgress(context.job());
    return storeOutcome(project, id, end, context.result());
}

Result<std::string> liveState(Project& project, const JobRecord& job) {
    if (job.state != "running" || FileLock::isHeld(jobLock(project, job)))
        return job.state;
    CAFTAN_TRY(again, findJob(project, job.id)); // it may have ended between the two looks
    return again.state == "running" && !FileLock::isHeld(jobLock(project, again)) ? std::string("interrupted")
                                                                                  : again.state;
}

Status requeueJob(Project& project, int64_t id) {
    CAFTAN_TRY(job, findJob(project, id));
    CAFTAN_TRY(state, liveState(project, job));
    if (state == "running")
        return fail("job " + std::to_string(id) + " is running.");
    if (state == "done")
        return fail("job " + std::to_string(id) + " is done already.");
    return requestJob(project, id, "");
}

} // namespace caftan
