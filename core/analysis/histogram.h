// Histograms of a metric, right and wrong counted apart, and the axis that they are drawn on. Pure, any thread.
#pragma once

#include "core/analysis/threshold_index.h"

#include <span>
#include <vector>

namespace caftan {

enum class AxisScale { Linear, Log, Rank };

struct HistogramBin {
    double low = 0, high = 0; // in metric units; holds low < value <= high (the first bin also value <= low)
    int64_t right = 0, wrong = 0;
};

// Where a value stands on the axis: bin i covers [i, i + 1] in axis units. Log: the first bin runs linearly from the
// smallest value (or 0) to the floor, the others in log10. Rank needs the index.
struct HistogramAxis {
    AxisScale scale = AxisScale::Log;
    int bins = 0;
    double low = 0, high = 0; // metric units at 0 and at `bins`
    double floor = 0;         // Log: everything <= floor is in the first bin

    double position(double value, const ThresholdIndex& index) const;
    double value(double position, const ThresholdIndex& index) const;
};

struct Histogram {
    HistogramAxis axis;
    std::vector<HistogramBin> bins;
};
// Linear: equal widths. Log: first bin holds everything <= floor (default 1e-4 nats), the rest equal widths in log10.
// Rank: equal counts by sorted position; ties that a bin's edge divides are divided in row order.
// Empty index gives no bins.
Histogram makeHistogram(const ThresholdIndex& index, AxisScale scale, int bins = 60, double floor = 1e-4);
// How many bins a rule wants for these rows on this axis, from 2 to 200. Sturges (1926): log2 n + 1; Freedman and
// Diaconis (1981): width 2 IQR / n^(1/3), on a logarithmic axis of the logarithms above the floor.
enum class BinRule { Sturges, FreedmanDiaconis };
int binsByRule(const ThresholdIndex& index, AxisScale scale, BinRule rule, double floor = 1e-4);
// Counts values on an axis that is given (linear or logarithmic), so that histograms of several evaluations can be laid
// over one another. `right` is as long as `values`.
std::vector<HistogramBin> countOnAxis(const HistogramAxis& axis, std::span<const double> values,
                                      std::span<const uint8_t> right);

} // namespace caftan
