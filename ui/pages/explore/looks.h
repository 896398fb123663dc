// Names of metrics, and text that changes while a cut is dragged without a new layout of the page.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/shell/chart_colors.h"

#include <QFont>
#include <QWidget>

namespace caftan::ui {

struct MetricText {
    QString choice; // in a list: "Entropy (nats)"
    QString axis;   // "Entropy of the answer token"
    QString name;   // in a sentence: "entropy"
    QString unit;   // "nats" or ""
};
MetricText metricTextOf(const QString& metric);
QString axisTitle(const MetricText& metric, AxisScale scale);

// One line of text. Changing it repaints and never lays out: its size is that of `widest`.
class QuietLabel : public QWidget {
    Q_OBJECT

  public:
    QuietLabel(const QString& widest, Qt::Alignment alignment, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const { return text_; }
    void setScale(double factor, int weight); // of the application's font
    void setMuted(bool muted);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QFont textFont() const;
    QString text_, widest_;
    Qt::Alignment alignment_;
    double factor_ = 1;
    int weight_ = 400;
    bool muted_ = false;
};

} // namespace caftan::ui
