#include "app/cli/command.h"

namespace caftan::cli {

void addDemoCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
