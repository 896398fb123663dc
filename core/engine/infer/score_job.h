// The handler of jobs of kind "score" (spec: ScoreSpec): scores every question of a data set once, batch by batch, each
// batch one transaction. Paused, stopped or killed, the next attempt goes on with the batches that are left and gives
// the same bits. The job's result is what `caftan-cli score` prints.
#pragma once

#include "core/jobs/job.h"

namespace caftan {

Result<JobEnd> runScoreJob(JobContext& context);

} // namespace caftan
