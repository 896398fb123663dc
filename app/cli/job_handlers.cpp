#include "app/cli/job_handlers.h"
#include "core/engine/infer/score_job.h"
#include "core/engine/training.h"

namespace caftan::cli {

// One line for each kind: handlers["kind"] = function.
JobHandlers jobHandlers(const Context&) {
    JobHandlers handlers;
    handlers["score"] = runScoreJob;
    handlers["train"] = runTrainJob;
    return handlers;
}

} // namespace caftan::cli
