#include "core/analysis/threshold_index.h"

#include "core/analysis/intervals.h"
#include "core/analysis/large_pages.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <memory>
#include <utility>

namespace caftan {
namespace {

constexpr size_t blockRows = 64;
constexpr size_t inHalvesFrom = 200'000; // rows from which a second thread pays

double ratio(int64_t part, int64_t whole) {
    return whole ? double(part) / double(whole) : 0;
}

struct Span {
    size_t first = 0, last = 0;
};
using Spans = std::array<Span, 2>; // what each of two threads works on; the second may be empty

// `step`: the second begins at a multiple of it.
Spans spansOf(size_t size, size_t step = 1) {
    const size_t middle = size < inHalvesFrom ? size : size / 2 / step * step;
    return {{{0, middle}, {middle, size}}};
}

// Calls work(0) and work(1) at the same time.
template <class Work>
void together(const Spans& spans, const Work& work) {
    if (spans[1].first == spans[1].last)
        return work(0);
    auto second = std::async([&] { work(1); });
    work(0);
    second.get();
}

using Words = std::unique_ptr<uint64_t[]>; // not filled with zeros first: each thread touches its own pages

Words makeWords(size_t size) {
    Words words = std::make_unique_for_overwrite<uint64_t[]>(size);
    preferLargePages(words.get(), size * sizeof(uint64_t));
    return words;
}

// Rows as words that sort as their metrics do: the upper half of the key, then the number of the row.
struct Rows {
    Words words;
    Spans spans; // where words stand
    std::vector<uint32_t> invalid;
};

// Rows of `columns` that are valid and pass, each span's from its begin on.
Rows rowsOf(const ScoreColumns& columns, const ThresholdIndex::Filter& filter) {
    const size_t size = columns.size();
    Rows rows;
    rows.words = makeWords(size);
    rows.spans = filter ? Spans{{{0, size}, {size, size}}} : spansOf(size); // a filter need not bear two threads
    std::vector<uint32_t> invalid[2];
    together(rows.spans, [&](size_t which) {
        uint64_t* to = rows.words.get() + rows.spans[which].first;
        for (size_t row = rows.spans[which].first, last = rows.spans[which].last; row < last; ++row) {
            if (std::isnan(columns.metric[row]) || (filter && !filter(row)))
                continue;
            if (columns.valid[row])
                *to++ = (orderedKey(columns.metric[row]) & ~uint64_t(0xFFFFFFFF)) | row;
            else
                invalid[which].push_back(uint32_t(row));
        }
        rows.spans[which].last = size_t(to - rows.words.get());
    });
    rows.invalid = std::move(invalid[0]);
    rows.invalid.insert(rows.invalid.end(), invalid[1].begin(), invalid[1].end());
    return rows;
}

// A pass of a radix sort from one array to the other, without gaps. Where one digit is everybody's it moves nothing and
// says false, if it may.
bool radixPass(const uint64_t* from, const Spans& spans, uint64_t* to, int shift, bool mayStay) {
    constexpr uint64_t digit = 2047;
    std::array<std::array<uint32_t, 2048>, 2> starts{};
    together(spans, [&](size_t which) {
        auto& counts = starts[which];
        for (const uint64_t *at = from + spans[which].first, *end = from + spans[which].last; at < end; ++at)
            ++counts[(*at >> shift) & digit];
    });
    if (mayStay) {
        const uint64_t any = (from[0] >> shift) & digit;
        if (starts[0][any] + starts[1][any] == spans[1].last)
            return false;
    }
    uint32_t start = 0;
    for (size_t value = 0; value <= digit; ++value)
        for (auto& each : starts)
            start += std::exchange(each[value], start);
    together(spans, [&](size_t which) {
        auto& next = starts[which];
        for (const uint64_t *at = from + spans[which].first, *end = from + spans[which].last; at < end; ++at)
            to[next[(*at >> shift) & digit]++] = *at;
    });
    return true;
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

// What only the lower half of the keys tells apart lies side by side: it is put in order there.
void sortRuns(uint64_t* words, Span span, const std::vector<double>& metric) {
    const auto below = [&](uint64_t a, uint64_t b) { return metric[uint32_t(a)] < metric[uint32_t(b)]; };
    for (size_t first = span.first, last = 0; first < span.last; first = last) {
        for (last = first + 1; last < span.last && words[last] >> 32 == words[first] >> 32;)
            ++last;
        if (last - first <= 16)
            insertionSort(words + first, words + last, below);
        else if (!std::is_sorted(words + first, words + last, below)) // most long runs are ties
            std::stable_sort(words + first, words + last, below);
    }
}

// Ascending by metric, ties in row order, without gaps: three passes where whole keys need six. For many rows two
// threads do each step, half of the rows each.
void sortRows(Rows& rows, const std::vector<double>& metric) {
    const size_t size = rows.spans[0].last + rows.spans[1].last - rows.spans[1].first;
    Words other = makeWords(size);
    for (const int shift : {32, 43, 54}) { // 11, 11 and 10 bits
        if (size > 0 && radixPass(rows.words.get(), rows.spans, other.get(), shift, shift > 32))
            rows.words.swap(other);
        rows.spans = spansOf(size);
    }
    size_t& middle = rows.spans[0].last;
    const uint64_t* words = rows.words.get();
    while (middle > 0 && middle < size && words[middle] >> 32 == words[middle - 1] >> 32)
        ++middle; // a run is of one span
    rows.spans[1].first = middle;
    together(rows.spans, [&](size_t which) { sortRuns(rows.words.get(), rows.spans[which], metric); });
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
    Rows rows = rowsOf(columns, filter);
    sortRows(rows, columns.metric);
    ThresholdIndex index;
    const size_t size = rows.spans[1].last;
    reserveLarge(index.sorted_, size);
    reserveLarge(index.order_, size);
    index.sorted_.resize(size);
    index.order_.resize(size);
    together(rows.spans, [&](size_t which) {
        for (size_t i = rows.spans[which].first; i < rows.spans[which].last; ++i) {
            index.order_[i] = uint32_t(rows.words[i]);
            index.sorted_[i] = columns.metric[index.order_[i]] + 0.0; // -0 is 0
        }
    });
    rows.words.reset();
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
    const auto known = [](const std::vector<int32_t>& tokens) {
        return std::any_of(tokens.begin(), tokens.end(), [](int32_t count) { return count != 0; });
    };
    answerTokens_.resize(known(columns.answerTokens) ? rows : 0);
    traceTokens_.resize(known(columns.traceTokens) ? rows : 0);
    right_.resize(rows);
    blocks_.resize(rows / blockRows + 1);
    const Spans spans = spansOf(rows, blockRows);
    Sums sums[2];
    together(spans, [&](size_t which) { sums[which] = take(columns, spans[which].first, spans[which].last); });
    if (rows % blockRows == 0)
        blocks_.back() = sums[1];
    for (size_t block = (spans[1].first + blockRows - 1) / blockRows; block < blocks_.size(); ++block)
        blocks_[block].add(sums[0]);
    rightRows_ = sums[0].right + sums[1].right;
}

// Rows [first, last) of the order, from the begin of a block on; sums count from there.
ThresholdIndex::Sums ThresholdIndex::take(const ScoreColumns& columns, size_t first, size_t last) {
    Sums sums;
    for (size_t i = first; i < last; ++i) {
        if (i % blockRows == 0)
            blocks_[i / blockRows] = sums;
        const uint32_t row = order_[i];
        right_[i] = columns.right[row] != 0;
        if (!answerTokens_.empty())
            answerTokens_[i] = columns.answerTokens[row];
        if (!traceTokens_.empty())
            traceTokens_[i] = columns.traceTokens[row];
        count(i, sums);
    }
    return sums;
}

void ThresholdIndex::count(size_t position, Sums& sums) const {
    sums.right += right_[position];
    sums.answerTokens += answerTokens_.empty() ? 0 : answerTokens_[position];
    sums.traceTokens += traceTokens_.empty() ? 0 : traceTokens_[position];
    sums.traces += !traceTokens_.empty() && traceTokens_[position] > 0;
}

void ThresholdIndex::Sums::add(const Sums& other) {
    right += other.right;
    answerTokens += other.answerTokens;
    traceTokens += other.traceTokens;
    traces += other.traces;
}

ThresholdIndex::Sums ThresholdIndex::before(size_t position) const {
    if (blocks_.empty())
        return {};
    Sums sums = blocks_[position / blockRows];
    for (size_t i = position / blockRows * blockRows; i < position; ++i)
        count(i, sums);
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
