// What every pass through a layer is made of. Thread: the caller's.
#pragma once

#include "core/engine/model/adapted.h"
#include "core/engine/model/attention.h"
#include "core/engine/model/rope.h"

#include <array>

namespace caftan {

// Weights of norms as the norm multiplies with them.
at::Tensor scaleOf(const ModelConfig& config, const at::Tensor& weight);

// Queries, keys and values of normed rows [N, hidden], each [N, its columns].
std::vector<at::Tensor> projectAttention(const DecoderLayer& layer, const ModelConfig& config, const at::Tensor& x);
// The same as heads: normed where the family does that, and rotated.
Heads headsOf(const DecoderLayer& layer, const ModelConfig& config, const std::vector<at::Tensor>& parts,
              const RopeAngles& angles);
at::Tensor mlp(const DecoderLayer& layer, const ModelConfig& config, const at::Tensor& x);

// Rows of the embedding in float32. ids [N] int64 -> [N, hidden]
at::Tensor embed(const Decoder& decoder, const at::Tensor& ids);

// [N] bool under longrope: tokens whose sequence is longer than the original context (`all`: every one); else
// undefined.
at::Tensor longerRows(const ModelConfig& config, const Packed& packed, bool all);

// The linears that read the layer's input, and those that read the MLP's, with their weights as one block where they
// are one and, with `frozen`, nobody wants its gradient; undefined otherwise.
struct SharedInput {
    std::vector<const Linear*> linears;
    Weights block;
    at::Tensor biases;
};
SharedInput attentionInput(const DecoderLayer& layer, const ModelConfig& config, bool frozen);
SharedInput mlpInput(const DecoderLayer& layer, const ModelConfig& config, bool frozen);

// The pass of training (forward_lean.cpp): hidden states like hiddenStates' with `rows`, differentiable.
at::Tensor leanStates(const Decoder& decoder, const Packed& packed, const HiddenOptions& options);

} // namespace caftan
