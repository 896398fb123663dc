#include "app/cli/command.h"

namespace caftan::cli {

void addTrainCommands(CLI::App&, Context&) {}

} // namespace caftan::cli
