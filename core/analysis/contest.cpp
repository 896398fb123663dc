#include "core/analysis/contest.h"

#include "core/analysis/holm.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {
namespace {

// All of them know the same questions, row by row.
bool sameRows(std::span<const ContestMetric> metrics) {
    const ScoreColumns& first = metrics.front().columns;
    return std::all_of(metrics.begin() + 1, metrics.end(), [&](const ContestMetric& metric) {
        return metric.columns.question == first.question && metric.columns.valid == first.valid;
    });
}

// Valid rows by question: how many metrics know it.
std::unordered_map<int64_t, uint32_t> knownBy(std::span<const ContestMetric> metrics) {
    std::unordered_map<int64_t, uint32_t> known;
    known.reserve(metrics.front().columns.size());
    for (const ContestMetric& metric : metrics)
        for (size_t row = 0; row < metric.columns.size(); ++row)
            if (metric.columns.valid[row])
                ++known[metric.columns.question[row]];
    return known;
}

ContestEntry entryOf(const std::string& name, const std::vector<double>& values, const std::vector<uint8_t>& right,
                     size_t maxPoints) {
    std::vector<KeyedRow> order(values.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = {orderedKey(values[i]), uint32_t(i)};
    sortByKey(order);
    std::vector<double> ascending(order.size());
    std::vector<uint8_t> sortedRight(order.size());
    for (size_t i = 0; i < order.size(); ++i) {
        ascending[i] = valueOfKey(order[i].key);
        sortedRight[i] = right[order[i].row];
    }
    return {name, delongAucSorted(ascending, sortedRight).value_or(Auc{}),
            rocCurveSorted(ascending, sortedRight, maxPoints), riskCoverageSorted(ascending, sortedRight, maxPoints)};
}

void comparePairs(Contest& contest, const std::vector<Placements>& placed) {
    std::vector<std::optional<double>> p;
    for (size_t a = 0; a < placed.size(); ++a)
        for (size_t b = a + 1; b < placed.size(); ++b) {
            contest.pairs.push_back({a, b, compareAucs(placed[a], placed[b]), {}});
            p.push_back(contest.pairs.back().difference.p);
        }
    const auto adjusted = holm(p);
    for (size_t i = 0; i < contest.pairs.size(); ++i)
        contest.pairs[i].adjusted = adjusted[i];
}

} // namespace

Result<Contest> holdContest(std::span<const ContestMetric> metrics, size_t maxPoints) {
    Contest contest;
    if (metrics.empty())
        return fail("A contest needs at least one metric.");
    const bool same = sameRows(metrics);
    const auto known = same ? std::unordered_map<int64_t, uint32_t>() : knownBy(metrics);
    std::vector<Placements> placed;
    for (const ContestMetric& metric : metrics) {
        std::vector<double> values;
        std::vector<uint8_t> right;
        for (size_t row = 0; row < metric.columns.size(); ++row)
            if (metric.columns.valid[row] && (same || known.at(metric.columns.question[row]) == metrics.size())) {
                values.push_back(metric.columns.metric[row]);
                right.push_back(metric.columns.right[row] != 0);
            }
        auto components = placements(values, right);
        if (!components)
            return fail("These metrics share " + std::to_string(values.size()) +
                        " valid answers, and a ROC needs right and wrong ones among them.");
        contest.rows = int64_t(values.size());
        contest.wrong = int64_t(std::count(right.begin(), right.end(), 0));
        contest.entries.push_back(entryOf(metric.name, values, right, maxPoints));
        placed.push_back(std::move(*components));
    }
    contest.leftOut = same ? 0 : int64_t(known.size()) - contest.rows;
    comparePairs(contest, placed);
    return contest;
}

} // namespace caftan
