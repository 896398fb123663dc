// One job at a time per device: a lock file for each device of this user, and the order of those that wait.
#include "core/base/text.h"
#include "core/jobs/job.h"

#include <chrono>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace caftan {
namespace {

namespace fs = std::filesystem;

bool needsDevice(const JobRecord& job) {
    return job.kind != "import" && job.kind != "preview";
}

std::string deviceOf(const JobRecord& job) {
    const auto named = job.spec.is_object() ? job.spec.find("device") : job.spec.end();
    const std::string device = job.spec.is_object() && named != job.spec.end() && named->is_string()
                                   ? named->get<std::string>()
                                   : std::string("auto");
    if (device != "auto")
        return device;
    return fs::exists("/dev/nvidia0") ? "cuda" : "cpu";
}

// The same for every process of this user, whatever its environment: in a session folder, a job that outlives the
// session would not be seen by the next one.
fs::path lockFolder() {
    const char* given = std::getenv("CAFTAN_LOCKS");
    return given && *given ? fs::path(given) : fs::path("/tmp") / ("caftan-" + std::to_string(::getuid()));
}

fs::path waitingLock(const Project& project, const JobRecord& job) {
    return project.runFolder(job.uid) / "waiting.lock";
}

// Is there a job that goes first and whose process waits as well?
Result<bool> mustYield(Project& project, const JobRecord& own) {
    CAFTAN_TRY(queue, queuedJobs(project));
    for (const JobRecord& job : queue) {
        if (job.id == own.id)
            return false;
        if (needsDevice(job) && deviceOf(job) == deviceOf(own) && hasWaitingProcess(project, job))
            return true;
    }
    return false;
}

// Still to be run: queued, or running by its row (interrupted, or taken by another process meanwhile: runJob finds
// out).
bool stillWanted(const JobRecord& job) {
    return job.state == "queued" || job.state == "running";
}

} // namespace

bool hasWaitingProcess(const Project& project, const JobRecord& job) {
    return FileLock::isHeld(waitingLock(project, job));
}

Result<DeviceTurn> DeviceTurn::wait(Project& project, int64_t id, std::function<void()> onWait) {
    CAFTAN_TRY(job, findJob(project, id));
    DeviceTurn turn;
    if (!needsDevice(job) || !stillWanted(job))
        return turn;
    std::error_code error;
    fs::create_directories(lockFolder(), error);
    fs::create_directories(project.runFolder(job.uid), error);
    if (error)
        return fail("cannot make the folder " + project.runFolder(job.uid).string() + ": " + error.message());
    CAFTAN_TRY(waiting, FileLock::acquire(waitingLock(project, job)));
    while (!JobContext::interrupted()) {
        CAFTAN_TRY(row, findJob(project, id));
        if (!stillWanted(row))
            return turn;
        CAFTAN_TRY(yields, mustYield(project, row));
        if (!yields) {
            CAFTAN_TRY(device, FileLock::tryAcquire(lockFolder() / ("device-" + deviceOf(row) + ".lock")));
            if (device.held()) {
                turn.device_ = std::move(device);
                return turn;
            }
        }
        if (onWait)
            onWait();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return turn;
}

} // namespace caftan
