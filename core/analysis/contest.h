// Which metric finds the errors best? Several metrics of one scoring on the same rows. Pure, any thread.
#pragma once

#include "core/analysis/columns.h"
#include "core/analysis/paired_roc.h"
#include "core/analysis/risk.h"
#include "core/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

struct ContestMetric {
    std::string name;
    ScoreColumns columns; // of one scoring, in order of the row id
};
struct ContestEntry {
    std::string name;
    Auc auc;
    std::vector<RocPoint> curve;
    RiskCoverage risk;
};
struct ContestPair {
    size_t a = 0, b = 0; // indexes of entries
    AucDifference difference;
    std::optional<double> adjusted; // Holm over all pairs
};
struct Contest {
    int64_t rows = 0, wrong = 0, leftOut = 0; // valid answers that every metric knows; those that some metric lacks
    std::vector<ContestEntry> entries;        // in the order given
    std::vector<ContestPair> pairs;           // every pair once
};
// An error when a class is missing or no row is common to all.
Result<Contest> holdContest(std::span<const ContestMetric> metrics, size_t maxPoints = 2000);

} // namespace caftan
