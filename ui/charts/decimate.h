// Lines of many points as few pixels. Pure functions, any thread.
#pragma once

#include <QPointF>
#include <QVector>
#include <span>
#include <vector>

namespace caftan::ui {

// From coordinates to pixels: offset + scale * coordinate; y through its logarithm where the axis is logarithmic.
struct PixelMap {
    double xOffset = 0, xScale = 1, yOffset = 0, yScale = -1;
    bool logY = false;

    double x(double value) const { return xOffset + xScale * value; }
    double y(double value) const;
};

// The points between `left` and `right` (pixels) and one beyond either end, so that the line leaves the area. Of each
// pixel column with more than four points only the first, lowest, highest and last are kept, in their order: spikes
// survive, and the line covers the same pixels. x ascending; points without a finite y are left out.
QVector<QPointF> decimate(std::span<const double> x, std::span<const double> y, const PixelMap& map, double left,
                          double right);

// One pixel column of a line with many points in each: from its lowest to its highest value, in pixels (top < bottom),
// with the way from the column before.
struct ColumnSpan {
    int left = 0; // of the column, one pixel wide
    double top = 0, bottom = 0;
};

// Whether more than four points fall on a pixel column between `left` and `right`, on average: then columnSpans() shows
// the same as decimate() does, and costs less to make and to paint.
bool isCrowded(std::span<const double> x, const PixelMap& map, double left, double right);
// Ascending, without columns that have no finite value. x ascending.
std::vector<ColumnSpan> columnSpans(std::span<const double> x, std::span<const double> y, const PixelMap& map,
                                    double left, double right);

// Exponential moving average with the weight of the past `smoothing` (0 .. below 1), corrected for its start.
// `restarts` (ascending indices) begin anew: values of different targets are not mixed.
std::vector<double> smoothed(std::span<const double> values, double smoothing, std::span<const size_t> restarts = {});

} // namespace caftan::ui
