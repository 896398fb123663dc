// Linear layers that share an input, with their LoRA adapters: the one place where LoRA enters the forward pass.
#pragma once

#include "core/engine/model/decoder.h"

namespace caftan {

// One output for each linear, [N, out] of the decoder's type: x W^T + bias + scale * dropout(x) A^T B^T, the adapter's
// part where there is one, dropout while grad mode is on. `block` holds the weights of all of them one after another,
// `biases` their biases (undefined: none); without a block each has its own. Nobody may want gradients of weights in
// `block`. Differentiable in x and in whatever else learns. On the CPU masks are not stored but drawn again in the
// backward pass, and no adapter has a tensor of the outputs' size.
std::vector<at::Tensor> adaptedProducts(const at::Tensor& x, std::span<const Linear* const> linears,
                                        const at::Tensor& block, const at::Tensor& biases = {});

} // namespace caftan
