#include "ui/charts/markers.h"

#include <QImage>
#include <QPainter>
#include <QPolygonF>
#include <QTransform>

#include <cmath>
#include <numbers>

namespace caftan::ui {

namespace {

constexpr size_t fewPlaces = 8; // as quick without a picture

QPolygonF turned(QPolygonF shape, double degrees) {
    return QTransform().rotate(degrees).map(shape);
}

QPolygonF star() {
    QPolygonF shape;
    for (int corner = 0; corner < 10; ++corner) {
        const double radius = corner % 2 == 0 ? 1.5 : .62, angle = corner * std::numbers::pi / 5;
        shape.append(QPointF(radius * std::sin(angle), -radius * std::cos(angle)));
    }
    return shape;
}

// Around 0, for a circle of radius 1 beside it; as heavy for the eye as that.
QPolygonF outlineOf(Marker marker) {
    static const QPolygonF up({{0, -1.2}, {1.2, .9}, {-1.2, .9}}),
        hourglass({{-1.1, -1.2}, {1.1, -1.2}, {-1.1, 1.2}, {1.1, 1.2}}),
        plus({{-.45, -1.3},
              {.45, -1.3},
              {.45, -.45},
              {1.3, -.45},
              {1.3, .45},
              {.45, .45},
              {.45, 1.3},
              {-.45, 1.3},
              {-.45, .45},
              {-1.3, .45},
              {-1.3, -.45},
              {-.45, -.45}});
    switch (marker) {
    case Marker::Square:
        return QPolygonF({{-.9, -.9}, {.9, -.9}, {.9, .9}, {-.9, .9}});
    case Marker::Diamond:
        return QPolygonF({{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}});
    case Marker::Triangle:
        return up;
    case Marker::TriangleDown:
        return turned(up, 180);
    case Marker::TriangleLeft:
        return turned(up, -90);
    case Marker::TriangleRight:
        return turned(up, 90);
    case Marker::Star:
        return star();
    case Marker::Plus:
        return plus;
    case Marker::Cross:
        return turned(plus, 45);
    case Marker::Hourglass:
        return hourglass;
    case Marker::Bowtie:
        return turned(hourglass, 90);
    case Marker::Bar:
        return QPolygonF({{-1.5, -.5}, {1.5, -.5}, {1.5, .5}, {-1.5, .5}});
    default:
        return {};
    }
}

// In the pixels of the painter's device, its middle in the middle.
QImage stampOf(const QPainter& painter, const QTransform& toDevice, Marker marker, double radius) {
    const double reach = (1.6 * radius + painter.pen().widthF()) * toDevice.m11();
    const int side = 2 * int(std::ceil(reach)) + 1;
    QImage stamp(side, side, QImage::Format_ARGB32_Premultiplied);
    stamp.fill(Qt::transparent);
    QPainter to(&stamp);
    to.setRenderHint(QPainter::Antialiasing);
    to.translate(side / 2.0, side / 2.0);
    to.scale(toDevice.m11(), toDevice.m22());
    to.setPen(painter.pen());
    to.setBrush(painter.brush());
    paintMarker(to, marker, {}, radius);
    return stamp;
}

} // namespace

QString markerSign(Marker marker) {
    switch (marker) {
    case Marker::Circle:
        return QStringLiteral("●");
    case Marker::Square:
        return QStringLiteral("■");
    case Marker::Diamond:
        return QStringLiteral("◆");
    case Marker::Triangle:
        return QStringLiteral("▲");
    case Marker::TriangleDown:
        return QStringLiteral("▼");
    case Marker::Star:
        return QStringLiteral("★");
    case Marker::Cross:
        return QStringLiteral("✖");
    case Marker::TriangleLeft:
        return QStringLiteral("◀");
    case Marker::Plus:
        return QStringLiteral("✚");
    case Marker::Hourglass:
        return QStringLiteral("⧗");
    case Marker::TriangleRight:
        return QStringLiteral("▶");
    case Marker::Bowtie:
        return QStringLiteral("⧓");
    case Marker::Bar:
        return QStringLiteral("▬");
    case Marker::None:
        break;
    }
    return QStringLiteral("—");
}

void paintMarker(QPainter& painter, Marker marker, const QPointF& at, double r) {
    if (marker == Marker::Circle)
        return painter.drawEllipse(at, r, r);
    QPolygonF shape = outlineOf(marker);
    for (QPointF& point : shape)
        point = at + r * point;
    painter.drawPolygon(shape);
}

void paintMarkers(QPainter& painter, Marker marker, const std::vector<QPointF>& places, double radius, bool stamped) {
    if (!stamped || places.size() <= fewPlaces) {
        for (const QPointF& at : places)
            paintMarker(painter, marker, at, radius);
        return;
    }
    const QTransform toDevice = painter.deviceTransform();
    const QImage stamp = stampOf(painter, toDevice, marker, radius);
    painter.save();
    painter.setWorldTransform(toDevice.inverted() * painter.worldTransform()); // pixel on pixel
    for (const QPointF& place : places) {
        const QPointF at = toDevice.map(place);
        painter.drawImage(QPoint(int(std::floor(at.x())), int(std::floor(at.y()))) - stamp.rect().center(), stamp);
    }
    painter.restore();
}

} // namespace caftan::ui
