// Three-way split with identical question texts kept together. Deterministic in (questions, fractions, seed).
#pragma once

#include "core/base/result.h"
#include "core/data/question.h"

#include <array>
#include <span>

namespace caftan {

struct SplitPlan {
    std::vector<Split> splits; // one per question
    int64_t train = 0, validation = 0, test = 0;
    int64_t groups = 0; // groups of two or more identical questions
};
// Texts are identical when their letters and digits are: case, white space and punctuation do not count, so that copies
// that differ in a blank or a full stop cannot straddle the split. (MMLU-Pro: 370 groups.)
// Fractions are of train, validation, test and add up to 1. Each part is as near to its share as whole groups allow,
// and holds at least one question where its fraction is above 0. The generator is our own, so every machine makes one
// split.
Result<SplitPlan> planSplit(std::span<const Question> questions, std::array<double, 3> fractions, uint64_t seed);

// Identical questions as they stand: how many groups, and how many of them stand in the test part and outside it.
struct DuplicateGroups {
    int64_t groups = 0, straddling = 0;
};
DuplicateGroups findDuplicates(std::span<const Question> questions);

// What identical texts have in common.
std::string foldedText(std::string_view text);

} // namespace caftan
