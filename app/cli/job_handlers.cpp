#include "app/cli/job_handlers.h"

namespace caftan::cli {

// One line for each kind: handlers["kind"] = function.
JobHandlers jobHandlers(const Context&) {
    JobHandlers handlers;
    return handlers;
}

} // namespace caftan::cli
