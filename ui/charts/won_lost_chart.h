// Questions won and lost by band: lost to the left of a line in a pale tint with hatching, won to the right, and what
// remains beside them. A band is chosen by mouse or by the arrow keys. Thread: the window's.
#pragma once

#include "ui/charts/chart_text.h"
#include "ui/charts/palette.h"

#include <QWidget>
#include <vector>

namespace caftan::ui {

struct WonLostRow {
    QString name, net, note; // net: "+33"; note: "p = .42"
    QColor color;
    qint64 won = 0, lost = 0;
    bool shown = false; // the difference is shown: net in the text's colour
};

class WonLostChart : public QWidget, public ChartText {
    Q_OBJECT

  public:
    explicit WonLostChart(QWidget* parent = nullptr);

    void setColors(const ChartPalette& palette);
    void setRows(std::vector<WonLostRow> rows);
    void setChosen(int row); // -1: none
    void setEmptyText(const QString& text);
    const std::vector<WonLostRow>& rows() const { return rows_; }
    QRectF rowRect(int row) const;
    bool save(const QString& path); // .png, .svg or .pdf
    QString csv() const override;
    QString spoken() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void rowChosen(int row); // the chosen one again: let go

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void paintOn(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    struct Layout {
        double zero = 0, scale = 0, nameWidth = 0, netWidth = 0;
    };
    Layout layoutOf() const;
    int head() const { return fontMetrics().height() + 4; }

    ChartPalette colors_;
    std::vector<WonLostRow> rows_;
    QString emptyText_;
    int chosen_ = -1;
};

} // namespace caftan::ui
