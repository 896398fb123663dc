#include "core/analysis/roc.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan {
namespace {

struct Sorted {
    std::vector<double> metric;
    std::vector<uint8_t> right;
};

Sorted sorted(std::span<const double> metric, std::span<const uint8_t> right) {
    std::vector<KeyedRow> rows(metric.size());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = {orderedKey(metric[i]), uint32_t(i)};
    sortByKey(rows);
    Sorted result{std::vector<double>(rows.size()), std::vector<uint8_t>(rows.size())};
    for (size_t i = 0; i < rows.size(); ++i) {
        result.metric[i] = valueOfKey(rows[i].key);
        result.right[i] = right[rows[i].row] != 0;
    }
    return result;
}

int64_t countRight(std::span<const uint8_t> right) {
    return std::count_if(right.begin(), right.end(), [](uint8_t flag) { return flag != 0; });
}

// Calls visit(value, right rows, wrong rows) for each group of equal values, ascending; `alsoWrong`: values of further
// wrong rows, ascending.
template <class Visit>
void forEachTie(std::span<const double> ascending, std::span<const uint8_t> right, std::span<const double> alsoWrong,
                Visit visit) {
    size_t i = 0, other = 0;
    while (i < ascending.size() || other < alsoWrong.size()) {
        const bool isOther = i == ascending.size() || (other < alsoWrong.size() && alsoWrong[other] < ascending[i]);
        const double value = isOther ? alsoWrong[other] : ascending[i];
        const size_t before = i + other;
        int64_t rights = 0;
        for (; i < ascending.size() && ascending[i] == value; ++i)
            rights += right[i] != 0;
        for (; other < alsoWrong.size() && alsoWrong[other] == value; ++other) {
        }
        visit(value, rights, int64_t(i + other - before) - rights);
    }
}

// Sample variance of a mean from sum and sum of squares; NaN for one row.
double varianceOfMean(double sum, double squares, double n) {
    if (n < 2)
        return std::numeric_limits<double>::quiet_NaN();
    return std::max(0.0, (squares - sum * sum / n) / (n - 1)) / n;
}

} // namespace

std::optional<Auc> delongAucSorted(std::span<const double> ascending, std::span<const uint8_t> right,
                                   std::span<const double> alsoWrong) {
    const int64_t rights = countRight(right), wrongs = int64_t(ascending.size() + alsoWrong.size()) - rights;
    if (rights == 0 || wrongs == 0)
        return std::nullopt;
    // Placement of a wrong row: share of right rows below it (ties half); of a right row: share of wrong rows above it.
    // Twice the numbers are summed up, which are whole; they are made shares at the end.
    double wrongSum = 0, wrongSquares = 0, rightSum = 0, rightSquares = 0;
    int64_t rightBelow = 0, wrongBelow = 0;
    forEachTie(ascending, right, alsoWrong, [&](double, int64_t tiedRight, int64_t tiedWrong) {
        const auto ofWrong = double(2 * rightBelow + tiedRight);
        const auto ofRight = double(2 * (wrongs - wrongBelow) - tiedWrong);
        wrongSum += double(tiedWrong) * ofWrong;
        wrongSquares += double(tiedWrong) * ofWrong * ofWrong;
        rightSum += double(tiedRight) * ofRight;
        rightSquares += double(tiedRight) * ofRight * ofRight;
        rightBelow += tiedRight;
        wrongBelow += tiedWrong;
    });
    const double ofRights = 0.5 / double(rights), ofWrongs = 0.5 / double(wrongs);
    Auc auc;
    auc.value = wrongSum * ofRights / double(wrongs);
    auc.variance = varianceOfMean(wrongSum, wrongSquares, double(wrongs)) * ofRights * ofRights +
                   varianceOfMean(rightSum, rightSquares, double(rights)) * ofWrongs * ofWrongs;
    if (std::isnan(auc.variance)) {
        auc.low = 0;
        auc.high = 1;
        return auc;
    }
    const double half = normalQuantile95 * std::sqrt(auc.variance);
    auc.low = std::max(0.0, auc.value - half);
    auc.high = std::min(1.0, auc.value + half);
    return auc;
}

std::optional<Auc> delongAuc(std::span<const double> metric, std::span<const uint8_t> right) {
    const Sorted rows = sorted(metric, right);
    return delongAucSorted(rows.metric, rows.right);
}

std::vector<RocPoint> rocCurveSorted(std::span<const double> ascending, std::span<const uint8_t> right,
                                     size_t maxPoints) {
    const int64_t rights = countRight(right), wrongs = int64_t(ascending.size()) - rights;
    if (rights == 0 || wrongs == 0)
        return {};
    // A point at each group's value: what lies above it is flagged. A step in L1 length keeps long edges and corners.
    const double step = 2.0 / double(std::max<size_t>(maxPoints, 3) - 2);
    std::vector<RocPoint> points;
    const auto add = [&](double threshold, int64_t flaggedRight, int64_t flaggedWrong) {
        const Interval interval = wilson(flaggedWrong, wrongs);
        points.push_back({double(flaggedRight) / double(rights), double(flaggedWrong) / double(wrongs), threshold,
                          interval.low, interval.high});
    };
    add(-std::numeric_limits<double>::infinity(), rights, wrongs);
    int64_t flaggedRight = rights, flaggedWrong = wrongs, lastRight = rights, lastWrong = wrongs;
    const bool all = ascending.size() + 1 <= maxPoints;
    const double perRight = 1 / double(rights), perWrong = 1 / double(wrongs);
    forEachTie(ascending, right, {}, [&](double value, int64_t tiedRight, int64_t tiedWrong) {
        flaggedRight -= tiedRight;
        flaggedWrong -= tiedWrong;
        const bool last = flaggedRight + flaggedWrong == 0;
        const double near = double(lastRight - flaggedRight) * perRight + double(lastWrong - flaggedWrong) * perWrong;
        if (near < step * 0.999999 && !last && !all)
            return; // surely too near, without a division
        const double moved = points.back().falsePositiveRate - double(flaggedRight) / double(rights) +
                             points.back().truePositiveRate - double(flaggedWrong) / double(wrongs);
        if (last || all || moved >= step) {
            add(value, flaggedRight, flaggedWrong);
            lastRight = flaggedRight;
            lastWrong = flaggedWrong;
        }
    });
    std::reverse(points.begin(), points.end());
    return points;
}

std::vector<RocPoint> rocCurve(std::span<const double> metric, std::span<const uint8_t> right, size_t maxPoints) {
    const Sorted rows = sorted(metric, right);
    return rocCurveSorted(rows.metric, rows.right, maxPoints);
}

} // namespace caftan
