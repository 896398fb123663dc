// What both charts share: a QCustomPlot with our axes and colours, layers that are redrawn alone while something is
// dragged, and export to a file. Included by ui/charts only.
#pragma once

#include "ui/charts/palette.h"
#include "ui/charts/plot_library.h"

#include <functional>
#include <vector>

namespace caftan::ui {

// Draws with a function; so that a chart's parts can be methods of the chart.
class PaintedLayerable : public QCPLayerable {
    Q_OBJECT

  public:
    using Paint = std::function<void(QCPPainter&)>;
    PaintedLayerable(QCustomPlot* plot, const QString& layer, QCPAxisRect* clip, Paint paint);

  protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override { paint_(*painter); }

  private:
    QCPAxisRect* clip_; // nullptr: the whole plot
    Paint paint_;
};

class Plot : public QCustomPlot {
    Q_OBJECT

  public:
    explicit Plot(QWidget* parent);

    // A layer with a paint buffer of its own above `other`.
    QCPLayer* addBufferedLayer(const QString& name, QCPLayer* other, LayerInsertMode mode);
    // Redraws the buffered layers once before the next paint, however often it is called.
    void replotOverlays();
    void replotSoon() { replot(QCustomPlot::rpQueuedReplot); }
    void applyColors(const ChartPalette& palette);
    // .png, .svg or .pdf by extension; false when the file could not be written.
    bool save(const QString& path);

  Q_SIGNALS:
    void mouseLeft();

  protected:
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    std::vector<QCPLayer*> overlays_;
    bool overlaysQueued_ = false;
};

// Ticks where we say, with our texts.
void setTicks(QCPAxis* axis, const std::vector<std::pair<double, QString>>& ticks);
// Round numbers from 0 to at most `most`, about `count` of them.
std::vector<std::pair<double, QString>> countTicks(double most, int count);

} // namespace caftan::ui
