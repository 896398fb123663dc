// The shapes that tell lines apart without colour.
#pragma once

#include <QPointF>
#include <QString>
#include <vector>

class QPainter;

namespace caftan::ui {

enum class Marker {
    None,
    Circle,
    Square,
    Diamond,
    Triangle,
    TriangleDown,
    Star,
    Cross,
    TriangleLeft,
    Plus,
    Hourglass,
    TriangleRight,
    Bowtie,
    Bar
};
QString markerSign(Marker marker);      // the same shape as a letter, for legends in text
inline constexpr int markerShapes = 13; // without None; shares no divisor with the number of colours
// With the painter's pen and brush.
void paintMarker(QPainter& painter, Marker marker, const QPointF& at, double radius);
// The same at many places. `stamped`: where they are many, one is painted and its picture put at whole pixels.
void paintMarkers(QPainter& painter, Marker marker, const std::vector<QPointF>& places, double radius, bool stamped);

} // namespace caftan::ui
