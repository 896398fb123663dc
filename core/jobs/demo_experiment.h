// The demo's experiment: the recipes that `caftan-cli demo run` trains and tests, how its runs are called, the table as
// far as it has got, and what is to be said honestly about it. Both programs read it from here. Thread: the Project's.
#pragma once

#include "core/store/project.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace caftan {

inline constexpr const char* demoCutsName = "terciles";
inline constexpr const char* demoEqualBudget = "distill-equal-budget"; // as many answer tokens as complexity-aware

const std::vector<std::string>& demoRecipes();                     // rows of the table in order, without the base
std::string demoRunName(const std::string& recipe, uint64_t seed); // name of the run that belongs to a row

// Held by the process that runs the experiment of this project.
std::filesystem::path demoLock(const std::filesystem::path& project);

// One row, means over the seeds that are tested; numbers are absent until there is one.
struct DemoArm {
    std::string recipe;           // "base" first
    int64_t runs = 0, tested = 0; // begun, and tested on the test part
    std::string state;            // of the newest run: "", queued, running, done, ...
    std::optional<int64_t> run;   // the newest
    std::optional<double> accuracy, answerTokens, seconds, tokensPerAnswer;
    std::vector<std::pair<std::string, std::pair<double, double>>> bands; // name, accuracy, share that thinks
};
// Nothing at all without the demo's data set and base in this project.
Result<std::vector<DemoArm>> demoTable(Project& project);

// What the table shows and what it does not, one sentence or two each.
std::vector<std::string> demoRemarks();

} // namespace caftan
