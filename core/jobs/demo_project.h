// The embedded demo as a project: its data set with worked reasoning and sealed split, and a copy of the shipped base,
// so that the folder can be moved. Thread: the caller's.
#pragma once

#include "core/store/project.h"

#include <filesystem>

namespace caftan {

struct DemoProject {
    int64_t dataset = 0, model = 0;
    int64_t questions = 0, train = 0, validation = 0, test = 0, traces = 0;
};

// Makes the project in a new folder. Nothing is left behind when it fails half-way.
Result<DemoProject> makeDemoProject(const std::filesystem::path& folder, uint64_t seed = 1);

} // namespace caftan
