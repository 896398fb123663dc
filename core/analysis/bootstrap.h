// Accuracy of a recipe that was trained with several seeds, and differences of two recipes on the same questions:
// bootstrap over questions and seeds, percentile intervals. The generator is our own, so the same seed gives the same
// bits everywhere. Pure functions, any thread.
//
// Questions are drawn with replacement, the same for both recipes. Of s seeds s - 1 are drawn with replacement, which
// makes the variance of a mean unbiased where drawing s would make it (s - 1) / s of that: McCarthy and Snowden, Vital
// and Health Statistics 2-95 (1985); Rao and Wu, JASA 83 (1988), 231. A single seed stays: how training's luck spreads
// is not known then. Percentiles: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caftan {

// Right (1) or wrong (0) by seed and question; all spans of equal length, questions in the same order.
using SeedJudgements = std::vector<std::span<const uint8_t>>;

struct BootstrapOptions {
    int replicates = 10'000;
    uint64_t seed = 1;
};
struct Bootstrap {
    double value = 0;         // mean over questions of the mean over seeds; of a difference: a minus b
    double low = 0, high = 0; // 95 %
    double deviation = 0;     // standard deviation of the replicates
    double p = 1;             // two-sided, of value = 0: at least 2 / (replicates + 1)
};
// Nothing drawn without seeds or questions: all 0, p = 1.
Bootstrap bootstrapMean(const SeedJudgements& recipe, const BootstrapOptions& options = {});
Bootstrap bootstrapDifference(const SeedJudgements& a, const SeedJudgements& b, const BootstrapOptions& options = {});

} // namespace caftan
