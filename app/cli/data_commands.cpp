#include "app/cli/command.h"

namespace caftan::cli {

void addDataCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
