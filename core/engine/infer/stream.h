// One answer, token by token as it comes: what a chat shows. No tensors in the interface.
#pragma once

#include "core/engine/infer/sampling.h"
#include "core/engine/scoring.h"

namespace caftan {

struct StreamedToken {
    TokenId id = -1;
    double probability = 0;                  // of this token, at temperature 1
    bool stop = false;                       // it ends the answer and is no part of it
    const NextToken* distribution = nullptr; // valid during the call
};

struct StreamOptions {
    int64_t maxNewTokens = 512;
    std::vector<TokenId> stop;
    SamplingOptions sampling;
    std::function<void(const StreamedToken&)> onToken; // also for the stop token, last
    std::function<bool()> cancelled;                   // asked before every token, and often while the prompt is read
};

enum class StreamEnd { Stop, Length, Context, Cancelled };
const char* streamEndName(StreamEnd end); // stop, length, context, cancelled

// Errors as scoreBatch. Same prompt, options and machine: same tokens; temperature 0 as generateGreedy.
Result<StreamEnd> streamAnswer(LoadedModel& model, const std::vector<TokenId>& prompt, const StreamOptions& options);

} // namespace caftan
