// Two scorings of the same questions as Explore shows them side by side. Values, made on the project's worker.
#pragma once

#include "core/analysis/two_scorings.h"
#include "ui/models/exploration_rows.h"

#include <functional>

namespace caftan::ui {

struct ScoringPair {
    JoinedRows joined;
    Agreement agreement;
    std::shared_ptr<const ThresholdIndex> first, second; // of each alone
    std::vector<double> cuts;                            // the other's own working cuts, else the same quantiles
};
using SharedPair = std::shared_ptr<const ScoringPair>;

// `rows` and `first` (their slice's index) against another scoring. category: as in makeSlice; `quantiles`: of the
// first one's cuts. Twice 1,000,000 rows take some tenths of a second.
Result<SharedPair> loadPair(Project& project, const ExplorationRows& rows, std::shared_ptr<const ThresholdIndex> first,
                            int64_t other, int category, const std::vector<double>& quantiles);

// Some of the joined rows.
struct PickedRows {
    std::shared_ptr<const std::vector<int64_t>> questions; // ascending
    std::vector<uint8_t> marked;                           // a flag for each joined row
};
PickedRows pickRows(const JoinedRows& joined, const std::vector<uint32_t>& rows);
std::vector<uint32_t> rowsWhere(const JoinedRows& joined, const std::function<bool(const JoinedRows&, size_t)>& passes);

} // namespace caftan::ui
