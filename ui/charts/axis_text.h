// Ticks at round numbers, and how numbers of an axis are written. Pure functions, any thread.
#pragma once

#include <QString>
#include <utility>
#include <vector>

namespace caftan::ui {

enum class AxisText {
    Number,   // 0.25
    Count,    // 1,200 or 1.2 M
    Share,    // 43 %
    Duration, // 1:30, from seconds
    Small     // 2e-4
};

using Ticks = std::vector<std::pair<double, QString>>;

// At most about `most` round numbers of [low, high].
Ticks niceTicks(double low, double high, int most, AxisText text);
// The same for a logarithmic axis: positions are log10 of the numbers, as are `low` and `high`.
Ticks logTicks(double low, double high, int most, AxisText text);

// One value for a readout, more exact than a tick.
QString valueText(double value, AxisText text);

} // namespace caftan::ui
