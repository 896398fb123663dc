#include "ui/charts/plot.h"

#include "ui/charts/number_text.h"

#include <QFileInfo>
#include <QResizeEvent>
#include <QSvgGenerator>
#include <QTimer>
#include <cmath>

namespace caftan::ui {

PaintedLayerable::PaintedLayerable(QCustomPlot* plot, const QString& layer, QCPAxisRect* clip, Paint paint)
    : QCPLayerable(plot, layer), clip_(clip), paint_(std::move(paint)) {}

QRect PaintedLayerable::clipRect() const {
    return clip_ ? clip_->rect() : mParentPlot->viewport();
}

Plot::Plot(QWidget* parent) : QCustomPlot(parent) {
    setInteractions(QCP::iNone);
    setNoAntialiasingOnDrag(true);
    setFocusPolicy(Qt::NoFocus);
    setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(axis == xAxis ? 4 : 0);
        axis->setSubTicks(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setAntialiased(false);
        axis->setTickLabelPadding(4);
        axis->setNumberFormat(QStringLiteral("g")); // no powers: our labels are texts
        axis->setLabelPadding(4);
    }
    xAxis->grid()->setVisible(false);
    yAxis->setBasePen(Qt::NoPen);
}

QCPLayer* Plot::addBufferedLayer(const QString& name, QCPLayer* other, LayerInsertMode mode) {
    addLayer(name, other, mode);
    QCPLayer* added = layer(name);
    added->setMode(QCPLayer::lmBuffered);
    overlays_.push_back(added);
    return added;
}

void Plot::replotOverlays() {
    if (overlaysQueued_)
        return;
    overlaysQueued_ = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            overlaysQueued_ = false;
            for (QCPLayer* overlay : overlays_)
                overlay->replot();
        },
        Qt::QueuedConnection);
}

void Plot::applyColors(const ChartPalette& palette) {
    setBackground(QBrush(palette.background));
    // Right of the axis stands half of the last label.
    axisRect()->setMinimumMargins(QMargins(0, 2, fontMetrics().horizontalAdvance(QStringLiteral("100 %")) / 2 + 4, 0));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLabelColor(palette.muted);
        axis->setLabelColor(palette.muted);
        axis->setTickPen(QPen(palette.axis, 1));
        axis->grid()->setPen(QPen(palette.grid, 1));
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
    }
    xAxis->setBasePen(QPen(palette.axis, 1));
}

bool Plot::save(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("pdf"))
        return savePdf(path);
    if (suffix != QLatin1String("svg"))
        return savePng(path, width(), height(), 2);
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setViewBox(QRect(QPoint(), size()));
    generator.setSize(size());
    QCPPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(rect(), mBackgroundBrush);
    toPainter(&painter, width(), height());
    return painter.end();
}

// Nothing can be painted on nothing.
void Plot::resizeEvent(QResizeEvent* event) {
    if (!event->size().isEmpty())
        QCustomPlot::resizeEvent(event);
}

void Plot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    Q_EMIT mouseLeft();
}

void setTicks(QCPAxis* axis, const std::vector<std::pair<double, QString>>& ticks) {
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (const auto& [position, text] : ticks)
        ticker->addTick(position, text);
    axis->setTicker(ticker);
}

std::vector<std::pair<double, QString>> countTicks(double most, int count) {
    std::vector<std::pair<double, QString>> ticks;
    const double rough = std::max(1.0, most / std::max(count, 1));
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power;
    for (double factor : {1.0, 2.0, 5.0, 10.0}) {
        step = factor * power;
        if (step * count >= most * 0.8)
            break;
    }
    for (double value = 0; value <= most; value += step)
        ticks.emplace_back(value, groupedText(qint64(std::llround(value))));
    return ticks;
}

} // namespace caftan::ui
