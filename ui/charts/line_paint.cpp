#include "ui/charts/line_paint.h"

#include "ui/charts/line_strokes.h"

#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr double markerRadius = 3.2, reachPixels = 28; // how far from the crosshair a point is still read

std::optional<size_t> nearestPoint(const LineSeries& series, double x, const PixelMap& map) {
    if (series.x.empty())
        return std::nullopt;
    size_t at = size_t(std::lower_bound(series.x.begin(), series.x.end(), x) - series.x.begin());
    if (at == series.x.size() || (at > 0 && x - series.x[at - 1] < series.x[at] - x))
        --at;
    const bool near = std::abs(map.x(series.x[at]) - map.x(x)) <= reachPixels;
    return near && std::isfinite(series.y[at]) ? std::optional(at) : std::nullopt;
}

void paintInterval(QCPPainter& painter, const LineSeries& series, const PixelMap& map) {
    if (!series.interval || series.low.size() != series.x.size() || series.x.size() < 2)
        return;
    QPolygonF outline;
    for (size_t i = 0; i < series.x.size(); ++i)
        outline.append(QPointF(map.x(series.x[i]), map.y(series.high[i])));
    for (size_t i = series.x.size(); i-- > 0;)
        outline.append(QPointF(map.x(series.x[i]), map.y(series.low[i])));
    QColor fill = series.color;
    fill.setAlphaF(0.10f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(outline);
}

// The interval of a single point cannot be an area.
void paintWhiskers(QCPPainter& painter, const LineSeries& series, const PixelMap& map) {
    if (!series.interval || series.low.size() != series.x.size() || series.x.size() != 1)
        return;
    painter.setPen(QPen(series.color, 1));
    const double x = map.x(series.x[0]);
    painter.drawLine(QPointF(x, map.y(series.low[0])), QPointF(x, map.y(series.high[0])));
}

// Where on the way from one marker to the next a line begins with its own: lines that run together show them in turn.
double turnOf(const LineScene& scene, const LineSeries& series) {
    int before = 0, all = 0;
    for (const LineSeries& each : scene.series) {
        if (each.markerGap <= 0 || each.marker == Marker::None)
            continue;
        before += &each < &series;
        ++all;
    }
    return double(before) / std::max(1, all);
}

// Those that would hide one another are thinned; the best one always stands.
std::vector<size_t> markedPoints(const LineScene& scene, const LineSeries& series, const PixelMap& map,
                                 const QRect& area, double radius) {
    const auto firstFrom = [&](double pixel) {
        const double coordinate = (pixel - map.xOffset) / map.xScale;
        return size_t(std::lower_bound(series.x.begin(), series.x.end(), coordinate) - series.x.begin());
    };
    const double gap = std::max(2 * radius, double(series.markerGap));
    double last = series.markerGap > 0 ? area.left() - series.markerGap * (1 - turnOf(scene, series)) : -1e300;
    std::vector<size_t> marked;
    const size_t end = firstFrom(area.right() + 4);
    for (size_t i = firstFrom(area.left() - 4); i < end;) {
        const double at = map.x(series.x[i]);
        if (std::isfinite(series.y[i]) && (at - last >= gap || series.best == i)) {
            marked.push_back(i);
            last = at;
        }
        const size_t next = std::max(i + 1, firstFrom(last + gap));
        i = series.best && *series.best > i ? std::min(next, *series.best) : next;
    }
    return marked;
}

void paintMarkersOf(QCPPainter& painter, const LineScene& scene, const LineSeries& series, const PixelMap& map,
                    const QRect& area) {
    if (series.marker == Marker::None || map.xScale <= 0)
        return;
    const double stroke = strokeWidth(painter.fontMetrics()), radius = markerRadius * stroke;
    const std::vector<size_t> marked = markedPoints(scene, series, map, area, radius);
    std::vector<QPointF> places;
    for (const size_t i : marked)
        places.emplace_back(map.x(series.x[i]), map.y(series.y[i]));
    painter.setPen(QPen(series.color, 1));
    painter.setBrush(series.hollow ? scene.colors.background : series.color);
    paintMarkers(painter, series.marker, places, radius, !painter.modes().testFlag(QCPPainter::pmVectorized));
    if (const auto best = std::find(marked.begin(), marked.end(), series.best.value_or(SIZE_MAX));
        best != marked.end()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(scene.colors.text, stroke));
        painter.drawEllipse(places[size_t(best - marked.begin())], 2 * radius, 2 * radius);
    }
}

} // namespace

bool LineScene::empty() const {
    return std::all_of(series.begin(), series.end(), [](const LineSeries& s) { return s.x.empty(); });
}

PixelMap pixelMap(const LineScene& scene, const QCPAxis& x, const QCPAxis& y) {
    PixelMap map;
    map.xOffset = x.coordToPixel(0);
    map.xScale = x.coordToPixel(1) - map.xOffset;
    map.yOffset = y.coordToPixel(0);
    map.yScale = y.coordToPixel(1) - map.yOffset;
    map.logY = scene.logY;
    return map;
}

void paintSeries(QCPPainter& painter, SpanPicture& picture, const LineScene& scene, const PixelMap& map,
                 const QRect& area) {
    if (scene.empty()) {
        painter.setPen(scene.colors.muted);
        painter.drawText(area.adjusted(8, 0, -8, 0), int(Qt::AlignCenter) | Qt::TextWordWrap, scene.emptyText);
        return;
    }
    painter.setAntialiasing(true);
    painter.setClipRect(area);
    for (const LineSeries& series : scene.series)
        paintInterval(painter, series, map);
    painter.setBrush(Qt::NoBrush);
    paintStrokes(painter, picture, scene.series, map, area);
    painter.setAntialiasing(true);
    const double stroke = strokeWidth(painter.fontMetrics());
    const int room = int(std::ceil((2 * markerRadius + 1) * stroke)); // markers at the edge stay whole, and the ring
    painter.setClipRect(area.adjusted(-room, -room, room, room));
    for (const LineSeries& series : scene.series) {
        paintWhiskers(painter, series, map);
        paintMarkersOf(painter, scene, series, map, area);
    }
}

