#include "ui/charts/density_chart.h"

#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <future>

namespace caftan::ui {
namespace {

constexpr int densityCells = int(Density::side);

std::vector<uint8_t> cellsOf(const DensityAxis& axis, const std::vector<double>& values) {
    std::vector<uint8_t> cells(values.size());
    const double bins = std::max(1, axis.axis.bins);
    for (size_t i = 0; i < cells.size(); ++i) {
        const double at = axis.axis.position(values[i], *axis.index) / bins * densityCells;
        cells[i] = uint8_t(std::clamp(int(at), 0, densityCells - 1));
    }
    return cells;
}

HistogramScene sceneOf(const DensityAxis& axis) {
    HistogramScene scene;
    scene.histogram.axis = axis.axis;
    scene.index = axis.index;
    return scene;
}

} // namespace

Density makeDensity(const DensityAxis& x, const std::vector<double>& xValues, const DensityAxis& y,
                    const std::vector<double>& yValues) {
    Density density;
    if (!x.index || !y.index || x.axis.bins <= 0 || y.axis.bins <= 0)
        return density;
    auto ofX = std::async([&] { return cellsOf(x, xValues); });
    density.y = cellsOf(y, yValues);
    density.x = ofX.get();
    density.counts.resize(Density::side * Density::side);
    for (size_t i = 0; i < density.x.size(); ++i)
        ++density.counts[density.y[i] * Density::side + density.x[i]];
    return density;
}

struct DensityChart::Private {
    ChartPalette colors;
    DensityAxis x, y;
    std::shared_ptr<const Density> density; // none, or one with cells
    std::vector<uint8_t> markedCells;       // hold a marked question; empty: nothing is marked
    Plot* plot = nullptr;
    std::optional<QPoint> start;
    std::optional<QRect> brush; // px
    QPoint cursor;
    bool hovering = false;

    QRect area() const { return plot->axisRect()->rect(); }
    int64_t rowsOf(int column, int row) const { return density->counts[size_t(row) * Density::side + size_t(column)]; }
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
    const int64_t most = std::max<int64_t>(1, *std::max_element(density->counts.begin(), density->counts.end()));
    for (int row = 0; row < densityCells; ++row)
        for (int column = 0; column < densityCells; ++column) {
            const int64_t rows = rowsOf(column, row);
            if (rows == 0)
                continue;
            const double depth = 0.3 + 0.7 * std::log1p(double(rows)) / std::log1p(double(most));
            const bool marked = !markedCells.empty() && markedCells[size_t(row) * Density::side + size_t(column)] != 0;
            const bool dimmed = !markedCells.empty() && !marked;
            painter.fillRect(pixels(column, row), mixColors(colors.background, marked ? colors.accent : colors.wrong,
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
    const auto value = [](const DensityAxis& axis, double at) { return metricText(axis.axis.value(at, *axis.index)); };
    paintReadout(
        painter, colors,
        {DensityChart::tr("%1 across, %2 up")
             .arg(value(x, plot->xAxis->pixelToCoord(cursor.x())), value(y, plot->yAxis->pixelToCoord(cursor.y()))),
         DensityChart::tr("%1 questions").arg(groupedText(rowsOf(column, row)))},
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
        if (d_->density)
            d_->paintCells(p);
    });
    new PaintedLayerable(plot, overlay->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        if (d_->density)
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
        if (!start || !d_->brush || !d_->density)
            return;
        if ((event->pos() - *start).manhattanLength() <= 4) { // a click lets go
            clearBrush();
            return Q_EMIT brushCleared();
        }
        Q_EMIT brushed(rowsWithin(*d_->brush));
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

std::vector<uint32_t> DensityChart::rowsWithin(const QRect& brush) const {
    std::vector<uint8_t> within(d_->density->counts.size());
    for (size_t cell = 0; cell < within.size(); ++cell)
        within[cell] =
            brush.contains(d_->pixels(int(cell % Density::side), int(cell / Density::side)).center()) ? 1 : 0;
    std::vector<uint32_t> rows;
    const Density& density = *d_->density;
    for (size_t i = 0; i < density.x.size(); ++i)
        if (within[density.y[i] * Density::side + density.x[i]])
            rows.push_back(uint32_t(i));
    return rows;
}

void DensityChart::setData(DensityAxis x, DensityAxis y, std::shared_ptr<const Density> density) {
    d_->x = std::move(x);
    d_->y = std::move(y);
    d_->density = density && !density->counts.empty() ? std::move(density) : nullptr;
    d_->markedCells.clear();
    d_->brush.reset();
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

void DensityChart::setMarked(const std::vector<uint8_t>& marked) {
    if (!d_->density || (marked.empty() && d_->markedCells.empty()))
        return;
    const Density& density = *d_->density;
    d_->markedCells.assign(marked.empty() ? 0 : density.counts.size(), 0);
    for (size_t i = 0; i < std::min(marked.size(), density.x.size()); ++i)
        if (marked[i])
            d_->markedCells[density.y[i] * Density::side + density.x[i]] = 1;
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
    for (size_t i = 0; d_->density && i < d_->density->counts.size(); ++i)
        if (const int64_t rows = d_->density->counts[i]; rows > 0)
            text +=
                csvLine({middle(d_->x, i % Density::side), middle(d_->y, i / Density::side), QString::number(rows)});
    return text;
}

QString DensityChart::spoken() const {
    return tr("%1 questions: %2 across, %3 up")
        .arg(groupedText(d_->density ? qint64(d_->density->x.size()) : 0), d_->x.title, d_->y.title);
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
