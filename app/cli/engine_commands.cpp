#include "app/cli/command.h"

namespace caftan::cli {

void addEngineCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
