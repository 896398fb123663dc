// The rows of a scoring that a command may see: those of a sealed test part only when they are asked for, and then the
// opening is written to the ledger. Shared by analyze, cuts and data export.
#pragma once

#include "core/analysis/report.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/scorings.h"

#include <string>
#include <vector>

namespace caftan::cli {

struct ScoringRows {
    Scoring scoring;
    Dataset dataset;
    MetricInfo metric;
    ScoreColumns columns;                // the rows asked for
    std::vector<double> reference;       // what quantiles refer to
    std::vector<std::string> categories; // by ScoreColumns::category
    std::string shown;                   // a sentence: which rows these are
};
// `split`: "", "train", "validation", "test" or "all"; "": everything, or training and validation once the test part is
// sealed. Test rows of a sealed data set are written to the ledger as `ledgerText`.
Result<ScoringRows> loadScoringRows(Project& project, int64_t scoring, const std::string& metric,
                                    const std::string& split, const std::string& ledgerText);
bool opensTest(const std::string& split); // the project has to be writable then

// "q0.25,q0.75", "0.11,0.39", or the name of a cut set of this scoring: ascending values.
Result<std::vector<double>> cutsOf(Project& project, const ScoringRows& rows, const std::string& text);

} // namespace caftan::cli
