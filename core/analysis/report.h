// The statistics of one scoring as `caftan-cli analyze` prints them (JSON keys: fixed, see `analyze --help`).
// Pure: rows in, JSON out; which rows may be seen is decided by the caller (sealed test parts). Any thread.
#pragma once

#include "core/analysis/columns.h"
#include "core/analysis/roc.h"
#include "core/analysis/threshold_index.h"
#include "core/base/json.h"
#include "core/data/question.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

// A cut as typed: a value of the metric, or a quantile of the reference rows ("q0.25").
struct CutSpec {
    double value = 0;
    bool quantile = false;
};
// "q0.25,q0.75" or "0.11,0.39"; both kinds may be mixed. Empty text: no cuts.
Result<std::vector<CutSpec>> parseCuts(std::string_view text);
std::string formatCuts(const std::vector<CutSpec>& cuts); // the shortest text that parses to the same numbers

// Values of the metric that quantiles refer to, ascending: valid training rows once a test part is sealed (of the
// validation part where no training row is scored: a run's answers), else all valid rows.
std::vector<double> quantileReference(const ScoreColumns& columns, bool sealed);
// Ascending values of the cuts. An error when quantiles are asked of no rows.
Result<std::vector<double>> resolveCuts(const std::vector<CutSpec>& cuts, const std::vector<double>& reference);

ScoreColumns selectRows(const ScoreColumns& columns, const std::vector<size_t>& rows);
// Rows that statistics may use: `splits` is a sum of bits, one per split.
constexpr unsigned splitBit(Split split) {
    return 1u << unsigned(split);
}
ScoreColumns selectSplits(const ScoreColumns& columns, unsigned splits);

struct ReportOptions {
    std::string metric = "entropy";
    std::vector<CutSpec> cuts = {{0.25, true}, {0.75, true}};
    bool byCategory = false;
};
// `reference`: see quantileReference; `categories`: names by ScoreColumns::category.
Result<Json> makeReport(const ScoreColumns& columns, const std::vector<double>& reference,
                        const std::vector<std::string>& categories, const ReportOptions& options);

// AUC of the metric against wrong answers over valid rows and over all, invalid answers counted as wrong.
struct AucPair {
    std::optional<Auc> valid, all;
};
AucPair aucs(const ScoreColumns& columns, const ThresholdIndex& index);

// The metric reads the key and so is not available at test time.
bool metricReadsKey(std::string_view metric);

} // namespace caftan
