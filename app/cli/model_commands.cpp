#include "app/cli/command.h"

namespace caftan::cli {

void addModelCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
