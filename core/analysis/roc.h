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
    double variance = 0;                 // NaN with a single row of a class: then the interval is [0, 1]
};
// Positive class: wrong answers (right == 0). Nothing without both classes. NaN metrics must not be there.
std::optional<Auc> delongAuc(std::span<const double> metric, std::span<const uint8_t> right);
// The same over rows already in ascending order of the metric: linear time. `alsoWrong`: values of further wrong rows,
// ascending.
std::optional<Auc> delongAucSorted(std::span<const double> ascending, std::span<const uint8_t> right,
                                   std::span<const double> alsoWrong = {});

struct RocPoint {
    double falsePositiveRate = 0; // share of right answers with metric > threshold
    double truePositiveRate = 0;  // share of wrong answers with metric > threshold
    double threshold = 0;         // -infinity at (1, 1)
    double low = 0, high = 0;     // Wilson's interval of the true positive rate, 95 %, point by point
};
// From (0, 0) to (1, 1), one point per distinct value, thinned to at most maxPoints (>= 2) with the ends kept.
// Without both classes: empty.
std::vector<RocPoint> rocCurve(std::span<const double> metric, std::span<const uint8_t> right, size_t maxPoints = 2000);
std::vector<RocPoint> rocCurveSorted(std::span<const double> ascending, std::span<const uint8_t> right,
                                     size_t maxPoints = 2000);

} // namespace caftan
