// Everything that changes while a cut is dragged, as lookups: sorted once, prefix sums kept. Immutable after build, so
// any number of threads may read one. Building 1,000,000 rows takes some tens of ms; a lookup is two binary searches.
#pragma once

#include "core/analysis/columns.h"

#include <functional>
#include <string>
#include <vector>

namespace caftan {

// Sums over the valid rows of a range of metric values.
struct BandStats {
    int64_t rows = 0, right = 0, answerTokens = 0, traceTokens = 0, traces = 0;
    double accuracy() const { return rows ? double(right) / double(rows) : 0; }
};

struct Confusion { // "flagged" = metric > cut; positive = wrong answer
    int64_t truePositive = 0, falsePositive = 0, falseNegative = 0, trueNegative = 0;
    double precision() const, recall() const, f1() const, accuracy() const;
};

class ThresholdIndex {
  public:
    using Filter = std::function<bool(size_t row)>;
    // Keeps the valid rows of `columns` that pass `filter` (all when empty); counts the invalid ones apart.
    static ThresholdIndex build(const ScoreColumns& columns, const Filter& filter = {});

    // The rows of this index that pass `filter`: linear, since their order is known. The same columns as in build.
    ThresholdIndex narrowed(const ScoreColumns& columns, const Filter& filter) const;

    int64_t valid() const { return int64_t(sorted_.size()); }
    int64_t invalid() const { return int64_t(invalidRows_.size()); }
    const std::vector<uint32_t>& invalidRows() const { return invalidRows_; } // rows of `columns`, ascending
    int64_t right() const { return rightRows_; }
    const std::vector<double>& sorted() const { return sorted_; } // ascending metric of valid rows
    const std::vector<uint32_t>& order() const { return order_; } // row of `columns` for each sorted position
    const std::vector<uint8_t>& rightSorted() const { return right_; }

    // Number of valid rows with metric <= value.
    size_t countAtMost(double value) const;
    double valueAtQuantile(double q) const; // type 7
    double quantileOf(double value) const;  // share of valid rows with metric <= value

    // Rows of (lower, upper]: the lower band of a cut holds metric <= cut.
    BandStats between(double lower, double upper) const;
    BandStats ofPositions(size_t first, size_t last) const; // sorted positions first <= i < last
    // cuts ascending, K cuts give K + 1 bands.
    std::vector<BandStats> bands(const std::vector<double>& cuts) const;
    Confusion confusion(double cut) const;
    static size_t bandOf(const std::vector<double>& cuts, double value); // 0 for value <= cuts[0], ...
    // Point of the ROC at a cut: {false positive rate, true positive rate}.
    std::pair<double, double> rocPoint(double cut) const;

  private:
    struct Sums {
        int64_t right = 0, answerTokens = 0, traceTokens = 0, traces = 0;
        void add(const Sums& other);
    };
    void take(const ScoreColumns& columns); // order_ and sorted_ are there
    Sums take(const ScoreColumns& columns, size_t first, size_t last);
    void count(size_t position, Sums& sums) const; // adds what stands there
    Sums before(size_t position) const;

    std::vector<double> sorted_;
    std::vector<uint32_t> order_;
    std::vector<uint8_t> right_;
    std::vector<int32_t> answerTokens_, traceTokens_; // in sorted order; empty: all 0
    std::vector<Sums> blocks_;                        // sums before every 64th sorted row; the rest is added up
    std::vector<uint32_t> invalidRows_;
    int64_t rightRows_ = 0;
};

// easy, hard / easy, middle, hard / band-1..band-K
std::vector<std::string> bandNames(size_t bands);

} // namespace caftan
