#include "ui/charts/density_chart.h"

#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr int densityCells = 120; // a side

struct DensityCell {
    int64_t rows = 0, marked = 0;
};

HistogramScene sceneOf(const DensityAxis& axis) {
    HistogramScene scene;
    scene.histogram.axis = axis.axis;
    scene.index = axis.index;
    return scene;
}

} // namespace

struct DensityChart::Private {
    ChartPalette colors;
    DensityAxis x, y;
    std::vector<uint16_t> cellX, cellY; // of each question
    std::vector<DensityCell> cells;     // row-major from the bottom
    std::vector<uint8_t> marked;
    Plot* plot = nullptr;
    std::optional<QPoint> start;
    std::optional<QRect> brush; // px
    QPoint cursor;
    bool hovering = false;

    QRect area() const { return plot->axisRect()->rect(); }
    static std::vector<uint16_t> cellsOf(const DensityAxis& axis) {
        std::vector<uint16_t> cells(axis.values.size());
        const double bins = std::max(1, axis.axis.bins);
        for (size_t i = 0; i < cells.size(); ++i) {
            const double at = axis.axis.position(axis.values[i], *axis.index) / bins * densityCells;
            cells[i] = uint16_t(std::clamp(int(at), 0, densityCells - 1));
        }
        return cells;
    }
    void count() {
        cells.assign(size_t(densityCells) * densityCells, {});
        for (size_t i = 0; i < cellX.size(); ++i) {
            DensityCell& cell = cells[size_t(cellY[i]) * densityCells + cellX[i]];
            ++cell.rows;
            cell.marked += i < marked.size() && marked[i];
        }
    }
    QRect pixels(int column, int row) const {
        const QRect inner = area();
        const auto at = [](int low, int length, int cell) {
            return low + int(std::lround(double(length) * cell / densityCells));
        };
        const int left = at(inner.left(), inner.width(), column), right = at(inner.left(), inner.width(), column + 1);
        const int top = at(inner.top(), inner.height(), densityCells - 1 - row);
        const int bottom = at(inner.top(), inner.height(), densityCells - row);
        return {left, top, std::max(1, right - left), std::max(1, bottom - top)};
    }
    void paintCells(QCPPainter& painter) const;
    void paintLines(QCPPainter& painter) const;
    void paintHover(QCPPainter& painter) const;
};

void DensityChart::Private::paintCells(QCPPainter& painter) const {
    int64_t most = 1;
    for (const DensityCell& cell : cells)
        most = std::max(most, cell.rows);
    for (int row = 0; row < densityCells; ++row)
        for (int column = 0; column < densityCells; ++column) {
            const DensityCell& cell = cells[size_t(row) * densityCells + size_t(column)];
            if (cell.rows == 0)
                continue;
            const double depth = 0.3 + 0.7 * std::log1p(double(cell.rows)) / std::log1p(double(most));
            const bool dimmed = !marked.empty() && cell.marked == 0;
            painter.fillRect(pixels(column, row),
                             mixColors(colors.background, cell.marked > 0 ? colors.accent : colors.wrong,
                                       dimmed ? depth * 0.35 : depth));
        }
}

void DensityChart::Private::paintLines(QCPPainter& painter) const {
    const QRect inner = area();
    painter.setAntialiasing(false);
    for (const bool upright : {true, false}) {
        const DensityAxis& axis = upright ? x : y;
        for (size_t i = 0; i < axis.cuts.size(); ++i) {
            painter.setPen(QPen(bandColor(colors, i + 1, axis.cuts.size() + 1), 1));
            const double at = axis.axis.position(axis.cuts[i], *axis.index);
            if (upright) {
                const int px = int(std::lround(plot->xAxis->coordToPixel(at)));
                painter.drawLine(QPoint(px, inner.top()), QPoint(px, inner.bottom()));
            } else {
                const int px = int(std::lround(plot->yAxis->coordToPixel(at)));
                painter.drawLine(QPoint(inner.left(), px), QPoint(inner.right(), px));
            }
        }
    }
    if (brush) {
        QColor fill = colors.accent;
        fill.setAlphaF(0.12f);
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(*brush);
    }
    if (hovering && !start && inner.contains(cursor))
        paintHover(painter);
}

void DensityChart::Private::paintHover(QCPPainter& painter) const {
    const QRect inner = area();
    const int column =
        std::clamp((cursor.x() - inner.left()) * densityCells / std::max(1, inner.width()), 0, densityCells - 1);
    const int row =
        std::clamp((inner.bottom() - cursor.y()) * densityCells / std::max(1, inner.height()), 0, densityCells - 1);
    const DensityCell& cell = cells[size_t(row) * densityCells + size_t(column)];
    const auto value = [](const DensityAxis& axis, double at) { return metricText(axis.axis.value(at, *axis.index)); };
    paintReadout(
        painter, colors,
        {DensityChart::tr("%1 across, %2 up")
             .arg(value(x, plot->xAxis->pixelToCoord(cursor.x())), value(y, plot->yAxis->pixelToCoord(cursor.y()))),
         DensityChart::tr("%1 questions").arg(groupedText(cell.rows))},
        inner, cursor + QPoint(0, 10));
}

