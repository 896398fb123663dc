// How far a model's confidence is from its accuracy. Confidence: the renormalised probability of the option that was
// answered. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caftan {

enum class Binning { EqualWidth, EqualMass };

struct CalibrationBin {
    double low = 0, high = 0; // confidence in (low, high]; the first bin also holds its lower end
    int64_t rows = 0, right = 0;
    double confidence = 0; // mean of the rows
    double accuracy() const { return rows ? double(right) / double(rows) : 0; }
};
// Equal width: [0, 1] in `bins` parts. Equal mass: edges at the type-7 quantiles of the confidences, so equal values
// stay together. As scikit-learn's calibration_curve ("uniform", "quantile"); bins without rows are left out.
std::vector<CalibrationBin> calibrationBins(std::span<const double> confidence, std::span<const uint8_t> right,
                                            Binning binning, int bins = 15);

// Expected calibration error: Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., ICML 2017. 0 without rows.
double calibrationError(std::span<const CalibrationBin> bins);

// One row's scores of its options (logits, or logarithms of probabilities up to a constant) and the right one.
struct OptionScores {
    std::span<const double> scores;
    size_t key = 0;
};
// Temperature that minimises the negative log-likelihood of the keys under softmax(scores / T): Guo et al., ICML 2017.
// The loss is convex in 1 / T; solved to 1e-12 by bisection and Newton's steps. Nothing where no temperature in
// [0.001, 1000] is best: every row right or scores that say nothing.
std::optional<double> fitTemperature(std::span<const OptionScores> rows);

} // namespace caftan
