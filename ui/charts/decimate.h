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

// Lowest and highest finite value (`positive`: above 0); the first is greater where there is none.
std::pair<double, double> extremes(std::span<const double> values, bool positive = false);

// One pixel column of a line: what it covers from top to bottom (top < bottom), in pixels.
struct ColumnSpan {
    int column = 0;
    double top = 0, bottom = 0;
};

// How many points fall between `left` and `right` (pixels).
size_t pointsBetween(std::span<const double> x, const PixelMap& map, double left, double right);
// A line `width` pixels wide over the columns 0 .. columns - 1, ascending, without those that it does not cross: costs
// less to make and to paint than its points do where these are many. x ascending; points without a finite y are left
// out.
std::vector<ColumnSpan> columnSpans(std::span<const double> x, std::span<const double> y, const PixelMap& map,
                                    int columns, double width);

// Exponential moving average with the weight of the past `smoothing` (0 .. below 1), corrected for its start.
// `restarts` (ascending indices) begin anew: values of different targets are not mixed.
std::vector<double> smoothed(std::span<const double> values, double smoothing, std::span<const size_t> restarts = {});

} // namespace caftan::ui
