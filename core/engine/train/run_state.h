// What a checkpoint remembers of a run besides tensors.
#pragma once

#include "core/base/json.h"

namespace caftan {

struct RunState {
    int64_t step = 0, tokens = 0, answerTokens = 0;
    int64_t evaluated = -1; // the last step whose evaluation is complete
    int64_t halvings = 0;   // of micro batches, for want of memory
    double seconds = 0;     // of training and evaluation, over all attempts
    double loss = 0;        // smoothed
    double bestAccuracy = -1, bestEpoch = 0, lastAccuracy = -1;
    Json lastEvaluation; // of the primary mode
    Json bestEvaluation;

    Json json() const;
    static RunState from(const Json& json);
};

} // namespace caftan
