#include "core/analysis/intervals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan {

Interval wilson(int64_t successes, int64_t n) {
    if (n <= 0)
        return {0, 1};
    const double z2 = normalQuantile95 * normalQuantile95, count = double(n), share = double(successes) / count;
    const double centre = (share + z2 / (2 * count)) / (1 + z2 / count);
    const double half =
        normalQuantile95 / (1 + z2 / count) * std::sqrt(share * (1 - share) / count + z2 / (4 * count * count));
    // The ends are exact where no or every trial succeeded; rounding would leave 1e-17 there.
    return {successes == 0 ? 0 : std::max(0.0, centre - half), successes == n ? 1 : std::min(1.0, centre + half)};
}

double quantileSorted(std::span<const double> ascending, double q) {
    if (ascending.empty() || std::isnan(q))
        return std::numeric_limits<double>::quiet_NaN();
    const double position = std::clamp(q, 0.0, 1.0) * double(ascending.size() - 1);
    const size_t lower = size_t(position);
    const size_t upper = std::min(lower + 1, ascending.size() - 1);
    if (ascending[lower] == ascending[upper])
        return ascending[lower]; // infinities included
    return position == double(lower)
               ? ascending[lower]
               : ascending[lower] + (position - double(lower)) * (ascending[upper] - ascending[lower]);
}

double shareAtMost(std::span<const double> ascending, double value) {
    const auto end = std::upper_bound(ascending.begin(), ascending.end(), value);
    return ascending.empty() ? 0 : double(end - ascending.begin()) / double(ascending.size());
}

} // namespace caftan
