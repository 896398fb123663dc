#include "app/cli/command.h"

namespace caftan::cli {

void addAnalysisCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
