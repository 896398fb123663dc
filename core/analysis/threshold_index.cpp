#include "core/analysis/threshold_index.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <cmath>

namespace caftan {
namespace {

constexpr size_t blockRows = 64;

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
    index.sorted_.resize(rows.size());
    index.order_.resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        index.sorted_[i] = valueOfKey(rows[i].key);
        index.order_[i] = rows[i].row;
    }
    rows = {};
    index.take(columns);
    return index;
}

ThresholdIndex ThresholdIndex::narrowed(const ScoreColumns& columns, const Filter& filter) const {
    ThresholdIndex index;
    for (size_t i = 0; i < sorted_.size(); ++i)
        if (filter(order_[i])) {
            index.sorted_.push_back(sorted_[i]);
            index.order_.push_back(order_[i]);
        }
    for (const uint32_t row : invalidRows_)
        if (filter(row))
            index.invalidRows_.push_back(row);
    index.take(columns);
    return index;
}

void ThresholdIndex::take(const ScoreColumns& columns) {
    const size_t rows = order_.size();
    const auto gather = [&](const std::vector<int32_t>& tokens, std::vector<int32_t>& sorted) {
        if (std::all_of(tokens.begin(), tokens.end(), [](int32_t count) { return count == 0; }))
            return;
        sorted.resize(rows);
        for (size_t i = 0; i < rows; ++i)
            sorted[i] = tokens[order_[i]];
    };
    gather(columns.answerTokens, answerTokens_);
    gather(columns.traceTokens, traceTokens_);
    right_.resize(rows);
    for (size_t i = 0; i < rows; ++i)
        right_[i] = columns.right[order_[i]] != 0;
    blocks_.reserve(rows / blockRows + 1);
    Sums sums;
    for (size_t i = 0; i < rows; ++i) {
        if (i % blockRows == 0)
            blocks_.push_back(sums);
        sums.right += right_[i];
        sums.answerTokens += answerTokens_.empty() ? 0 : answerTokens_[i];
        sums.traceTokens += traceTokens_.empty() ? 0 : traceTokens_[i];
        sums.traces += !traceTokens_.empty() && traceTokens_[i] > 0;
    }
    if (rows % blockRows == 0)
        blocks_.push_back(sums);
    rightRows_ = sums.right;
}

ThresholdIndex::Sums ThresholdIndex::before(size_t position) const {
    if (blocks_.empty())
        return {};
    Sums sums = blocks_[position / blockRows];
    for (size_t i = position / blockRows * blockRows; i < position; ++i) {
        sums.right += right_[i];
        sums.answerTokens += answerTokens_.empty() ? 0 : answerTokens_[i];
        sums.traceTokens += traceTokens_.empty() ? 0 : traceTokens_[i];
        sums.traces += !traceTokens_.empty() && traceTokens_[i] > 0;
    }
    return sums;
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
    const Sums lower = before(first), upper = before(last);
    return {int64_t(last - first), upper.right - lower.right, upper.answerTokens - lower.answerTokens,
            upper.traceTokens - lower.traceTokens, upper.traces - lower.traces};
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
