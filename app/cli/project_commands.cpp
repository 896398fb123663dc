#include "app/cli/command.h"

namespace caftan::cli {

void addProjectCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
