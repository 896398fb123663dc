// Causal attention over sequences of any lengths in one call, by the flash attention that CUDA builds of torch carry
// (Dao 2023, arXiv 2307.08691). Its operator is no part of torch's public interface, so it is wrapped here alone and
// compared with scaled_dot_product_attention, gradients too, before it is first used; where it fails, or differs,
// attend() goes through the latter.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace caftan {

// What the operator wants to know of a pass; the same in every layer.
struct SequenceEnds {
    at::Tensor ends; // [sequences + 1] int32 on the device: 0 and the sums of the lengths; undefined: not served
    int64_t longest = 0;
};
// Undefined where the operator does not serve (CPU, a type other than float16 or bfloat16, a failed comparison).
SequenceEnds sequenceEnds(const std::vector<int64_t>& lengths, const at::TensorOptions& options);

// query [N, heads, size], key and value [N, keyValueHeads, size] -> [N, heads, size]; a token sees `window` tokens,
// itself included, 0: all before it. Differentiable. Heads of more than 256 or of a size that is no multiple of 8:
// undefined.
at::Tensor varlenAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const SequenceEnds& sequences, int64_t window, std::optional<double> scale);

} // namespace caftan
