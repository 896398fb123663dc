// Two or more metrics of one model on the same rows: whose area under the ROC is larger? Pure functions, any thread.
// DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), 837, on placements that are computed from ranks (Sun and Xu,
// IEEE Signal Processing Letters 21, 2014): n log n instead of all pairs.
#pragma once

#include "core/analysis/roc.h"

#include <optional>
#include <span>
#include <vector>

namespace caftan {

// Structural components of one metric: for each wrong row (positive) the share of right rows below it, for each right
// row the share of wrong rows above it, ties half. In the order of the rows.
struct Placements {
    std::vector<double> wrong, right;
};
// Without both classes: nothing. NaN metrics must not be there.
std::optional<Placements> placements(std::span<const double> metric, std::span<const uint8_t> right);

struct AucDifference {
    Auc a, b;
    double covariance = 0;      // of the two areas; NaN with a single row of a class
    double difference = 0;      // a minus b
    double low = 0, high = 0;   // 95 %, clipped to [-1, 1]; [-1, 1] with a single row of a class
    std::optional<double> z, p; // two-sided; none where the variance is not known. Equal placements: p = 1
};
// Both from the same rows.
AucDifference compareAucs(const Placements& a, const Placements& b);
std::optional<AucDifference> compareAucs(std::span<const double> a, std::span<const double> b,
                                         std::span<const uint8_t> right);

} // namespace caftan
