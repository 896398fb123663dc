// demo run: scores the demo, cuts at the terciles of the training rows, trains every recipe for each seed, tests them,
// and prints the table. What is done already is not done again, so a run that was interrupted goes on.
#pragma once

#include "app/cli/command.h"

namespace caftan::cli {

struct DemoRunOptions {
    std::string folder;
    std::vector<uint64_t> seeds = {1};
    std::vector<std::string> recipes; // empty: all of them
    bool sealed = false;              // train only; another run without it tests what is there
    int threads = 1;
};
int runDemo(const Context& context, const DemoRunOptions& options);

} // namespace caftan::cli
