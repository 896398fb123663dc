// ROC of a metric against wrong answers with its interval band; the cuts are points that are dragged along the curve or
// moved by keys. It owns no cuts (see HistogramChart). Thread: the window's.
#pragma once

#include "core/analysis/roc.h"
#include "core/analysis/threshold_index.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>

namespace caftan::ui {

class CutHandle;

class RocChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit RocChart(QWidget* parent = nullptr);
    ~RocChart() override;

    void setColors(const ChartPalette& palette);
    void setTitles(const QString& metricName, const QString& unit);
    // An empty curve (a class is missing) draws the axes and says so.
    void setData(std::vector<RocPoint> curve, std::shared_ptr<const ThresholdIndex> index);
    void setCuts(const std::vector<double>& values);
    CutHandle* handle(size_t cut) const;
    QPointF pointOf(double cut) const; // in this widget's coordinates
    bool save(const QString& path);
    QString csv() const override; // points of the curve
    QString spoken() const override;
    QSize minimumSizeHint() const override; // grows with the text
    QSize sizeHint() const override { return {300, 300}; }

  Q_SIGNALS:
    void cutGrabbed(int cut);
    void cutMoved(int cut, double value);
    void cutNudged(int cut, double value);
    void cutReleased(int cut);
    void cutFocused(int cut);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Private;
    void placeHandles();
    void makeSquare();
    void connectHandle(CutHandle* handle);
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
