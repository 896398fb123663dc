// How the line chart is drawn: functions of what is shown, no state. Included by ui/charts only.
#pragma once

#include "ui/charts/decimate.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot_library.h"
#include "ui/charts/span_picture.h"

namespace caftan::ui {

struct LineScene {
    ChartPalette colors;
    std::vector<LineSeries> series;
    std::vector<ChartMark> marks;
    std::optional<double> crosshair;
    bool readout = false;                           // the box of values is shown with it
    std::optional<std::pair<double, double>> drawn; // range under the mouse, in coordinates
    QString emptyText, xName;
    AxisText xText = AxisText::Number, yText = AxisText::Number;
    bool logY = false;

    bool empty() const;
};

PixelMap pixelMap(const LineScene& scene, const QCPAxis& x, const QCPAxis& y);
// `picture`: of the lines, kept between frames.
void paintSeries(QCPPainter& painter, SpanPicture& picture, const LineScene& scene, const PixelMap& map,
                 const QRect& area);
// Texts of marks above the area, labels at the ends of lines right of it.
void paintMarks(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area);
void paintEndLabels(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area);
void paintCrosshair(QCPPainter& painter, const LineScene& scene, const PixelMap& map, const QRect& area);

// One line of the readout: a value of a series near the crosshair.
struct ReadoutRow {
    const LineSeries* series = nullptr;
    size_t point = 0;
    QString text;
};
std::vector<ReadoutRow> readoutRows(const LineScene& scene, const PixelMap& map);
QString readoutHead(const LineScene& scene);

} // namespace caftan::ui
