// Cross entropy over the rows that are trained, in chunks: never more than `chunk` rows of logits exist. The gradient
// of the hidden rows (and of the head, if it trains) is computed beside the forward pass; backward only scales it.
// Thread: the caller's. Errors of torch leave as c10::Error.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/text/example.h"

#include <span>
#include <vector>

namespace caftan {

// How the losses of one optimiser step are averaged.
enum class LossMean { Token, Sequence, Batch };

// Rows of a packed batch whose next token is trained.
struct TargetRows {
    at::Tensor rows;                  // [R] int64, into the packed positions
    at::Tensor targets;               // [R] int64
    std::vector<int64_t> perSequence; // rows of each sequence, sum R
};
TargetRows targetRows(std::span<const Example* const> batch, at::Device device);

// sum_i weights_i * -ln softmax(head hidden_i)[targets_i], float32, differentiable in hidden and head.
// hidden [R, H] float32, head [V, H], targets [R] int64, weights [R] float32. `perRow` receives -ln p of each row, [R].
at::Tensor chunkedCrossEntropy(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& targets,
                               const at::Tensor& weights, at::Tensor* perRow = nullptr, int64_t chunk = 0);
// The same as a number, without autograd.
double crossEntropySum(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& targets,
                       const at::Tensor& weights);

} // namespace caftan
