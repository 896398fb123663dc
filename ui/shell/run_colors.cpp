#include "ui/shell/run_colors.h"

#include <array>

namespace caftan::ui {

namespace {

constexpr std::array<QRgb, 8> lightRuns = {0xff3b5bdb, 0xff8f56d6, 0xff6b7785, 0xff14907c,
                                           0xffc2417c, 0xff6f7d00, 0xff8a5a44, 0xff0b8fa8};
constexpr std::array<QRgb, 8> darkRuns = {0xff7b92f7, 0xffb78af0, 0xffa3adb8, 0xff45c4ab,
                                          0xffee82b4, 0xffb9c94a, 0xffcb9b7c, 0xff55c6dd};

} // namespace

QColor runColor(size_t slot, const ThemeColors& colors) {
    return QColor((colors.dark ? darkRuns : lightRuns)[slot % lightRuns.size()]);
}

Marker runMarker(size_t slot) {
    return Marker(1 + slot % markerShapes);
}

} // namespace caftan::ui