DensityChart::DensityChart(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    QCPLayer* overlay =
        plot->addBufferedLayer(QStringLiteral("cuts"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    new PaintedLayerable(plot, QStringLiteral("main"), plot->axisRect(), [this](QCPPainter& p) {
        if (!d_->cells.empty())
            d_->paintCells(p);
    });
    new PaintedLayerable(plot, overlay->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        if (!d_->cells.empty())
            d_->paintLines(p);
    });
    plot->yAxis->setTickLengthOut(4);
    connectMouse();
}

DensityChart::~DensityChart() {
    d_->plot->disconnect(this);
}

void DensityChart::connectMouse() {
    Plot* plot = d_->plot;
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton && d_->area().contains(event->pos()))
            d_->start = event->pos();
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        d_->cursor = event->pos();
        d_->hovering = true;
        if (d_->start && (event->pos() - *d_->start).manhattanLength() > 4)
            d_->brush = QRect(*d_->start, event->pos()).normalized().intersected(d_->area());
        d_->plot->replotOverlays();
    });
    connect(plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const auto start = std::exchange(d_->start, std::nullopt);
        if (!start || !d_->brush || d_->cells.empty())
            return;
        if ((event->pos() - *start).manhattanLength() <= 4) { // a click lets go
            clearBrush();
            return Q_EMIT brushCleared();
        }
        std::vector<uint32_t> rows;
        for (size_t i = 0; i < d_->cellX.size(); ++i)
            if (d_->brush->contains(d_->pixels(d_->cellX[i], d_->cellY[i]).center()))
                rows.push_back(uint32_t(i));
        Q_EMIT brushed(rows);
    });
    connect(plot, &Plot::mouseLeft, this, [this] {
        d_->hovering = false;
        d_->plot->replotOverlays();
    });
}

void DensityChart::setColors(const ChartPalette& palette) {
    d_->colors = palette;
    d_->plot->applyColors(palette);
    d_->plot->yAxis->setBasePen(QPen(palette.axis, 1));
    d_->plot->replotSoon();
}

void DensityChart::setData(DensityAxis x, DensityAxis y) {
    d_->x = std::move(x);
    d_->y = std::move(y);
    d_->marked.clear();
    d_->brush.reset();
    d_->cells.clear();
    if (d_->x.index && d_->y.index && d_->x.axis.bins > 0 && d_->y.axis.bins > 0) {
        d_->cellX = Private::cellsOf(d_->x);
        d_->cellY = Private::cellsOf(d_->y);
        d_->count();
    }
    d_->plot->xAxis->setLabel(d_->x.title);
    d_->plot->yAxis->setLabel(d_->y.title);
    d_->plot->xAxis->setRange(0, std::max(1, d_->x.axis.bins));
    d_->plot->yAxis->setRange(0, std::max(1, d_->y.axis.bins));
    updateTicks();
    d_->plot->replotSoon();
}

void DensityChart::setCuts(const std::vector<double>& x, const std::vector<double>& y) {
    d_->x.cuts = x;
    d_->y.cuts = y;
    d_->plot->replotOverlays();
}

void DensityChart::setMarked(std::vector<uint8_t> marked) {
    if (marked.empty() && d_->marked.empty())
        return;
    d_->marked = std::move(marked);
    if (!d_->cells.empty())
        d_->count();
    d_->plot->replotSoon();
}

void DensityChart::clearBrush() {
    d_->brush.reset();
    d_->plot->replotOverlays();
}

bool DensityChart::save(const QString& path) {
    return d_->plot->save(path);
}

QString DensityChart::csv() const {
    QString text = csvLine({d_->x.title, d_->y.title, QStringLiteral("questions")});
    const auto middle = [](const DensityAxis& axis, size_t cell) {
        return csvNumber(axis.axis.value((double(cell) + 0.5) / densityCells * axis.axis.bins, *axis.index));
    };
    for (size_t i = 0; i < d_->cells.size(); ++i)
        if (d_->cells[i].rows > 0)
            text += csvLine(
                {middle(d_->x, i % densityCells), middle(d_->y, i / densityCells), QString::number(d_->cells[i].rows)});
    return text;
}

QString DensityChart::spoken() const {
    return tr("%1 questions: %2 across, %3 up").arg(groupedText(qint64(d_->cellX.size())), d_->x.title, d_->y.title);
}

void DensityChart::updateTicks() {
    if (!d_->x.index || !d_->y.index)
        return;
    const QFontMetrics metrics(font());
    setTicks(d_->plot->xAxis, valueTicks(sceneOf(d_->x), std::max(100, d_->area().width()), metrics));
    auto ticks = valueTicks(sceneOf(d_->y), std::max(100, d_->area().height()) * 1.6, metrics);
    for (auto& [position, text] : ticks)
        text.replace(QLatin1Char('\n'), QLatin1String(" · "));
    setTicks(d_->plot->yAxis, ticks);
}

void DensityChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setColors(d_->colors);
}

void DensityChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateTicks();
}

} // namespace caftan::ui
