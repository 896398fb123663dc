#include "core/analysis/threshold_index.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <cmath>

namespace caftan {
namespace {

double ratio(int64_t part, int64_t whole) {
    return whole ? double(part) / double(whole) : 0;
}

} // namespace

double Confusion::precision() const {
    return ratio(truePositive, truePositive + falsePositive);
}
double Confusion::recall() const {
    return ratio(truePositive, truePositive + falseNegative);
}
double Confusion::f1() const {
    return ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
}
double Confusion::accuracy() const {
    return ratio(truePositive + trueNegative, truePositive + falsePositive + falseNegative + trueNegative);
}

ThresholdIndex ThresholdIndex::build(const ScoreColumns& columns, const Filter& filter) {
    ThresholdIndex index;
    std::vector<KeyedRow> rows;
    rows.reserve(columns.size());
    for (size_t row = 0; row < columns.size(); ++row) {
        if (std::isnan(columns.metric[row]) || (filter && !filter(row)))
            continue;
        if (columns.valid[row])
            rows.push_back({orderedKey(columns.metric[row]), uint32_t(row)});
        else
            index.invalidRows_.push_back(uint32_t(row));
    }
    sortByKey(rows);
    const size_t count = rows.size();
    index.sorted_.reserve(count);
    index.order_.reserve(count);
    index.right_.reserve(count);
    index.prefix_.reserve(count + 1);
    Sums sums;
    index.prefix_.push_back(sums);
    for (const KeyedRow& keyed : rows) {
        const int32_t trace = columns.traceTokens[keyed.row];
        const bool right = columns.right[keyed.row] != 0;
        sums.answerTokens += columns.answerTokens[keyed.row];
        sums.traceTokens += trace;
        sums.right += right;
        sums.traces += trace > 0;
        index.sorted_.push_back(valueOfKey(keyed.key));
        index.order_.push_back(keyed.row);
        index.right_.push_back(right);
        index.prefix_.push_back(sums);
    }
    return index;
}

size_t ThresholdIndex::countAtMost(double value) const {
    return size_t(std::upper_bound(sorted_.begin(), sorted_.end(), value) - sorted_.begin());
}

double ThresholdIndex::valueAtQuantile(double q) const {
    return quantileSorted(sorted_, q);
}

double ThresholdIndex::quantileOf(double value) const {
    return ratio(int64_t(countAtMost(value)), valid());
}

BandStats ThresholdIndex::ofPositions(size_t first, size_t last) const {
    if (first >= last)
        return {};
    const Sums &before = prefix_[first], &after = prefix_[last];
    return {int64_t(last - first), int64_t(after.right) - before.right, after.answerTokens - before.answerTokens,
            after.traceTokens - before.traceTokens, int64_t(after.traces) - before.traces};
}

BandStats ThresholdIndex::between(double lower, double upper) const {
    return ofPositions(countAtMost(lower), countAtMost(upper));
}

std::vector<BandStats> ThresholdIndex::bands(const std::vector<double>& cuts) const {
    std::vector<BandStats> result;
    result.reserve(cuts.size() + 1);
    size_t first = 0;
    for (double cut : cuts) {
        const size_t last = std::max(first, countAtMost(cut));
        result.push_back(ofPositions(first, last));
        first = last;
    }
    result.push_back(ofPositions(first, sorted_.size()));
    return result;
}

Confusion ThresholdIndex::confusion(double cut) const {
    const BandStats below = ofPositions(0, countAtMost(cut));
    Confusion result;
    result.trueNegative = below.right;
    result.falseNegative = below.rows - below.right;
    result.falsePositive = right() - below.right;
    result.truePositive = valid() - right() - result.falseNegative;
    return result;
}

std::pair<double, double> ThresholdIndex::rocPoint(double cut) const {
    const Confusion at = confusion(cut);
    return {ratio(at.falsePositive, right()), ratio(at.truePositive, valid() - right())};
}

size_t ThresholdIndex::bandOf(const std::vector<double>& cuts, double value) {
    return size_t(std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
}

std::vector<std::string> bandNames(size_t bands) {
    if (bands == 2)
        return {"easy", "hard"};
    if (bands == 3)
        return {"easy", "middle", "hard"};
    std::vector<std::string> names;
    for (size_t i = 1; i <= bands; ++i)
        names.push_back("band-" + std::to_string(i));
    return names;
}

} // namespace caftan
