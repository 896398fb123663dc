// Look-ups that the window needs while it is used: searching texts, and noticing that traces changed.
#pragma once

#include "core/store/project.h"

#include <string>
#include <vector>

namespace caftan {

// Pattern of LIKE ... ESCAPE '\' that finds `text` anywhere.
std::string likePattern(const std::string& text);
// Row ids of the questions whose text, options or category contain `text` (ASCII letters fold) or whose external id it
// is, ascending. Three characters and more are looked up in an index of trigrams; fewer need all texts to be read.
Result<std::vector<int64_t>> searchQuestions(Project& project, int64_t dataset, const std::string& text);

// A number that changes when recorded traces, token counts, splits or imported metrics do; 0 in a fresh project.
Result<int64_t> traceMark(Project& project, int64_t dataset);

// The question of a data set with this id of its own; of several the first.
Result<int64_t> findQuestion(Project& project, int64_t dataset, const std::string& externalId);

} // namespace caftan
