// Two metrics of the same questions as a density of any size: cells shaded by the logarithm of their count, cuts as
// lines, a rectangle that selects, rows of another selection marked. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <memory>

namespace caftan::ui {

struct DensityAxis {
    QString title;
    HistogramAxis axis;
    std::shared_ptr<const ThresholdIndex> index;
    std::vector<double> cuts;
};

// Where each question lies, in the same order on both axes, and how many do in each cell. Any thread: 1,000,000
// questions take some tens of ms.
struct Density {
    static constexpr size_t side = 120; // cells
    std::vector<uint8_t> x, y;          // of each question
    std::vector<int64_t> counts;        // row-major from the bottom; empty: an axis has no values
};
Density makeDensity(const DensityAxis& x, const std::vector<double>& xValues, const DensityAxis& y,
                    const std::vector<double>& yValues);

class DensityChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit DensityChart(QWidget* parent = nullptr);
    ~DensityChart() override;

    void setColors(const ChartPalette& palette);
    void setData(DensityAxis x, DensityAxis y, std::shared_ptr<const Density> density); // nullptr: nothing
    void setCuts(const std::vector<double>& x, const std::vector<double>& y);
    // One flag for each question: those that are listed elsewhere are drawn in the accent colour. Empty: none.
    void setMarked(const std::vector<uint8_t>& marked);
    void clearBrush();
    bool save(const QString& path); // .png, .svg or .pdf
    QString csv() const override;   // cells that hold questions
    QString spoken() const override;
    QSize minimumSizeHint() const override { return {240, 200}; }
    QSize sizeHint() const override { return {480, 400}; }

  Q_SIGNALS:
    void brushed(const std::vector<uint32_t>& rows); // rows within the rectangle, as indexes into the density's
    void brushCleared();

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Private;
    void connectMouse();
    void updateTicks();
    std::vector<uint32_t> rowsWithin(const QRect& brush) const;
    std::unique_ptr<Private> d_;
};

} // namespace caftan::ui
