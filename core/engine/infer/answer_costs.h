// What given answers cost a model: for each of their tokens -ln p and the entropy of what the model would have said
// instead, in nats, from one pass over prompt and answer.
#pragma once

#include "core/engine/scoring.h"
#include "core/text/example.h"

#include <functional>

namespace caftan {

struct AnswerCost {
    std::vector<float> nll, entropy; // of each labelled token, in order
    double meanNll() const;          // NaN without tokens
};

// In the order of the examples; those of like length go through the model together, at most `batchTokens` tokens at
// once (fewer when memory runs out). The same examples and settings give the same bits. `cancelled` is asked before
// every layer; once it says true, the result is empty. Errors as scoreBatch.
Result<std::vector<AnswerCost>> answerCosts(LoadedModel& model, std::span<const Example> examples, int64_t batchTokens,
                                            const std::function<bool()>& cancelled = {});

} // namespace caftan
