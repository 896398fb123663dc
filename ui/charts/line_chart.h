// Lines and points over a running axis: raw values with their smoothed line, points with intervals, several runs over
// one another. A crosshair reads the values at the cursor (or is moved by the arrow keys), a drawn range is zoomed
// into. Lines are decimated to the pixels, spikes kept; what comes in is repainted at most 30 times a second, whoever
// calls how often, a range that is moved at once.
// Thread: the window's.
//
// Tests ask pointCount(run, "train/loss") how many points of a run are drawn.
#pragma once

#include "ui/charts/axis_text.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/markers.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>
#include <optional>

namespace caftan::ui {

struct LineSeries {
    int64_t group = 0; // whose it is: a run
    QString key;       // what it is: "train/loss"; for pointCount
    QString name;      // in the readout; empty: not read out
    QColor color;
    bool line = true, dashed = false;
    bool hollow = false; // markers filled with the background
    bool behind = false; // drawn below all others; may leave the axis at its lower end
    Marker marker = Marker::None;
    int markerGap = 0;             // px between markers at least; 0: as close as they can stand
    std::vector<double> x, y;      // as long; x ascending
    std::vector<double> low, high; // interval of each point; empty: none
    bool interval = true;          // drawn as an area; otherwise only read out
    std::optional<size_t> best;    // the point with a ring around it
    QString endLabel;              // at the end of the line, right of the data

    bool operator==(const LineSeries&) const = default;
};

// A place on the x axis that means something: a stage begins.
struct ChartMark {
    double x = 0;
    QString text;

    bool operator==(const ChartMark&) const = default;
};

class LineChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit LineChart(QWidget* parent = nullptr);
    ~LineChart() override;

    void setColors(const ChartPalette& palette);
    void setXAxis(const QString& title, const QString& readoutName, AxisText text);
    // `floor`, `ceiling`: the axis never goes beyond, e.g. 0 and 1 for shares.
    void setYAxis(AxisText text, std::optional<double> floor = {}, std::optional<double> ceiling = {});
    void setLogarithmic(bool on);
    // Nothing is painted where nothing has changed.
    void setSeries(std::vector<LineSeries> series, std::vector<ChartMark> marks = {});
    void setEmptyText(const QString& text);                        // where there are no points (yet)
    void setCrosshair(std::optional<double> x);                    // of another chart: without the box of values
    void setRange(std::optional<std::pair<double, double>> range); // of x; none: everything

    const std::vector<LineSeries>& series() const;
    // Points of one metric of one run that are drawn now, before they are decimated.
    int64_t pointCount(int64_t group, const QString& key) const;
    int64_t repaints() const;    // since it was made
    QStringList readout() const; // at the crosshair; empty without one
    std::pair<double, double> xRange() const;
    std::pair<double, double> yRange() const; // log10 of the values on a logarithmic axis
    // Where a point stands, in this widget's coordinates.
    QPointF pointAt(double x, double y) const;
    bool save(const QString& path); // .png, .svg or .pdf
    QString csv() const override;
    QString spoken() const override;
    QSize minimumSizeHint() const override; // grows with the text
    QSize sizeHint() const override { return {480, 240}; }

  Q_SIGNALS:
    void crosshairMoved(std::optional<double> x);
    void rangeChosen(std::optional<std::pair<double, double>> range); // none: show everything again

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Private;
    void connectMouse();
    void replotSoon();
    void updateAxes();
    void moveCrosshair(std::optional<double> x);
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
