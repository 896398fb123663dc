// Attention over packed sequences and over caches: causal, inside each sequence, within the window where a layer
// slides. Softmax in float32. Differentiable but for the cached kind.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/engine/model/varlen_attention.h"

namespace caftan {

struct Heads {
    at::Tensor query, key, value; // [N, heads, headSize] and twice [N, keyValueHeads, headSize], rotated
};

struct AttentionRule {
    int64_t window = 0;          // tokens that one sees, itself included; 0: all before it
    std::optional<double> scale; // of the scores; 1 / sqrt(headSize) by default
};
AttentionRule attentionRule(const ModelConfig& config, size_t layer);

// -> [N, heads * headSize]; `lengths` of the sequences, sum N, and sequenceEnds of them. By flash attention where
// `ends` are defined, by the kernel on a CPU without gradients; elsewhere neighbours of equal length share one call.
at::Tensor attend(const Heads& heads, const std::vector<int64_t>& lengths, const SequenceEnds& ends,
                  const AttentionRule& rule);
// Only the last position of each sequence asks: query [sequences, heads, headSize] -> [sequences, heads * headSize].
at::Tensor attendLast(const Heads& heads, const std::vector<int64_t>& lengths, const AttentionRule& rule);

void fillCache(KvCache& cache, size_t layer, const Heads& heads, const std::vector<int64_t>& lengths);
// What each sequence of a cache sees with its next token, [sequences, 1, 1, longest + 1] bool; undefined on the CPU,
// where attendCached reads the lengths.
struct StepMasks {
    at::Tensor all, recent; // `recent`: of layers that slide
};
std::vector<StepMasks> stepMasks(std::span<const KvCache> caches, int64_t window);
// One token for each sequence of the caches, one cache after another, stored first: [sequences, heads, headSize] ->
// [sequences, heads * headSize].
at::Tensor attendCached(const Heads& heads, std::span<KvCache> caches, size_t layer, std::span<const StepMasks> masks,
                        const AttentionRule& rule);

} // namespace caftan
