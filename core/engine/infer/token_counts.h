// What answers would cost to train on: tokens of every question's short answer and of every recorded trace, under the
// tokenizer of the model that scores. The bands of Explore and `analyze` read them.
#pragma once

#include "core/engine/infer/score_plan.h"

namespace caftan {

// Counts and stores, one transaction each for questions and traces.
Status storeTokenCounts(Project& project, const ScorePlan& plan);

} // namespace caftan
