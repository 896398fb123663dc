// Token ids and what of them is trained: what training, its plans of batches and its token counts share. No tensors.
#pragma once

#include "core/text/tokenizer.h"

#include <algorithm>

namespace caftan {

inline constexpr TokenId ignoredLabel = -100;

// For each position the label that its id is trained as (ignoredLabel: not trained), as Hugging Face writes them: label
// t is predicted from position t - 1, so the first one never counts. Both lists have the same length.
struct Example {
    std::vector<TokenId> ids, labels;
    int64_t answerTokens() const {
        return labels.empty() ? 0 : std::count_if(labels.begin() + 1, labels.end(), [](TokenId id) { return id >= 0; });
    }
};

} // namespace caftan
