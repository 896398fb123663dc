// Histogram of a metric: right stacked on wrong, bands tinted, cuts as handles that are dragged or moved by keys, a
// readout under the cursor, brushing of a range. It owns no cuts: it tells where the user wants them and is told where
// they are. While a cut moves only the layers of tints and cuts are redrawn. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>
#include <optional>

namespace caftan::ui {

class CutHandle;

class HistogramChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit HistogramChart(QWidget* parent = nullptr);
    ~HistogramChart() override;

    void setColors(const ChartPalette& palette);
    // `axisTitle`: what and in which unit, e.g. "Entropy of the answer token (nats, log scale)"; `unit` for the
    // readout.
    void setTitles(const QString& axisTitle, const QString& metricName, const QString& unit);
    // The index is shared, so that a rank axis can map values while the model is given a newer one.
    void setData(Histogram histogram, std::shared_ptr<const ThresholdIndex> index);
    // Ascending values, and the share of reference rows at or below each.
    void setCuts(const std::vector<double>& values, const std::vector<double>& quantiles);
    // Named cuts for comparison: dashed lines that cannot be moved.
    void setGhosts(std::vector<std::pair<QString, std::vector<double>>> ghosts);
    void setLogCounts(bool on);                                    // heights by the logarithm of the counts
    void setBrush(std::optional<std::pair<double, double>> range); // (low, high] in metric units
    const Histogram& histogram() const;
    CutHandle* handle(size_t cut) const; // for focus and tests; nullptr when there is none
    // Where a value stands, in this widget's coordinates.
    double xOf(double value) const;
    bool save(const QString& path); // .png, .svg or .pdf
    QString csv() const override;   // bins
    QString spoken() const override;
    QSize minimumSizeHint() const override; // grows with the text
    QSize sizeHint() const override { return {820, 300}; }

  Q_SIGNALS:
    void cutGrabbed(int cut);
    void cutMoved(int cut, double value);
    void cutNudged(int cut, double value); // by a key: one step, never nothing
    void cutReleased(int cut);
    void cutFocused(int cut);
    void brushed(double low, double high); // the mouse was released after drawing a range
    void brushCleared();

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Private;
    void placeHandles();
    void updateTicks();
    void updateCounts();
    void connectHandle(CutHandle* handle);
    void connectMouse();
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
