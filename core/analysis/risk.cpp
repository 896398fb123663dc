#include "core/analysis/risk.h"

#include "core/analysis/sorting.h"

#include <algorithm>

namespace caftan {

namespace {

double bestArea(int64_t rows, int64_t wrong) {
    double sum = 0;
    for (int64_t k = rows - wrong + 1; k <= rows; ++k)
        sum += double(k - (rows - wrong)) / double(k);
    return rows > 0 ? sum / double(rows) : 0;
}

std::vector<RiskPoint> thinned(std::vector<RiskPoint> points, size_t most) {
    most = std::max<size_t>(2, most);
    if (points.size() <= most)
        return points;
    std::vector<RiskPoint> kept;
    for (size_t i = 0; i < most; ++i)
        kept.push_back(points[i * (points.size() - 1) / (most - 1)]);
    return kept;
}

} // namespace

RiskCoverage riskCoverageSorted(std::span<const double> ascending, std::span<const uint8_t> right, size_t maxPoints) {
    RiskCoverage result;
    const size_t n = ascending.size();
    int64_t wrong = 0;
    for (size_t first = 0, last = 0; first < n; first = last) {
        int64_t tied = 0;
        for (last = first; last < n && ascending[last] == ascending[first]; ++last)
            tied += right[last] == 0;
        const double each = double(tied) / double(last - first);
        for (size_t k = first + 1; k <= last; ++k)
            result.area += (double(wrong) + double(k - first) * each) / double(k);
        wrong += tied;
        result.points.push_back(
            {double(last) / double(n), double(wrong) / double(last), ascending[first], int64_t(last)});
    }
    if (n == 0)
        return result;
    result.area /= double(n);
    result.excess = result.area - bestArea(int64_t(n), wrong);
    result.points = thinned(std::move(result.points), maxPoints);
    return result;
}

RiskCoverage riskCoverage(std::span<const double> metric, std::span<const uint8_t> right, size_t maxPoints) {
    std::vector<KeyedRow> rows(metric.size());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = {orderedKey(metric[i]), uint32_t(i)};
    sortByKey(rows);
    std::vector<double> ascending(rows.size());
    std::vector<uint8_t> sortedRight(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        ascending[i] = valueOfKey(rows[i].key);
        sortedRight[i] = right[rows[i].row] != 0;
    }
    return riskCoverageSorted(ascending, sortedRight, maxPoints);
}

} // namespace caftan
