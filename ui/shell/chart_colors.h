// Colours of the charts in the theme, shared by the pages.
#pragma once

#include "ui/charts/palette.h"
#include "ui/shell/theme.h"

namespace caftan::ui {

ChartPalette chartPalette(const ThemeColors& colors);

} // namespace caftan::ui
