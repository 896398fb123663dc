// Named points with vertical intervals over a linear or logarithmic axis, and the stair of those that nothing beats
// (Pareto front: no other point has less x and more y). Labels never lie on one another, on points or on intervals; one
// that finds no room is left to the readout. Points are walked through with the arrow keys. Thread: the window's.
#pragma once

#include "ui/charts/axis_text.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>
#include <vector>

namespace caftan::ui {

struct ParetoPoint {
    QString name;    // the label
    QString readout; // what is said of it, lines apart
    QColor color;
    Marker marker = Marker::Circle;
    double x = 0, y = 0, low = 0, high = 0;
    bool front = true; // may stand on the stair
};

// Rectangles for labels of these sizes beside their points, clear of all points and lines (whiskers, the stair), by
// point; an empty one: no room. Pure, for tests.
std::vector<QRectF> placeLabels(const std::vector<QPointF>& points, const std::vector<QLineF>& whiskers,
                                const std::vector<QSizeF>& sizes, const QRectF& area, double radius);
// Indices of the points of the front, by ascending x.
std::vector<size_t> paretoFront(const std::vector<ParetoPoint>& points);

class ParetoChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit ParetoChart(QWidget* parent = nullptr);
    ~ParetoChart() override;

    void setColors(const ChartPalette& palette);
    void setXAxis(const QString& title, AxisText text, bool logarithmic);
    void setYAxis(const QString& title, AxisText text);
    void setPoints(std::vector<ParetoPoint> points);
    void setChosen(int point); // drawn with a ring; -1: none
    void setEmptyText(const QString& text);
    const std::vector<ParetoPoint>& points() const;
    const std::vector<QRectF>& labels() const; // where they stand now, in this widget's coordinates
    bool save(const QString& path);            // .png, .svg or .pdf
    QString csv() const override;
    QString spoken() const override;
    QSize minimumSizeHint() const override; // grows with the text
    QSize sizeHint() const override { return {480, 260}; }

  Q_SIGNALS:
    void pointChosen(int point);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Private;
    void updateAxes();
    void describe();
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
