// Icons of resources/icons: one-colour SVG files whose strokes say "currentColor", drawn in any colour at any scale.
#pragma once

#include <QColor>
#include <QIcon>

namespace caftan::ui {

// Normal, and `active` (checked or selected) in another colour. An unknown name gives an empty icon.
QIcon themedIcon(const QString& name, const QColor& normal, const QColor& active = {});
QIcon applicationIcon();

} // namespace caftan::ui
