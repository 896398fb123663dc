// What tells runs and recipes apart in lists and charts: a colour (never a band's) and a marker.
#pragma once

#include "ui/charts/line_chart.h"
#include "ui/shell/theme.h"

namespace caftan::ui {

QColor runColor(size_t slot, const ThemeColors& colors);
Marker runMarker(size_t slot);

} // namespace caftan::ui
