#include "core/jobs/run_removal.h"

#include "core/jobs/job.h"
#include "core/store/runs.h"

namespace caftan {

namespace {

uint64_t folderBytes(const std::filesystem::path& folder) {
    uint64_t bytes = 0;
    std::error_code error;
    for (auto entry = std::filesystem::recursive_directory_iterator(folder, error);
         !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            bytes += entry->file_size(ignored);
    }
    return bytes;
}

Status refuseWhileAtWork(Project& project, const RunRecord& run) {
    CAFTAN_TRY(jobs, listJobs(project));
    for (const JobRecord& job : jobs) {
        if (job.run != run.id)
            continue;
        CAFTAN_TRY(state, liveState(project, job));
        if (state == "running")
            return fail("run " + std::to_string(run.id) + " (" + run.name +
                        ") is at work: stop it first, with 'caftan-cli job stop " + std::to_string(job.id) + "'.");
    }
    return {};
}

} // namespace

Result<RunRemoval> planRunRemoval(Project& project, int64_t id) {
    CAFTAN_TRY(run, loadRun(project, id));
    CAFTAN_CHECK(refuseWhileAtWork(project, run));
    CAFTAN_TRY(evaluations, listEvaluations(project, id));
    return RunRemoval{run.name, int64_t(evaluations.size()), folderBytes(project.runFolder(run.uid))};
}

Result<RunRemoval> removeRun(Project& project, int64_t id) {
    CAFTAN_TRY(removal, planRunRemoval(project, id));
    CAFTAN_TRY(run, loadRun(project, id));
    CAFTAN_CHECK(deleteRun(project, id));
    std::error_code error;
    std::filesystem::remove_all(project.runFolder(run.uid), error);
    if (error)
        return fail("the run is gone from the project, but its folder " + project.runFolder(run.uid).string() +
                    " could not be removed (" + error.message() + "): remove it yourself.");
    return removal;
}

} // namespace caftan
