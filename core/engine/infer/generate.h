// Greedy generation without tensors in the interface.
#pragma once

#include "core/engine/scoring.h"

namespace caftan {

struct GenerateOptions {
    int64_t maxNewTokens = 256;
    std::vector<TokenId> stop; // any of these ends an answer and is not part of it
    bool entropies = false;    // of every generated position, nats
    int64_t sequences = 64;    // at most so many at a time
    // Called after every step with answers finished so far and tokens generated so far; false ends the work early.
    std::function<bool(size_t finished, int64_t tokens)> onProgress;
};

struct Generated {
    std::vector<TokenId> ids;
    std::vector<float> entropies; // one per id, and one more for the stop token when it came
    std::vector<float> nll;       // -ln p of the same tokens
    bool stopped = false;         // a stop token came; false: maxNewTokens or onProgress ended it
};

// In the order of the prompts. The same prompts and options give the same ids. Errors as scoreBatch; an answer ends
// where the model's context does.
Result<std::vector<Generated>> generateGreedy(LoadedModel& model, std::span<const std::vector<TokenId>> prompts,
                                              const GenerateOptions& options);

} // namespace caftan
