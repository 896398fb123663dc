// What Explore shows of a scoring: its rows, and the statistics of a slice of them. Made on the project's worker,
// immutable afterwards, handed to the window as shared values.
#pragma once

#include "core/analysis/histogram.h"
#include "core/analysis/report.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/scorings.h"

#include <memory>

namespace caftan::ui {

struct ExplorationRows {
    Scoring scoring;
    Dataset dataset;
    std::vector<std::string> categories;
    std::vector<MetricInfo> metrics;
    std::string metric;                          // of `columns`
    ScoreColumns columns;                        // rows that may be seen: sealed test rows are left out
    std::vector<bool> shown;                     // which of the scoring's rows those are; empty: all
    std::shared_ptr<const ThresholdIndex> whole; // of all of `columns`
    std::vector<double> ofTraining;              // with a sealed test part: valid training rows, ascending
    int64_t lastRow = 0;                         // highest row id seen
    int64_t traceMark = 0;                       // changes when recorded traces do
    bool testShown = false;

    bool readsKey() const; // the metric is not available at test time
    // What quantiles refer to, ascending (see quantileReference).
    const std::vector<double>& reference() const { return dataset.sealed ? ofTraining : whole->sorted(); }
};
using SharedRows = std::shared_ptr<const ExplorationRows>;

struct ExplorationSlice {
    std::shared_ptr<const ThresholdIndex> index = std::make_shared<ThresholdIndex>();
    AucPair auc;
    std::vector<RocPoint> curve;
    int category = -1;
};
using SharedSlice = std::shared_ptr<const ExplorationSlice>;

// Everything from the store, or from `before` what does not change with the metric. `metric` falls back to the first
// recorded one. Worker thread.
Result<SharedRows> loadRows(Project& project, int64_t scoring, const std::string& metric, bool showTest,
                            const SharedRows& before = {});
// `old` with the rows that were committed since; `old` itself when nothing changed. Worker thread.
Result<SharedRows> refreshRows(Project& project, const SharedRows& old);
// category: index into categories, -1 for all. Any thread; 1,000,000 rows take about 100 ms.
SharedSlice makeSlice(const ExplorationRows& rows, int category);

} // namespace caftan::ui
