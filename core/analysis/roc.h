// ROC of an uncertainty metric against "wrong", with ties counted half and DeLong's interval.
// Fast DeLong: Sun and Xu, IEEE Signal Processing Letters 21 (2014). Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caftan {

struct Auc {
    double value = 0, low = 0, high = 0; // 95 % interval, clipped to [0, 1]
    double variance = 0;
};
// Positive class: wrong answers (right == 0). Nothing without both classes.
std::optional<Auc> delongAuc(std::span<const double> metric, std::span<const uint8_t> right);

struct RocPoint {
    double falsePositiveRate = 0; // share of right answers with metric > threshold
    double truePositiveRate = 0;  // share of wrong answers with metric > threshold
    double threshold = 0;
};
// From (0, 0) to (1, 1), one point per distinct value, thinned to at most maxPoints with the ends kept.
std::vector<RocPoint> rocCurve(std::span<const double> metric, std::span<const uint8_t> right, size_t maxPoints = 2000);

} // namespace caftan
