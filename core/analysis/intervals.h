// Intervals and quantiles. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

namespace caftan {

inline constexpr double normalQuantile95 = 1.959963984540054; // two-sided 95 %

struct Interval {
    double low = 0, high = 0;
};
// Wilson's score interval of a share, 95 %. n = 0 gives [0, 1].
Interval wilson(int64_t successes, int64_t n);

// Linear interpolation (type 7 of Hyndman and Fan) over ascending values; NaN when empty.
double quantileSorted(std::span<const double> ascending, double q);
// Share of ascending values that are <= value; 0 when empty.
double shareAtMost(std::span<const double> ascending, double value);

} // namespace caftan
