#include "ui/charts/line_strokes.h"

#include <future>

namespace caftan::ui {

namespace {

constexpr qsizetype fewPoints = 800; // a line behind with more is noise, and is not smoothed at its edges

// Segment by segment: at scale 2 one polyline of a noisy curve takes seconds, since its outline crosses itself.
void drawSegments(QCPPainter& painter, const QVector<QPointF>& points, bool dashed) {
    if (dashed) // dashes run through corners; only short lines are dashed
        return painter.drawPolyline(points.data(), int(points.size()));
    for (qsizetype i = 1; i < points.size(); ++i)
        painter.QPainter::drawLine(points[i - 1], points[i]); // QCPPainter's own moves lines onto whole pixels
}

void paintLine(QCPPainter& painter, const LineSeries& series, const PixelMap& map, const QRect& area) {
    QPen pen(series.color, series.behind ? 1 : strokeWidth(painter.fontMetrics()));
    if (series.dashed)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    const QVector<QPointF> points = decimate(series.x, series.y, map, area.left(), area.right());
    painter.setAntialiasing(!series.behind || points.size() < fewPoints);
    drawSegments(painter, points, series.dashed);
}

// Paints lines with many points a pixel as columns of pixels, and nearly all so where there are so many points that
// strokes would take longer than a frame.
class LinePainter {
  public:
    LinePainter(QCPPainter& painter, SpanPicture& picture, const PixelMap& map, const QRect& area)
        : painter_(painter), map_(map), area_(area), picture_(picture) {
        picture_.place(painter, area);
        fine_ = picture_.mapOf(map);
    }

    void paint(const std::vector<const LineSeries*>& lines) {
        for (const LineSeries* line : lines)
            all_ += points(*line);
        bool crowded = false;
        for (const LineSeries* line : lines) {
            if (asColumns(*line)) {
                crowded = true;
                waiting_.push_back(line);
                continue;
            }
            paintWaiting(); // what lies below it
            paintLine(painter_, *line, map_, area_);
        }
        paintWaiting();
        if (!crowded)
            picture_.release();
    }

  private:
    size_t points(const LineSeries& series) const { return pointsBetween(series.x, fine_, 0, picture_.columns()); }
    bool asColumns(const LineSeries& series) const {
        constexpr size_t crowd = 4;                   // points in a column
        const double many = 6'000 / picture_.ratio(); // points of all lines
        const auto columns = size_t(picture_.columns());
        const size_t shown = points(series);
        return !painter_.modes().testFlag(QCPPainter::pmVectorized) && !series.dashed &&
               (shown > crowd * columns || (double(all_) > many && 20 * shown > columns));
    }
    // The left half here, the right one in a thread of its own.
    void paintWaiting() {
        if (waiting_.empty())
            return;
        picture_.begin();
        const double behind = picture_.ratio(), front = strokeWidth(painter_.fontMetrics()) * picture_.ratio();
        const auto add = [&](int from, int to) {
            PixelMap part = fine_;
            part.xOffset -= from;
            picture_.clear(from, to);
            for (const LineSeries* line : waiting_)
                picture_.add(columnSpans(line->x, line->y, part, to - from, line->behind ? behind : front), line->color,
                             !line->behind, from);
            picture_.finish(from, to);
        };
        const int middle = picture_.columns() / 2;
        auto right = std::async(std::launch::async, [&] { add(middle, picture_.columns()); });
        add(0, middle);
        right.get();
        picture_.paint(painter_);
        waiting_.clear();
    }

    QCPPainter& painter_;
    const PixelMap map_;
    const QRect area_;
    SpanPicture& picture_;
    PixelMap fine_;  // to the picture's pixels
    size_t all_ = 0; // points of all lines
    std::vector<const LineSeries*> waiting_;
};

std::vector<const LineSeries*> linesInOrder(const std::vector<LineSeries>& all) {
    std::vector<const LineSeries*> lines;
    for (const bool behind : {true, false})
        for (const LineSeries& series : all)
            if (series.line && series.behind == behind)
                lines.push_back(&series);
    return lines;
}

} // namespace

void paintStrokes(QCPPainter& painter, SpanPicture& picture, const std::vector<LineSeries>& series, const PixelMap& map,
                  const QRect& area) {
    LinePainter(painter, picture, map, area).paint(linesInOrder(series));
}

} // namespace caftan::ui
