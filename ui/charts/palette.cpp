#include "ui/charts/palette.h"

#include <algorithm>
#include <cmath>

namespace caftan::ui {

double strokeWidth(const QFontMetricsF& metrics) {
    constexpr double lectureHall = 28; // px of a line of text at 150 %
    return metrics.height() >= lectureHall ? 2 : 1;
}

QColor mixColors(const QColor& a, const QColor& b, double shareOfB) {
    const auto mix = [shareOfB](int x, int y) { return int(std::lround(x + (y - x) * shareOfB)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QColor bandColor(const ChartPalette& palette, size_t band, size_t bands) {
    if (palette.bands.empty())
        return palette.muted;
    const double at =
        bands < 2 ? 0 : double(std::min(band, bands - 1)) / double(bands - 1) * double(palette.bands.size() - 1);
    const size_t lower = size_t(at), upper = std::min(lower + 1, palette.bands.size() - 1);
    return mixColors(palette.bands[lower], palette.bands[upper], at - double(lower));
}

} // namespace caftan::ui