void paintMarks(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area) {
    const QFontMetrics metrics = painter.fontMetrics();
    double taken = area.left() - 1e6;
    for (const ChartMark& mark : scene.marks) {
        const double x = std::round(map.x(mark.x)) + 0.5;
        if (x < area.left() || x > area.right())
            continue;
        painter.setAntialiasing(false);
        QPen pen(scene.colors.muted, 1);
        pen.setDashPattern({3, 4});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const int width = metrics.horizontalAdvance(mark.text);
        const double left = std::min(x - 3, double(area.right() - width)); // a text may end at the right edge
        if (mark.text.isEmpty() || left < taken)
            continue;
        taken = left + width + 8;
        painter.setPen(scene.colors.muted);
        painter.drawText(QRectF(left, area.top() - metrics.height() - 1, width + 2, metrics.height()),
                         int(Qt::AlignLeft) | Qt::TextSingleLine, mark.text);
    }
}

void paintEndLabels(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area) {
    const double height = painter.fontMetrics().height();
    std::vector<std::pair<double, const LineSeries*>> labels; // middle of each
    for (const LineSeries& series : scene.series)
        if (!series.endLabel.isEmpty() && !series.y.empty() && std::isfinite(series.y.back()))
            labels.emplace_back(map.y(series.y.back()), &series);
    std::sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    // Pushed apart downwards, and back up from the bottom where they would leave the area.
    for (size_t i = 1; i < labels.size(); ++i)
        labels[i].first = std::max(labels[i].first, labels[i - 1].first + height);
    double limit = area.bottom() + height / 2;
    for (size_t i = labels.size(); i-- > 0;) {
        labels[i].first = std::min(labels[i].first, limit);
        limit = labels[i].first - height;
    }
    QFont font = painter.font();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    for (const auto& [middle, series] : labels) {
        painter.setPen(mixColors(series->color, scene.colors.text, 0.3)); // blue on dark would not be read
        painter.drawText(QRectF(area.right() + 10, middle - height / 2, 1000, height),
                         int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, series->endLabel);
    }
}

QString readoutHead(const LineScene& scene) {
    return QStringLiteral("%1 %2").arg(scene.xName, valueText(*scene.crosshair, scene.xText));
}

std::vector<ReadoutRow> readoutRows(const LineScene& scene, const PixelMap& map) {
    std::vector<ReadoutRow> rows;
    if (!scene.crosshair)
        return rows;
    for (const LineSeries& series : scene.series) {
        if (series.name.isEmpty())
            continue;
        const auto point = nearestPoint(series, *scene.crosshair, map);
        if (!point)
            continue;
        QString text = QStringLiteral("%1  %2").arg(series.name, valueText(series.y[*point], scene.yText));
        if (*point < series.low.size())
            text += QStringLiteral("  [%1, %2]")
                        .arg(valueText(series.low[*point], scene.yText), valueText(series.high[*point], scene.yText));
        rows.push_back({&series, *point, text});
    }
    return rows;
}

void paintCrosshair(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area) {
    const ChartPalette& colors = scene.colors;
    if (scene.drawn) {
        QColor fill = colors.accent;
        fill.setAlphaF(0.12f);
        const double left = std::max(map.x(scene.drawn->first), double(area.left()));
        const double right = std::min(map.x(scene.drawn->second), double(area.right()));
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), fill);
    }
    if (!scene.crosshair || scene.empty())
        return;
    const double x = map.x(*scene.crosshair);
    if (x < area.left() - 1 || x > area.right() + 1)
        return;
    painter.setAntialiasing(false);
    painter.setPen(QPen(colors.muted, 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const std::vector<ReadoutRow> rows = readoutRows(scene, map);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString head = readoutHead(scene);
    const int lines = int(rows.size()) + 1;
    int width = metrics.horizontalAdvance(head);
    painter.setAntialiasing(true);
    for (const ReadoutRow& row : rows) {
        width = std::max(width, metrics.horizontalAdvance(row.text) + 16);
        painter.setPen(QPen(row.series->color, 1));
        painter.setBrush(row.series->color);
        painter.drawEllipse(QPointF(map.x(row.series->x[row.point]), map.y(row.series->y[row.point])), 3, 3);
    }
    if (!scene.readout)
        return;
    QRect box(int(x) + 12, area.top() + 4, width + 16, lines * metrics.height() + 8);
    if (box.right() > area.right())
        box.moveRight(int(x) - 12);
    box.moveLeft(std::max(box.left(), area.left() + 2));
    painter.setPen(QPen(colors.grid, 1));
    QColor paper = colors.background;
    paper.setAlphaF(0.92f); // what lies below is still guessed
    painter.setBrush(paper);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, 0.5, 0.5), 4, 4);
    QRect line(box.left() + 8, box.top() + 4, box.width() - 16, metrics.height());
    painter.setPen(colors.muted);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, head);
    for (const ReadoutRow& row : rows) {
        line.translate(0, metrics.height());
        painter.setPen(QPen(row.series->color, 1));
        painter.setBrush(row.series->hollow ? colors.background : row.series->color);
        paintMarker(painter, row.series->marker == Marker::None ? Marker::Square : row.series->marker,
                    QPointF(line.left() + 4, line.center().y() + 1), 3.5);
        painter.setPen(colors.text);
        painter.drawText(line.adjusted(16, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.text);
    }
}

} // namespace caftan::ui
