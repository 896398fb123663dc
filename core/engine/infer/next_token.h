// Metrics of a distribution over the next token, from float32 logits.
#pragma once

#include "core/engine/scoring.h"

#include <ATen/ATen.h>

namespace caftan {

// z [rows, vocabulary] float32. Sums in float64 over exp(z - max): entropy is exact near zero and never negative.
std::vector<NextToken> nextTokens(const at::Tensor& z, std::span<const std::vector<TokenId>> chosen);

// Entropy of each row in nats, [rows] float64, on z's device.
at::Tensor entropies(const at::Tensor& z);

// The same, and what a token of each row costs: -ln p, [rows] float64. `ids`: [rows] int64; undefined: the most
// probable one.
struct RowCosts {
    at::Tensor entropy, nll;
};
RowCosts rowCosts(const at::Tensor& z, const at::Tensor& ids = {});

} // namespace caftan
