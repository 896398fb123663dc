// Answering only what the model is sure of: risk (share wrong) against coverage (share answered). Pure, any thread.
// Geifman and El-Yaniv, NeurIPS 2017; excess over the best order: Geifman, Uziel and El-Yaniv, ICLR 2019. Rows of equal
// metric are answered in random order: what stands here is the expectation over it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace caftan {

struct RiskPoint {
    double coverage = 0, risk = 0;
    double threshold = 0; // answered: metric <= threshold
    int64_t rows = 0;     // answered
};
struct RiskCoverage {
    std::vector<RiskPoint> points; // one for each distinct value, ascending, thinned with both ends kept
    double area = 0;               // AURC: mean of the risk over the n coverages
    double excess = 0;             // area minus that of the order that puts every wrong row last
};
// Ascending metric (higher: less sure), right aligned to it; NaN must not be there. Empty: no points, 0.
RiskCoverage riskCoverageSorted(std::span<const double> ascending, std::span<const uint8_t> right,
                                size_t maxPoints = 2000);
RiskCoverage riskCoverage(std::span<const double> metric, std::span<const uint8_t> right, size_t maxPoints = 2000);

} // namespace caftan
