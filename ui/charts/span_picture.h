// Columns of pixels painted at once: lines with many points cost a few milliseconds that way, where strokes or
// rectangles cost some hundred nanoseconds each. Threads may work on different columns at once.
#pragma once

#include "ui/charts/decimate.h"

#include <QColor>
#include <QImage>
#include <QRect>
#include <QTransform>

class QPainter;

namespace caftan::ui {

// A picture of an area of a painter, in the pixels of its device. Its memory is kept from frame to frame: mapping it
// anew would take as long as filling it.
class SpanPicture {
  public:
    void place(const QPainter& painter, const QRect& area); // first of all
    int columns() const { return pixels_.width(); }
    double ratio() const { return toDevice_.m11(); }
    PixelMap mapOf(const PixelMap& map) const; // to the picture's pixels

    void begin();                 // before the first clear()
    void clear(int from, int to); // columns, before anything is added to them
    // At `first` + their columns. `soft`: the ends are as dense as they cover their pixels.
    void add(const std::vector<ColumnSpan>& spans, const QColor& color, bool soft, int first = 0);
    void finish(int from, int to);       // columns to which all is added
    void paint(QPainter& painter) const; // when all are finished
    void release();                      // its memory

  private:
    void fill(int column, int from, int to, QRgb color, double share);

    QTransform toDevice_;
    QRect pixels_;             // of the area, on the device
    std::vector<QRgb> filled_; // premultiplied, column after column: what is filled lies together
    QImage image_;             // the same, line after line
    uchar* lines_ = nullptr;   // of the image
};

} // namespace caftan::ui
