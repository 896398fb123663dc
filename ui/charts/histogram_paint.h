// How the histogram is drawn: functions of what is shown, no state. Included by ui/charts only.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/charts/palette.h"
#include "ui/charts/plot_library.h"

#include <memory>
#include <optional>

namespace caftan::ui {

// Cuts that are shown for comparison only.
struct GhostCuts {
    QString name;
    std::vector<double> values;
};

struct HistogramScene {
    ChartPalette colors;
    Histogram histogram;
    std::shared_ptr<const ThresholdIndex> index;
    std::vector<double> cuts, quantiles;
    int activeCut = -1;                             // focused or dragged
    std::optional<int> hovered;                     // bin under the cursor
    std::optional<std::pair<double, double>> brush; // metric units
    std::vector<GhostCuts> ghosts;
    QString metricName, unit;
    bool logCounts = false; // heights by log10(1 + count)

    double height(double count) const;
    double position(double value) const { return index ? histogram.axis.position(value, *index) : 0; }
};

void paintTints(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, const QRect& area);
void paintBars(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, QCPAxis& y, const QRect& area);
void paintCuts(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, const QRect& area);
// Two lines about a bin: its range, and its questions with the share right.
QStringList readoutOf(const HistogramScene& scene, int bin);
void paintReadout(QCPPainter& painter, const ChartPalette& colors, const QStringList& lines, const QRect& area,
                  QPoint at);

// Ticks of the value axis whose labels do not touch at this width.
std::vector<std::pair<double, QString>> valueTicks(const HistogramScene& scene, double width,
                                                   const QFontMetrics& metrics);

} // namespace caftan::ui
