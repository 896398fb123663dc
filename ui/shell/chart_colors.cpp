#include "ui/shell/chart_colors.h"

namespace caftan::ui {

ChartPalette chartPalette(const ThemeColors& colors) {
    ChartPalette palette;
    palette.background = colors.card;
    palette.text = colors.text;
    palette.muted = colors.muted;
    palette.grid = mixColors(colors.card, colors.border, colors.contrast ? 0.3 : 0.7);
    palette.axis = colors.faint;
    palette.right = colors.contrast ? colors.right : colors.dark ? QColor(0x5c, 0x65, 0x70) : QColor(0xa6, 0xae, 0xbb);
    palette.wrong = colors.contrast ? colors.wrong : colors.dark ? QColor(0xb2, 0xb8, 0xbf) : QColor(0x4b, 0x53, 0x5e);
    palette.accent = colors.accent;
    palette.curveBand = mixColors(colors.card, colors.accent, 0.25);
    palette.pill = colors.text;
    palette.pillText = colors.window;
    palette.bands = {colors.easy, colors.middle, colors.hard};
    palette.tint = colors.contrast ? colors.bandTint : colors.dark ? 0.15 : 0.08;
    return palette;
}

} // namespace caftan::ui
