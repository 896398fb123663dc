// Entropies of one evaluation as a histogram, right stacked on wrong, on an axis and a scale that stay while
// evaluations follow one another; the outline of the first one stays behind, so that migration is seen. Thread: the
// window's.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>

namespace caftan::ui {

class AnswerHistogram : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit AnswerHistogram(QWidget* parent = nullptr);
    ~AnswerHistogram() override;

    void setColors(const ChartPalette& palette);
    // `most`: questions of the highest bin of all evaluations to come.
    void setAxis(const HistogramAxis& axis, int64_t most);
    void setCuts(const std::vector<double>& cuts); // of the base model: bands are tinted
    void setBins(std::vector<HistogramBin> bins);
    void setOutline(std::vector<HistogramBin> bins);
    const std::vector<HistogramBin>& bins() const;
    bool save(const QString& path); // .png, .svg or .pdf
    QString csv() const override;
    QString spoken() const override;
    QSize minimumSizeHint() const override { return {320, 160}; }
    QSize sizeHint() const override { return {640, 320}; }

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Private;
    void updateTicks();
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
