#include "ui/charts/answer_histogram.h"

#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

// A stair along the tops of bins.
void paintOutline(QCPPainter& painter, const std::vector<HistogramBin>& bins, const QCPAxis& x, const QCPAxis& y,
                  const QColor& color) {
    QPolygonF stair;
    for (size_t i = 0; i < bins.size(); ++i) {
        const double top = std::round(y.coordToPixel(double(bins[i].right + bins[i].wrong))) + 0.5;
        stair.append(QPointF(std::round(x.coordToPixel(double(i))), top));
        stair.append(QPointF(std::round(x.coordToPixel(double(i) + 1)), top));
    }
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1));
    painter.drawPolyline(stair);
}

} // namespace

struct AnswerHistogram::Private {
    HistogramScene scene;
    std::vector<HistogramBin> outline;
    Plot* plot = nullptr;
    QPoint cursor;

    QRect area() const { return plot->axisRect()->rect(); }
    QStringList readout() const {
        QStringList lines = readoutOf(scene, *scene.hovered);
        if (size_t(*scene.hovered) < outline.size()) {
            const HistogramBin& before = outline[size_t(*scene.hovered)];
            lines << AnswerHistogram::tr("%1 before training").arg(groupedText(before.right + before.wrong));
        }
        return lines;
    }
};

AnswerHistogram::AnswerHistogram(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    d_->scene.index = std::make_shared<const ThresholdIndex>();
    d_->scene.unit = tr("nats");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    plot->xAxis->setLabel(tr("Entropy of the answer token (nats, log scale)"));
    plot->yAxis->setLabel(tr("questions"));
    QCPLayer* overlay = plot->addBufferedLayer(QStringLiteral("readout"), plot->layer(QStringLiteral("overlay")),
                                               QCustomPlot::limAbove);
    new PaintedLayerable(plot, QStringLiteral("main"), plot->axisRect(), [this](QCPPainter& p) {
        paintTints(p, d_->scene, *d_->plot->xAxis, d_->area());
        paintBars(p, d_->scene, *d_->plot->xAxis, *d_->plot->yAxis, d_->area());
        paintOutline(p, d_->outline, *d_->plot->xAxis, *d_->plot->yAxis, d_->scene.colors.accent);
    });
    new PaintedLayerable(plot, overlay->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        if (d_->scene.hovered)
            paintReadout(p, d_->scene.colors, d_->readout(), d_->area(), d_->cursor);
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        d_->cursor = event->pos();
        d_->scene.hovered.reset();
        const int bins = int(d_->scene.histogram.bins.size());
        if (d_->area().contains(event->pos()) && bins > 0)
            d_->scene.hovered = std::clamp(int(d_->plot->xAxis->pixelToCoord(event->pos().x())), 0, bins - 1);
        d_->plot->replotOverlays();
    });
    connect(plot, &Plot::mouseLeft, this, [this] {
        d_->scene.hovered.reset();
        d_->plot->replotOverlays();
    });
}

AnswerHistogram::~AnswerHistogram() {
    d_->plot->disconnect(this);
}

void AnswerHistogram::setColors(const ChartPalette& palette) {
    d_->scene.colors = palette;
    d_->plot->applyColors(palette);
    d_->plot->replotSoon();
}

void AnswerHistogram::setAxis(const HistogramAxis& axis, int64_t most) {
    d_->scene.histogram.axis = axis;
    d_->plot->xAxis->setRange(0, std::max(1, axis.bins));
    d_->plot->yAxis->setRange(0, double(std::max<int64_t>(most, 1)) * 1.05);
    setTicks(d_->plot->yAxis, countTicks(double(most), 4));
    updateTicks();
    d_->plot->replotSoon();
}

void AnswerHistogram::setCuts(const std::vector<double>& cuts) {
    d_->scene.cuts = cuts;
    d_->plot->replotSoon();
}

void AnswerHistogram::setBins(std::vector<HistogramBin> bins) {
    d_->scene.histogram.bins = std::move(bins);
    d_->scene.hovered.reset();
    d_->plot->replotSoon();
}

void AnswerHistogram::setOutline(std::vector<HistogramBin> bins) {
    d_->outline = std::move(bins);
    d_->plot->replotSoon();
}

const std::vector<HistogramBin>& AnswerHistogram::bins() const {
    return d_->scene.histogram.bins;
}

bool AnswerHistogram::save(const QString& path) {
    return d_->plot->save(path);
}

QString AnswerHistogram::csv() const {
    QString text = csvLine({QStringLiteral("above"), QStringLiteral("at_most"), QStringLiteral("right"),
                            QStringLiteral("wrong"), QStringLiteral("before_training")});
    for (size_t i = 0; i < bins().size(); ++i) {
        const HistogramBin& bin = bins()[i];
        text += csvLine(
            {csvNumber(bin.low), csvNumber(bin.high), QString::number(bin.right), QString::number(bin.wrong),
             i < d_->outline.size() ? QString::number(d_->outline[i].right + d_->outline[i].wrong) : QString()});
    }
    return text;
}

QString AnswerHistogram::spoken() const {
    int64_t right = 0, wrong = 0;
    for (const HistogramBin& bin : bins()) {
        right += bin.right;
        wrong += bin.wrong;
    }
    return tr("%1 answers, %2 of them right").arg(groupedText(right + wrong), groupedText(right));
}

void AnswerHistogram::updateTicks() {
    const double width = std::max(100, d_->area().width());
    setTicks(d_->plot->xAxis, valueTicks(d_->scene, width, QFontMetrics(font())));
}

void AnswerHistogram::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setColors(d_->scene.colors);
}

void AnswerHistogram::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateTicks();
}

} // namespace caftan::ui
