#include "core/analysis/threshold_index.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <utility>

namespace caftan {
namespace {

constexpr size_t blockRows = 64;
constexpr size_t inHalvesFrom = 200'000; // rows from which a second thread pays

double ratio(int64_t part, int64_t whole) {
    return whole ? double(part) / double(whole) : 0;
}

void insertionSort(uint64_t* first, uint64_t* last, const auto& below) {
    for (uint64_t* at = first + 1; at < last; ++at) {
        const uint64_t moved = *at;
        uint64_t* to = at;
        for (; to > first && below(moved, to[-1]); --to)
            *to = to[-1];
        *to = moved;
    }
}

// Rows in ascending order of their metric, ties in row order. A radix sort of 8 bytes a row, the upper half of its key
// and its number, in three passes where whole keys need six; what only the lower half tells apart lies side by side
// afterwards and is put in order there.
std::vector<uint64_t> sortedByMetric(const std::vector<double>& metric, const std::vector<uint32_t>& rows) {
    constexpr int shifts[] = {32, 43, 54}; // 11, 11 and 10 bits
    constexpr uint64_t digit = 2047;
    std::vector<std::array<uint32_t, 2048>> counts(3);
    std::vector<uint64_t> packed(rows.size()), other(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        packed[i] = (orderedKey(metric[rows[i]]) & ~uint64_t(0xFFFFFFFF)) | rows[i];
        for (size_t pass = 0; pass < 3; ++pass)
            ++counts[pass][(packed[i] >> shifts[pass]) & digit];
    }
    for (size_t pass = 0; pass < 3 && !rows.empty(); ++pass) {
        auto& starts = counts[pass];
        if (starts[(packed.front() >> shifts[pass]) & digit] == rows.size())
            continue; // one bucket holds all: nothing to move
        uint32_t start = 0;
        for (uint32_t& entry : starts)
            start += std::exchange(entry, start);
        for (const uint64_t each : packed)
            other[starts[(each >> shifts[pass]) & digit]++] = each;
        packed.swap(other);
    }
    const auto below = [&](uint64_t a, uint64_t b) { return metric[uint32_t(a)] < metric[uint32_t(b)]; };
    for (size_t first = 0, last = 0; first < packed.size(); first = last) {
        for (last = first + 1; last < packed.size() && packed[last] >> 32 == packed[first] >> 32;)
            ++last;
        if (last - first <= 16)
            insertionSort(packed.data() + first, packed.data() + last, below);
        else if (const auto begin = packed.begin() + std::ptrdiff_t(first), end = packed.begin() + std::ptrdiff_t(last);
                 !std::is_sorted(begin, end, below)) // most long runs are ties
            std::stable_sort(begin, end, below);
    }
    return packed;
}

// Rows [first, last) of columns that are valid and pass, in ascending order; ties in row order.
struct Part {
    std::vector<double> metric;
    std::vector<uint32_t> row;
    std::vector<uint32_t> invalid;
};

Part sortedPart(const ScoreColumns& columns, const ThresholdIndex::Filter& filter, size_t first, size_t last) {
    Part part;
    part.row.reserve(last - first);
    for (size_t row = first; row < last; ++row) {
        if (std::isnan(columns.metric[row]) || (filter && !filter(row)))
            continue;
        if (columns.valid[row])
            part.row.push_back(uint32_t(row));
        else
            part.invalid.push_back(uint32_t(row));
    }
    const std::vector<uint64_t> sorted = sortedByMetric(columns.metric, part.row);
    part.metric.resize(sorted.size());
    for (size_t i = 0; i < sorted.size(); ++i) {
        part.row[i] = uint32_t(sorted[i]);
        part.metric[i] = columns.metric[part.row[i]] + 0.0; // -0 is 0
    }
    return part;
}

// How many of the first `taken` rows of both together are of the first: its row comes first where both tie.
size_t ofFirst(const std::vector<double>& a, const std::vector<double>& b, size_t taken) {
    size_t low = taken > b.size() ? taken - b.size() : 0, high = std::min(taken, a.size());
    while (low < high) {
        const size_t middle = low + (high - low) / 2, other = taken - middle - 1;
        if (b[other] < a[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

// Both halves are sorted, and then merged, at the same time: the upper one in a thread of its own.
template <class Work>
void inHalves(size_t size, const Work& work) {
    auto upper = std::async([&] { work(size / 2, size); });
    work(0, size / 2);
    upper.get();
}

Part merged(const Part& a, const Part& b) {
    Part all;
    all.metric.resize(a.metric.size() + b.metric.size());
    all.row.resize(all.metric.size());
    inHalves(all.metric.size(), [&](size_t first, size_t last) {
        size_t i = ofFirst(a.metric, b.metric, first), j = first - i;
        for (size_t to = first; to < last; ++to) {
            const bool second = i == a.metric.size() || (j < b.metric.size() && b.metric[j] < a.metric[i]);
            all.metric[to] = second ? b.metric[j] : a.metric[i];
            all.row[to] = second ? b.row[j] : a.row[i];
            j += second;
            i += !second;
        }
    });
    all.invalid = a.invalid;
    all.invalid.insert(all.invalid.end(), b.invalid.begin(), b.invalid.end());
    return all;
}

Part sortedRows(const ScoreColumns& columns, const ThresholdIndex::Filter& filter) {
    if (columns.size() < inHalvesFrom || filter) // a filter need not bear two threads
        return sortedPart(columns, filter, 0, columns.size());
    Part parts[2];
    inHalves(columns.size(),
             [&](size_t first, size_t last) { parts[first > 0] = sortedPart(columns, {}, first, last); });
    return merged(parts[0], parts[1]);
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
    Part rows = sortedRows(columns, filter);
    ThresholdIndex index;
    index.sorted_ = std::move(rows.metric);
    index.order_ = std::move(rows.row);
    index.invalidRows_ = std::move(rows.invalid);
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
