#include "core/analysis/histogram.h"

#include <algorithm>
#include <cmath>

namespace caftan {
namespace {

HistogramBin binOf(const BandStats& stats, double low, double high) {
    return {low, high, stats.right, stats.rows - stats.right};
}

Histogram rankHistogram(const ThresholdIndex& index, HistogramAxis axis) {
    const size_t rows = index.sorted().size();
    axis.bins = int(std::min(rows, size_t(axis.bins)));
    Histogram result{axis, {}};
    for (size_t bin = 0; bin < size_t(axis.bins); ++bin) {
        const size_t first = bin * rows / size_t(axis.bins), last = (bin + 1) * rows / size_t(axis.bins);
        result.bins.push_back(binOf(index.ofPositions(first, last), index.sorted()[first], index.sorted()[last - 1]));
    }
    return result;
}

} // namespace

double HistogramAxis::position(double value, const ThresholdIndex& index) const {
    if (bins == 0)
        return 0;
    double at = 0;
    if (scale == AxisScale::Rank)
        at = index.quantileOf(value) * bins;
    else if (scale == AxisScale::Linear)
        at = (value - low) / (high - low) * bins;
    else if (value <= floor || bins == 1)
        at = (value - low) / (floor - low);
    else
        at = 1 + std::log10(value / floor) / std::log10(high / floor) * (bins - 1);
    return std::clamp(at, 0.0, double(bins));
}

double HistogramAxis::value(double at, const ThresholdIndex& index) const {
    if (bins == 0)
        return 0;
    at = std::clamp(at, 0.0, double(bins));
    if (at == bins)
        return high;
    if (scale == AxisScale::Rank)
        return at <= 0 ? low : index.valueAtQuantile(at / bins);
    if (scale == AxisScale::Linear)
        return low + at / bins * (high - low);
    if (at <= 1 || bins == 1)
        return low + at * (floor - low);
    return floor * std::pow(high / floor, (at - 1) / (bins - 1));
}

Histogram makeHistogram(const ThresholdIndex& index, AxisScale scale, int bins, double floor) {
    if (index.valid() == 0)
        return {HistogramAxis{scale, 0, 0, 0, floor}, {}};
    HistogramAxis axis{scale, std::max(bins, 2), index.sorted().front(), index.sorted().back(), floor};
    if (scale == AxisScale::Rank)
        return rankHistogram(index, axis);
    const auto finite =
        std::find_if(index.sorted().rbegin(), index.sorted().rend(), [](double v) { return !std::isinf(v); });
    axis.high = finite == index.sorted().rend() ? floor : *finite; // infinities fall into the last bin
    axis.low = std::min(axis.low, 0.0);                            // an uncertainty starts at "sure"
    if (scale == AxisScale::Log && axis.high <= floor) {
        axis.bins = 1;
        axis.high = floor;
    } else if (axis.high <= axis.low) {
        axis.bins = 1;
        axis.high = axis.low + std::max(floor, 1e-9);
    }
    Histogram result{axis, {}};
    size_t first = 0;
    for (int bin = 0; bin < axis.bins; ++bin) {
        const bool lastBin = bin + 1 == axis.bins;
        const double low = axis.value(bin, index), high = axis.value(bin + 1, index);
        const size_t last = lastBin ? index.sorted().size() : index.countAtMost(high);
        result.bins.push_back(binOf(index.ofPositions(first, last), low, high));
        first = last;
    }
    return result;
}

int binsByRule(const ThresholdIndex& index, AxisScale scale, BinRule rule, double floor) {
    constexpr double fewest = 2, most = 200;
    const double rows = double(index.valid());
    if (rows < 2)
        return int(fewest);
    if (rule == BinRule::Sturges)
        return int(std::clamp(std::ceil(std::log2(rows)) + 1, fewest, most));
    const auto scaled = [&](double value) {
        return scale == AxisScale::Log ? std::log10(std::max(value, floor)) : value;
    };
    const auto quantile = [&](double q) { return scale == AxisScale::Rank ? q : scaled(index.valueAtQuantile(q)); };
    const double width = 2 * (quantile(0.75) - quantile(0.25)) / std::cbrt(rows);
    const double range = quantile(1) - quantile(0);
    return width > 0 && std::isfinite(range) ? int(std::clamp(std::ceil(range / width), fewest, most)) : int(fewest);
}

std::vector<HistogramBin> countOnAxis(const HistogramAxis& axis, std::span<const double> values,
                                      std::span<const uint8_t> right) {
    const ThresholdIndex none; // only a rank axis asks it
    std::vector<HistogramBin> bins(size_t(std::max(0, axis.bins)));
    for (size_t bin = 0; bin < bins.size(); ++bin) {
        bins[bin].low = axis.value(double(bin), none);
        bins[bin].high = axis.value(double(bin) + 1, none);
    }
    for (size_t i = 0; i < values.size() && !bins.empty(); ++i) {
        // A bin holds low < value <= high: what lies on an edge belongs to the bin below it.
        const double at = std::ceil(axis.position(values[i], none)) - 1;
        HistogramBin& bin = bins[size_t(std::clamp(at, 0.0, double(bins.size() - 1)))];
        ++(right[i] ? bin.right : bin.wrong);
    }
    return bins;
}

} // namespace caftan
