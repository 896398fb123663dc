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
// Groups are compared by question text with white space folded.
Result<SplitPlan> planSplit(std::span<const Question> questions, std::array<double, 3> fractions, uint64_t seed);

} // namespace caftan
