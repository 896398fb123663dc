// Linear layers that share an input, with their LoRA adapters: the one place where LoRA enters the forward pass, and
// where quantised weights are widened.
#pragma once

#include "core/engine/model/decoder.h"

namespace caftan {

// Weights of one linear, or of several one after another.
struct Weights {
    at::Tensor plain; // [out, in]
    std::optional<QuantisedMatrix> quantised;

    bool defined() const { return plain.defined() || quantised; }
    at::ScalarType type() const { return quantised ? quantised->type : plain.scalar_type(); }
    at::Tensor tensor() const { return quantised ? dequantised(*quantised) : plain; }
};
Weights weightsOf(const Linear& linear);

// One output for each linear, [N, out] of the weights' type: x W^T + bias + scale * dropout(x) A^T B^T, the adapter's
// part where there is one, dropout while grad mode is on. `block` holds the weights of all of them one after another,
// `biases` their biases (undefined: none); without a block each has its own. Nobody may want gradients of weights in
// `block`. Differentiable in x and in whatever else learns. On the CPU masks are not stored but drawn again in the
// backward pass, and no adapter has a tensor of the outputs' size. Quantised weights are widened for each product,
// forward and backward, and never kept so.
std::vector<at::Tensor> adaptedProducts(const at::Tensor& x, std::span<const Linear* const> linears,
                                        const Weights& block, const at::Tensor& biases = {});

// What products read. Normed and gated inputs are not kept for the backward pass but made again there, which costs a
// pass over them: of x / rms(x) * scale and of silu(gates) * ups no more than x and the gates and ups stay.
struct ProductInput {
    enum class Kind { Plain, Normed, Gated };
    Kind kind = Kind::Plain;
    at::Tensor source;  // Plain: x [N, in]; Normed: x [N, in] float32; Gated: [N, 2 in], gates then ups
    at::Tensor scale;   // Normed: [in] float32
    double epsilon = 0; // Normed
};

// All outputs side by side, [N, sum of out]. Weights of the linears learn where they require gradients: all of a block
// or none. Only where leanServes.
at::Tensor leanProduct(const ProductInput& input, std::span<const Linear* const> linears, const Weights& block,
                       const at::Tensor& biases = {});
bool leanServes(const ProductInput& input, std::span<const Linear* const> linears, const Weights& block);

} // namespace caftan
