// Histograms of a metric, right and wrong counted apart.
#pragma once

#include "core/analysis/threshold_index.h"

#include <vector>

namespace caftan {

enum class AxisScale { Linear, Log, Rank };

struct HistogramBin {
    double low = 0, high = 0; // in metric units; holds low < value <= high (the first bin also value <= low)
    int64_t right = 0, wrong = 0;
};
struct Histogram {
    AxisScale scale = AxisScale::Log;
    double floor = 0; // Log: everything <= floor is in the first bin
    std::vector<HistogramBin> bins;
};
// Linear: equal widths. Log: first bin holds everything <= floor (default 1e-4 nats), the rest equal widths in log10.
// Rank: equal counts. Empty index gives no bins.
Histogram makeHistogram(const ThresholdIndex& index, AxisScale scale, int bins = 60, double floor = 1e-4);

} // namespace caftan
