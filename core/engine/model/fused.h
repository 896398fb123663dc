// The elementwise parts of the decoder over tensors: RMSNorm, SwiGLU, rotary embedding. On the CPU one pass each, with
// derivatives of their own that keep only their inputs; elsewhere by torch's operations.
#pragma once

#include "core/engine/model/rope.h"

#include <ATen/ATen.h>

namespace caftan {

// x [N, width] float32 -> `type`: x / sqrt(mean(x^2) + epsilon) * weight
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon, at::ScalarType type);

// x + y in float32, and its norm. Without autograd x itself is changed.
struct NormedSum {
    at::Tensor sum, normed;
};
NormedSum addNorm(const at::Tensor& x, const at::Tensor& y, const at::Tensor& weight, double epsilon,
                  at::ScalarType type);

// silu(gate) * up; both [N, width], rows may be strided.
at::Tensor swiGlu(const at::Tensor& gate, const at::Tensor& up);

// gelu(gate) * up with the tanh approximation.
at::Tensor geluGlu(const at::Tensor& gate, const at::Tensor& up);

// x [N, heads, headSize], rows may be strided -> the same, its leading dimensions rotated (as many as there are
// angles). Without autograd x itself is changed.
at::Tensor rotate(const at::Tensor& x, const RopeAngles& angles);

// The same parts for derivatives that make their inputs again (adapted.h): on the CPU, outside of autograd. Inputs are
// contiguous rows.
struct NormedRows {
    at::Tensor normed, inverse; // [N, width] of `type`; [N] float32
};
NormedRows normRows(const at::Tensor& x, const at::Tensor& weight, double epsilon, at::ScalarType type);
struct NormSlopes {
    at::Tensor x, weight; // float32; undefined where not wanted
};
NormSlopes normSlopes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& inverse,
                      const at::Tensor& gradient, bool wantsWeight);
// block [N, 2 width], gates then ups -> silu(gates) * ups; and the slope of the block from that of the result.
at::Tensor gatedRows(const at::Tensor& block);
at::Tensor gatedSlopes(const at::Tensor& block, const at::Tensor& gradient);
// x [N, heads, size] in place, heads one after another; direction -1 is the inverse.
void rotateRows(const at::Tensor& x, const RopeAngles& angles, float direction);

// Dropout on the CPU without a stored mask: the same seed drops the same, whatever the threads. Outside of autograd.
// x [N, in] float32 or bfloat16, rows may be strided -> float32.
at::Tensor dropped(const at::Tensor& x, double share, uint64_t seed);
// to += d, dropped in the same way; both contiguous, d float32.
void addDropped(const at::Tensor& to, const at::Tensor& d, double share, uint64_t seed);

} // namespace caftan
