#include "ui/charts/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

// The first at `pixel` or right of it; looked for near `from`.
size_t indexAt(std::span<const double> x, const PixelMap& map, double pixel, size_t from = 0) {
    const double coordinate = (pixel - map.xOffset) / map.xScale;
    size_t step = 16;
    while (from + step < x.size() && x[from + step] < coordinate) {
        from += step;
        step *= 2;
    }
    const auto end = x.begin() + ptrdiff_t(std::min(from + step, x.size()));
    return size_t(std::lower_bound(x.begin() + ptrdiff_t(from), end, coordinate) - x.begin());
}

std::vector<ColumnSpan> noSpans(int columns) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<ColumnSpan> spans(size_t(std::max(0, columns)));
    for (int column = 0; column < columns; ++column)
        spans[size_t(column)] = {column, infinity, -infinity};
    return spans;
}

// What a segment covers of each column that it crosses, as thick across its way as `width`.
void cover(std::vector<ColumnSpan>& spans, const QPointF& from, const QPointF& to, double width) {
    const int first = int(std::max(0.0, std::floor(from.x())));
    const int last = int(std::min(double(spans.size()) - 1, std::floor(to.x())));
    const auto [least, most] = std::minmax({from.y(), to.y()});
    const double slope = to.x() > from.x() ? (to.y() - from.y()) / (to.x() - from.x()) : 0;
    const double thick = width / 2 * std::sqrt(1 + slope * slope);
    for (int column = first; column <= last; ++column) {
        double begin = from.y(), end = to.y();
        if (from.x() < column)
            begin += slope * (column - from.x());
        if (to.x() > column + 1)
            end = from.y() + slope * (column + 1 - from.x());
        ColumnSpan& span = spans[size_t(column)];
        span.top = std::min(span.top, std::max(std::min(begin, end) - thick, least - width / 2));
        span.bottom = std::max(span.bottom, std::min(std::max(begin, end) + thick, most + width / 2));
    }
}

void coverCrowded(std::vector<ColumnSpan>& spans, std::span<const double> x, std::span<const double> y,
                  const PixelMap& map, double width) {
    const auto lastFinite = [&](size_t begin, size_t end) -> std::optional<size_t> {
        while (end > begin)
            if (std::isfinite(y[--end]))
                return end;
        return std::nullopt;
    };
    const auto nextFinite = [&](size_t begin) {
        const auto next =
            std::find_if(y.begin() + ptrdiff_t(begin), y.end(), [](double v) { return std::isfinite(v); });
        return size_t(next - y.begin());
    };
    const auto coverGap = [&](size_t from, size_t to) {
        cover(spans, {map.x(x[from]), map.y(y[from])}, {map.x(x[to]), map.y(y[to])}, width);
    };
    size_t begin = indexAt(x, map, 0);
    std::optional<size_t> before = lastFinite(0, begin); // where the line comes from
    for (ColumnSpan& span : spans) {
        const size_t end = indexAt(x, map, span.column + 1, begin);
        auto [low, high] = extremes(y.subspan(begin, end - begin));
        if (low <= high) {
            if (before && map.x(x[*before]) < span.column - 1) { // over columns without points
                coverGap(*before, nextFinite(begin));
            } else if (before) {
                low = std::min(low, y[*before]);
                high = std::max(high, y[*before]);
            }
            const auto [top, bottom] = std::minmax({map.y(low), map.y(high)});
            span.top = std::min(span.top, top - width / 2);
            span.bottom = std::max(span.bottom, bottom + width / 2);
            before = lastFinite(begin, end);
        }
        begin = end;
    }
    const size_t beyond = nextFinite(begin);
    if (before && beyond < x.size() && map.x(x[*before]) < std::floor(map.x(x[beyond])) - 1)
        coverGap(*before, beyond);
}

void coverSegments(std::vector<ColumnSpan>& spans, std::span<const double> x, std::span<const double> y,
                   const PixelMap& map, double width) {
    size_t begin = indexAt(x, map, 0);
    begin -= begin > 0;
    const size_t end = std::min(x.size(), indexAt(x, map, double(spans.size())) + 1);
    std::optional<QPointF> before;
    for (size_t i = begin; i < end; ++i) {
        if (!std::isfinite(y[i]))
            continue;
        const QPointF point(map.x(x[i]), map.y(y[i]));
        if (before)
            cover(spans, *before, point, width);
        before = point;
    }
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

std::pair<double, double> extremes(std::span<const double> values, bool positive) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr size_t lanes = 4;
    double lows[lanes] = {infinity, infinity, infinity, infinity};
    double highs[lanes] = {-infinity, -infinity, -infinity, -infinity};
    const auto take = [](double value, double& low, double& high) { // passes over what is not a number
        low = value < low ? value : low;
        high = value > high ? value : high;
    };
    size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes) // side by side, since each waits for the one before it
        for (size_t lane = 0; lane < lanes; ++lane)
            take(values[i + lane], lows[lane], highs[lane]);
    for (; i < values.size(); ++i)
        take(values[i], lows[0], highs[0]);
    for (size_t lane = 1; lane < lanes; ++lane) {
        take(lows[lane], lows[0], highs[0]);
        take(highs[lane], lows[0], highs[0]);
    }
    if (std::isfinite(lows[0]) && std::isfinite(highs[0]) && (!positive || lows[0] > 0))
        return {lows[0], highs[0]};
    lows[0] = infinity, highs[0] = -infinity;
    for (const double value : values)
        if (std::isfinite(value) && (!positive || value > 0))
            take(value, lows[0], highs[0]);
    return {lows[0], highs[0]};
}

size_t pointsBetween(std::span<const double> x, const PixelMap& map, double left, double right) {
    return map.xScale > 0 && right > left ? indexAt(x, map, right) - indexAt(x, map, left) : 0;
}

std::vector<ColumnSpan> columnSpans(std::span<const double> x, std::span<const double> y, const PixelMap& map,
                                    int columns, double width) {
    constexpr size_t crowd = 4; // points in a column
    if (x.empty() || columns <= 0 || map.xScale <= 0)
        return {};
    std::vector<ColumnSpan> spans = noSpans(columns);
    const bool crowded = pointsBetween(x, map, 0, columns) > crowd * size_t(columns);
    (crowded ? coverCrowded : coverSegments)(spans, x, y, map, width);
    std::erase_if(spans, [](const ColumnSpan& span) { return span.top > span.bottom; });
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
