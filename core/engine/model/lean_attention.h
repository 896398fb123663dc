// Attention of training, on a CPU: queries, keys and values stay the one block that their product gave, and one tensor
// holds what every head saw. Thread: the caller's.
#pragma once

#include "core/engine/model/attention.h"
#include "core/engine/model/rope.h"

namespace caftan {

// block [N, (heads + 2 keyValueHeads) headSize] float32 or bfloat16: queries, keys, values -> [N, heads headSize].
// Rotates the block in place, so nobody else may need it; differentiable in it. Sequences lie one after another
// (`lengths`, sum N), attention is causal in each. Only where leanAttentionServes.
at::Tensor leanAttention(const at::Tensor& block, const ModelConfig& config, const RopeAngles& angles,
                         const std::vector<int64_t>& lengths, const AttentionRule& rule);
bool leanAttentionServes(const at::Tensor& block, const ModelConfig& config, const RopeAngles& angles,
                         const std::vector<int64_t>& lengths, const AttentionRule& rule);

} // namespace caftan
