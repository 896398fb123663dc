#include "ui/charts/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan::ui {

namespace {

// One pixel column on its way: the order of its lowest and highest point is kept.
struct Column {
    double pixel = -1e300;
    int points = 0;
    QPointF first, lowest, highest, last;
    bool lowestFirst = true;

    void begin(double at, const QPointF& point) {
        pixel = at;
        points = 1;
        first = lowest = highest = last = point;
    }
    void add(const QPointF& point) {
        ++points;
        last = point;
        if (point.y() < lowest.y()) {
            lowest = point;
            lowestFirst = false;
        }
        if (point.y() > highest.y()) {
            highest = point;
            lowestFirst = true;
        }
    }
    void flush(QVector<QPointF>& out) const {
        if (points == 0)
            return;
        out.append(first);
        if (points > 2) {
            for (const QPointF& point : {lowestFirst ? lowest : highest, lowestFirst ? highest : lowest})
                if (point != out.back() && point != last)
                    out.append(point);
        }
        if (points > 1)
            out.append(last);
    }
};

// Lowest and highest finite value; the first is greater where there is none.
std::pair<double, double> extremes(std::span<const double> values) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double low = infinity, high = -infinity;
    for (const double value : values) { // comparisons pass over what is not a number, and take no branches
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    if (std::isfinite(low) && std::isfinite(high))
        return {low, high};
    low = infinity, high = -infinity;
    for (const double value : values)
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    return {low, high};
}

} // namespace

double PixelMap::y(double value) const {
    return yOffset + yScale * (logY ? std::log10(std::max(value, 1e-300)) : value);
}

QVector<QPointF> decimate(std::span<const double> x, std::span<const double> y, const PixelMap& map, double left,
                          double right) {
    QVector<QPointF> out;
    if (x.empty() || map.xScale <= 0)
        return out;
    const auto coordinate = [&](double pixel) { return (pixel - map.xOffset) / map.xScale; };
    size_t begin = size_t(std::lower_bound(x.begin(), x.end(), coordinate(left)) - x.begin());
    size_t end = size_t(std::upper_bound(x.begin(), x.end(), coordinate(right)) - x.begin());
    begin -= begin > 0;
    end += end < x.size();
    Column column;
    for (size_t i = begin; i < end; ++i) {
        if (!std::isfinite(y[i]))
            continue;
        const QPointF point(map.x(x[i]), map.y(y[i]));
        const double pixel = std::floor(point.x());
        if (column.points > 0 && pixel == column.pixel) {
            column.add(point);
            continue;
        }
        column.flush(out);
        column.begin(pixel, point);
    }
    column.flush(out);
    return out;
}

bool isCrowded(std::span<const double> x, const PixelMap& map, double left, double right) {
    if (map.xScale <= 0 || right <= left)
        return false;
    const auto indexAt = [&](double pixel) {
        return std::lower_bound(x.begin(), x.end(), (pixel - map.xOffset) / map.xScale) - x.begin();
    };
    return double(indexAt(right) - indexAt(left)) > 4 * (right - left);
}

std::vector<ColumnSpan> columnSpans(std::span<const double> x, std::span<const double> y, const PixelMap& map,
                                    double left, double right) {
    std::vector<ColumnSpan> spans;
    const auto indexAt = [&](double pixel, size_t from) {
        const double coordinate = (pixel - map.xOffset) / map.xScale;
        return size_t(std::lower_bound(x.begin() + ptrdiff_t(from), x.end(), coordinate) - x.begin());
    };
    const int first = int(std::floor(left)), last = int(std::ceil(right));
    size_t begin = indexAt(first, 0);
    double before = begin > 0 ? y[begin - 1] : std::nan(""); // where the line comes from
    for (int pixel = first; pixel < last; ++pixel) {
        const size_t end = indexAt(pixel + 1, begin);
        if (end == begin)
            continue;
        auto [low, high] = extremes(y.subspan(begin, end - begin));
        const bool any = low <= high;
        if (any && std::isfinite(before)) {
            low = std::min(low, before);
            high = std::max(high, before);
        }
        for (size_t i = end; i-- > begin;)
            if (std::isfinite(y[i])) {
                before = y[i];
                break;
            }
        begin = end;
        if (!any)
            continue;
        const auto [top, bottom] = std::minmax({map.y(low), map.y(high)});
        spans.push_back({pixel, top, bottom});
    }
    return spans;
}

std::vector<double> smoothed(std::span<const double> values, double smoothing, std::span<const size_t> restarts) {
    std::vector<double> result(values.size());
    double sum = 0, weight = 0;
    size_t restart = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        while (restart < restarts.size() && restarts[restart] <= i)
            if (restarts[restart++] == i)
                sum = weight = 0;
        if (std::isfinite(values[i])) {
            sum = smoothing * sum + (1 - smoothing) * values[i];
            weight = smoothing * weight + (1 - smoothing);
        }
        result[i] = weight > 0 ? sum / weight : values[i];
    }
    return result;
}

} // namespace caftan::ui
