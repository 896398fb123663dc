#include "core/analysis/paired_roc.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan {

namespace {

double meanOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / double(values.size());
}

// Covariance of two means over the same rows; NaN for one row.
double covarianceOfMeans(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const double meanA = meanOf(a), meanB = meanOf(b);
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - meanA) * (b[i] - meanB);
    return sum / double(a.size() - 1) / double(a.size());
}

double covarianceOfAucs(const Placements& a, const Placements& b) {
    return covarianceOfMeans(a.wrong, b.wrong) + covarianceOfMeans(a.right, b.right);
}

Auc aucOf(const Placements& placed) {
    Auc auc;
    auc.value = meanOf(placed.wrong);
    auc.variance = covarianceOfAucs(placed, placed);
    const double half = normalQuantile95 * std::sqrt(auc.variance);
    auc.low = std::isnan(half) ? 0 : std::max(0.0, auc.value - half);
    auc.high = std::isnan(half) ? 1 : std::min(1.0, auc.value + half);
    return auc;
}

} // namespace

std::optional<Placements> placements(std::span<const double> metric, std::span<const uint8_t> right) {
    const size_t n = metric.size();
    std::vector<KeyedRow> rows(n);
    size_t rights = 0;
    for (size_t i = 0; i < n; ++i) {
        rows[i] = {orderedKey(metric[i]), uint32_t(i)};
        rights += right[i] != 0;
    }
    const size_t wrongs = n - rights;
    if (rights == 0 || wrongs == 0)
        return std::nullopt;
    sortByKey(rows);
    std::vector<double> place(n);
    size_t rightBelow = 0, wrongBelow = 0;
    for (size_t first = 0, last = 0; first < n; first = last) {
        size_t tiedRight = 0;
        for (last = first; last < n && rows[last].key == rows[first].key; ++last)
            tiedRight += right[rows[last].row] != 0;
        const size_t tiedWrong = last - first - tiedRight;
        const double ofWrong = (double(rightBelow) + double(tiedRight) / 2) / double(rights);
        const double ofRight = (double(wrongs - wrongBelow - tiedWrong) + double(tiedWrong) / 2) / double(wrongs);
        for (size_t i = first; i < last; ++i)
            place[rows[i].row] = right[rows[i].row] ? ofRight : ofWrong;
        rightBelow += tiedRight;
        wrongBelow += tiedWrong;
    }
    Placements result;
    for (size_t i = 0; i < n; ++i)
        (right[i] ? result.right : result.wrong).push_back(place[i]);
    return result;
}

AucDifference compareAucs(const Placements& a, const Placements& b) {
    AucDifference result{aucOf(a), aucOf(b), covarianceOfAucs(a, b), 0, -1, 1, {}, {}};
    result.difference = result.a.value - result.b.value;
    const double variance = std::max(0.0, result.a.variance + result.b.variance - 2 * result.covariance);
    if (std::isnan(result.covariance))
        return result;
    const double deviation = std::sqrt(variance), half = normalQuantile95 * deviation;
    result.low = std::max(-1.0, result.difference - half);
    result.high = std::min(1.0, result.difference + half);
    const bool same = a.wrong == b.wrong && a.right == b.right;
    if (same || (deviation == 0 && result.difference == 0)) {
        result.z = 0;
        result.p = 1;
    } else if (deviation > 0) {
        result.z = result.difference / deviation;
        result.p = std::erfc(std::abs(*result.z) / std::sqrt(2.0));
    }
    return result;
}

std::optional<AucDifference> compareAucs(std::span<const double> a, std::span<const double> b,
                                         std::span<const uint8_t> right) {
    const auto ofA = placements(a, right), ofB = placements(b, right);
    if (!ofA || !ofB)
        return std::nullopt;
    return compareAucs(*ofA, *ofB);
}

} // namespace caftan
