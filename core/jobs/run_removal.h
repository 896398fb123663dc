// Removing a run for good: its rows and its folder with checkpoints and log. Thread: the Project's.
#pragma once

#include "core/store/project.h"

#include <string>

namespace caftan {

struct RunRemoval {
    std::string name;
    int64_t evaluations = 0;
    uint64_t bytes = 0; // of its folder
};
// What would go. Refused while the run is at work.
Result<RunRemoval> planRunRemoval(Project& project, int64_t run);
// Does it; what was removed. Rows go in one transaction, then the folder.
Result<RunRemoval> removeRun(Project& project, int64_t run);

} // namespace caftan
