// A card with a chart: title, what it shows, controls and legend above the data. Thread: the window's.
#pragma once

#include "ui/charts/line_chart.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace caftan::ui {

class ElidedLabel;

struct LegendEntry {
    QColor color;
    Marker marker = Marker::None;
    QString text;
};

// Markers with names in one line; what does not fit is counted ("+ 3").
class ChartLegend : public QWidget {
    Q_OBJECT

  public:
    explicit ChartLegend(QWidget* parent) : QWidget(parent) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setEntries(std::vector<LegendEntry> entries);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<LegendEntry> entries_;
};

class ChartCard : public QFrame {
    Q_OBJECT

  public:
    ChartCard(const QString& name, const QString& title, QWidget* parent = nullptr);

    LineChart* chart() const { return chart_; }
    ChartLegend* legend() const { return legend_; }
    QHBoxLayout* controls() const { return controls_; } // right of the title
    void setTitle(const QString& title);
    void setSubtitle(const QString& text);
    void setHelp(const QString& text); // at the title: over the chart it would hide what is read

  Q_SIGNALS:
    void problem(const QString& message); // the picture could not be saved

  private:
    LineChart* chart_;
    ChartLegend* legend_;
    QLabel* title_;
    ElidedLabel* subtitle_;
    QHBoxLayout* controls_;
};

} // namespace caftan::ui
