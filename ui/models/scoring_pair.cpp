#include "ui/models/scoring_pair.h"

#include <algorithm>

namespace caftan::ui {

Result<SharedPair> loadPair(Project& project, const ExplorationRows& rows, std::shared_ptr<const ThresholdIndex> first,
                            int64_t other, int category, const std::vector<double>& quantiles) {
    CAFTAN_TRY(theirs, loadRows(project, other, rows.metric, rows.testShown));
    if (theirs->metric != rows.metric)
        return fail("The other scoring has not recorded " + rows.metric + ": choose another metric.");
    auto pair = std::make_shared<ScoringPair>();
    if (category < 0) {
        pair->joined = joinScorings(rows.columns, theirs->columns);
    } else {
        std::vector<size_t> kept;
        for (size_t row = 0; row < rows.columns.size(); ++row)
            if (rows.columns.category[row] == category)
                kept.push_back(row);
        pair->joined = joinScorings(selectRows(rows.columns, kept), theirs->columns);
    }
    pair->first = std::move(first);
    pair->second = theirs->whole;
    theirs.reset(); // its columns are in `joined`
    pair->agreement = agreementOf(pair->joined);
    CAFTAN_TRY(sets, listCuts(project, other));
    const std::string working = rows.metric == "entropy" ? "current" : "current " + rows.metric;
    for (const CutSet& set : sets)
        if (set.name == working && set.metric == rows.metric)
            pair->cuts = set.values;
    if (pair->cuts.empty())
        for (const double quantile : quantiles)
            pair->cuts.push_back(pair->second->valueAtQuantile(quantile));
    return SharedPair(std::move(pair));
}

PickedRows pickRows(const JoinedRows& joined, const std::vector<uint32_t>& rows) {
    auto questions = std::make_shared<std::vector<int64_t>>();
    questions->reserve(rows.size());
    PickedRows picked{nullptr, std::vector<uint8_t>(joined.size())};
    for (const uint32_t row : rows) {
        questions->push_back(joined.question[row]);
        picked.marked[row] = 1;
    }
    if (!std::is_sorted(questions->begin(), questions->end()))
        std::sort(questions->begin(), questions->end());
    picked.questions = std::move(questions);
    return picked;
}

std::vector<uint32_t> rowsWhere(const JoinedRows& joined,
                                const std::function<bool(const JoinedRows&, size_t)>& passes) {
    std::vector<uint32_t> rows;
    for (size_t i = 0; i < joined.size(); ++i)
        if (passes(joined, i))
            rows.push_back(uint32_t(i));
    return rows;
}

} // namespace caftan::ui
