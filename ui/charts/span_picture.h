// Columns of pixels painted at once: lines with many points cost a few milliseconds that way, where strokes or
// rectangles cost some hundred nanoseconds each. Threads may add to different columns at once.
#pragma once

#include "ui/charts/decimate.h"

#include <QColor>
#include <QRect>
#include <QTransform>

class QPainter;

namespace caftan::ui {

// A picture of an area of a painter, in the pixels of its device.
class SpanPicture {
  public:
    SpanPicture(const QPainter& painter, const QRect& area);

    int columns() const { return pixels_.width(); }
    double ratio() const { return toDevice_.m11(); }
    PixelMap mapOf(const PixelMap& map) const; // to the picture's pixels
    void begin();                              // empty; before the first add()
    // At `first` + their columns. `soft`: the ends are as dense as they cover their pixels.
    void add(const std::vector<ColumnSpan>& spans, const QColor& color, bool soft, int first = 0);
    void paint(QPainter& painter) const;

  private:
    void fill(int column, int from, int to, QRgb color, double share);

    QTransform toDevice_;
    QRect pixels_;             // of the area, on the device
    std::vector<QRgb> filled_; // premultiplied, column after column: what is filled lies together
};

} // namespace caftan::ui
