// A chart that is painted by hand: matrices, flows, small multiples. It can be saved as a picture and as data. Thread:
// the window's.
#pragma once

#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

class QPainter;

namespace caftan::ui {

// Writes what `paint` draws into an area of `size` as .png (twice as fine), .svg or .pdf; false when the file could not
// be written.
bool savePainted(const QString& path, const QSize& size, const std::function<void(QPainter&)>& paint);

// One line of CSV; texts are quoted where they have to be.
QString csvLine(const QStringList& cells);
QString csvNumber(double value); // the shortest text of the same number; empty for NaN

class PaintedChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit PaintedChart(QWidget* parent = nullptr);
    void setColors(const ChartPalette& palette);
    bool save(const QString& path);

  protected:
    const ChartPalette& colors() const { return colors_; }
    virtual void paintChart(QPainter& painter, const QRect& area) = 0;
    void paintEvent(QPaintEvent* event) override;
    void showEmpty(QPainter& painter, const QRect& area, const QString& text) const;

  private:
    ChartPalette colors_;
};

// "hard" over "easy": how questions move between the bands of two scorings, as a flow. A click on a stream tells which.
class FlowChart : public PaintedChart {
    Q_OBJECT

  public:
    using PaintedChart::PaintedChart;
    // counts[i][j]: band i on the left, band j on the right.
    void setCounts(std::vector<std::vector<int64_t>> counts, QStringList left, QStringList right,
                   const QString& leftTitle, const QString& rightTitle);
    QString csv() const override;
    QString spoken() const override;
    QSize sizeHint() const override { return {320, 240}; }
    QSize minimumSizeHint() const override { return {220, 140}; }

  Q_SIGNALS:
    void streamClicked(int left, int right);

  protected:
    void paintChart(QPainter& painter, const QRect& area) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Stream {
        int left = 0, right = 0;
        double leftTop = 0, rightTop = 0, height = 0; // px
    };
    QRectF field(const QRect& area) const;
    std::vector<Stream> streams(const QRectF& field) const;
    std::optional<std::pair<int, int>> streamAt(const QPointF& at) const;

    std::vector<std::vector<int64_t>> counts_;
    QStringList left_, right_;
    QString leftTitle_, rightTitle_;
    std::optional<std::pair<int, int>> hovered_;
};

// Counts as a table of shaded cells: predicted letters across, key letters down.
class MatrixChart : public PaintedChart {
    Q_OBJECT

  public:
    using PaintedChart::PaintedChart;
    void setCounts(std::vector<std::vector<int64_t>> counts, QStringList rows, QStringList columns,
                   const QString& rowTitle, const QString& columnTitle);
    QString csv() const override;
    QString spoken() const override;
    QSize sizeHint() const override { return {420, 280}; }
    QSize minimumSizeHint() const override; // a line of text for each row

  protected:
    void paintChart(QPainter& painter, const QRect& area) override;

  private:
    std::vector<std::vector<int64_t>> counts_;
    QStringList rows_, columns_;
    QString rowTitle_, columnTitle_;
};

// One small histogram for each category with its n, AUC and interval. A click chooses the category.
struct CategoryPanel {
    QString name;
    std::vector<std::pair<int64_t, int64_t>> bins; // right, wrong; the same axis in every panel
    int64_t rows = 0;
    std::optional<double> auc, low, high;
};
class CategoryGrid : public PaintedChart {
    Q_OBJECT

  public:
    explicit CategoryGrid(QWidget* parent = nullptr);
    void setPanels(std::vector<CategoryPanel> panels);
    void setLogCounts(bool on);
    QString csv() const override;
    QString spoken() const override;
    QSize sizeHint() const override { return {640, 320}; }
    QSize minimumSizeHint() const override { return {320, 160}; }
    int heightForWidth(int width) const override; // the least with which no panel is hidden

  Q_SIGNALS:
    void categoryClicked(int index);

  protected:
    void paintChart(QPainter& painter, const QRect& area) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    int columnsIn(int width) const;
    int rowsIn(int width) const;
    QRect cell(const QRect& area, size_t panel) const;
    void paintPanel(QPainter& painter, const CategoryPanel& panel, const QRect& cell) const;
    std::vector<CategoryPanel> panels_;
    bool logCounts_ = false;
};

} // namespace caftan::ui
