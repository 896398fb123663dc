// What `job run` can run: one handler for each kind of job.
#pragma once

#include "app/cli/command.h"
#include "core/jobs/job.h"

namespace caftan::cli {

JobHandlers jobHandlers(const Context& context);

} // namespace caftan::cli
