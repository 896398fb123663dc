// Colours of the charts, filled from the theme by the page that owns them. Values, any thread.
#pragma once

#include <QColor>
#include <QFontMetricsF>
#include <vector>

namespace caftan::ui {

struct ChartPalette {
    QColor background, text, muted, grid, axis;
    QColor right, wrong;       // bars: right is stacked on wrong
    QColor accent;             // the curve, focus rings
    QColor curveBand;          // interval of the curve, opaque
    QColor pill, pillText;     // labels of the cuts, the readout
    QColor selection;          // brushed bins, opaque
    std::vector<QColor> bands; // ramp from easy to hard (at least 2); more bands are interpolated
    double tint = 0.08;        // share of the band's colour in its tint
};

// Width of lines for text of this size: 1 px, more where the text is as large as in a lecture hall. Markers and grips
// grow with it.
double strokeWidth(const QFontMetricsF& metrics);
QColor mixColors(const QColor& a, const QColor& b, double shareOfB);
// Colour of band `band` of `bands` on the ramp: the ends are the ramp's ends, three bands are its three colours.
QColor bandColor(const ChartPalette& palette, size_t band, size_t bands);

} // namespace caftan::ui
