#include "ui/charts/roc_chart.h"

#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr size_t mostPoints = 8;
constexpr int handleSize = 22;

} // namespace

struct RocChart::Private {
    ChartPalette colors;
    std::vector<RocPoint> curve;
    std::shared_ptr<const ThresholdIndex> index;
    std::vector<double> cuts;
    QString metricName, unit;
    Plot* plot = nullptr;
    std::vector<CutHandle*> handles;
    int activeCut = -1;
    std::optional<size_t> hovered; // point of the curve
    QPoint cursor;

    QPointF pixel(double x, double y) const { return {plot->xAxis->coordToPixel(x), plot->yAxis->coordToPixel(y)}; }
    QPointF pixel(const RocPoint& point) const { return pixel(point.falsePositiveRate, point.truePositiveRate); }
    QPointF pixelOfCut(double cut) const {
        const auto [x, y] = index ? index->rocPoint(cut) : std::pair(0.0, 0.0);
        return pixel(x, y);
    }
    size_t nearest(const QPointF& at) const {
        size_t best = 0;
        double least = std::numeric_limits<double>::max();
        for (size_t i = 0; i < curve.size(); ++i) {
            const QPointF difference = pixel(curve[i]) - at;
            const double distance = QPointF::dotProduct(difference, difference);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
    // A cut that gives this point; the last one has no threshold: below everything.
    double valueOf(size_t point) const {
        const double threshold = curve[point].threshold;
        return std::isfinite(threshold) ? threshold : std::min(0.0, index->sorted().front());
    }
    size_t pointOfCut(double cut) const { // first point whose threshold is not above the cut
        const auto at = std::lower_bound(curve.begin(), curve.end(), cut,
                                         [](const RocPoint& point, double value) { return point.threshold > value; });
        return std::min(size_t(at - curve.begin()), curve.size() - 1);
    }
    void paintCurve(QCPPainter& painter) const;
    void paintPoints(QCPPainter& painter) const;
    void paintHover(QCPPainter& painter) const;
};

RocChart::RocChart(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    QCPLayer* points =
        plot->addBufferedLayer(QStringLiteral("cuts"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    plot->xAxis->setLabel(tr("right answers flagged"));
    plot->yAxis->setLabel(tr("wrong answers found"));
    plot->xAxis->grid()->setVisible(true);
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
        axis->setRange(0, 1);
        setTicks(
            axis,
            {{0, QStringLiteral("0")}, {0.25, {}}, {0.5, QStringLiteral("0.5")}, {0.75, {}}, {1, QStringLiteral("1")}});
        axis->setTickLengthOut(0);
        axis->setBasePen(Qt::NoPen);
    }
    new PaintedLayerable(plot, QStringLiteral("main"), nullptr, [this](QCPPainter& p) { d_->paintCurve(p); });
    new PaintedLayerable(plot, points->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        d_->paintPoints(p);
        d_->paintHover(p);
    });
    for (size_t i = 0; i < mostPoints; ++i) {
        d_->handles.push_back(new CutHandle(int(i), plot));
        d_->handles.back()->setCursor(Qt::SizeAllCursor);
        connectHandle(d_->handles.back());
    }
    connect(plot, &QCustomPlot::afterReplot, this, &RocChart::placeHandles);
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        d_->cursor = event->pos();
        d_->hovered.reset();
        if (!d_->curve.empty() && d_->plot->axisRect()->rect().contains(event->pos()))
            d_->hovered = d_->nearest(event->pos());
        d_->plot->replotOverlays();
    });
    connect(plot, &Plot::mouseLeft, this, [this] {
        d_->hovered.reset();
        d_->plot->replotOverlays();
    });
}

RocChart::~RocChart() {
    for (CutHandle* handle : d_->handles) // they lose the focus after our parts are gone
        handle->disconnect(this);
    d_->plot->disconnect(this);
}

void RocChart::connectHandle(CutHandle* handle) {
    const int cut = handle->cut();
    connect(handle, &CutHandle::grabbed, this, [this, cut] { Q_EMIT cutGrabbed(cut); });
    connect(handle, &CutHandle::draggedTo, this, [this, cut](const QPointF& at) {
        if (!d_->curve.empty())
            Q_EMIT cutMoved(cut, d_->valueOf(d_->nearest(at)));
    });
    connect(handle, &CutHandle::released, this, [this, cut] {
        Q_EMIT cutReleased(cut);
        placeHandles();
        d_->plot->replotOverlays();
    });
    // Right and up along the curve: more is flagged, so the cut is lower.
    connect(handle, &CutHandle::nudged, this, [this, cut](int direction, bool coarse) {
        if (d_->curve.empty())
            return;
        const auto last = std::ptrdiff_t(d_->curve.size()) - 1;
        const std::ptrdiff_t step = std::max<std::ptrdiff_t>(1, last / (coarse ? 40 : 400));
        const auto at = std::ptrdiff_t(d_->pointOfCut(d_->cuts[size_t(cut)]));
        Q_EMIT cutNudged(cut, d_->valueOf(size_t(std::clamp<std::ptrdiff_t>(at + direction * step, 0, last))));
    });
    connect(handle, &CutHandle::jumped, this, [this, cut](int direction) {
        if (!d_->curve.empty())
            Q_EMIT cutNudged(cut, d_->valueOf(direction < 0 ? 0 : d_->curve.size() - 1));
    });
    connect(handle, &CutHandle::entered, this, [this] {
        d_->hovered.reset();
        d_->plot->replotOverlays();
    });
    connect(handle, &CutHandle::focusChanged, this, [this, handle, cut] {
        if (handle->hasFocus())
            Q_EMIT cutFocused(cut);
        placeHandles();
        d_->plot->replotOverlays();
    });
}

void RocChart::Private::paintCurve(QCPPainter& painter) const {
    painter.setAntialiasing(true);
    painter.setPen(QPen(colors.muted, 1, Qt::DashLine));
    painter.drawLine(QLineF(pixel(0, 0), pixel(1, 1)));
    if (curve.empty()) {
        painter.setPen(colors.muted);
        painter.drawText(plot->axisRect()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         RocChart::tr("Needs right and wrong answers"));
        return;
    }
    QPolygonF line, band;
    for (const RocPoint& point : curve) {
        line << pixel(point);
        band << pixel(point.falsePositiveRate, point.high);
    }
    for (auto point = curve.rbegin(); point != curve.rend(); ++point)
        band << pixel(point->falsePositiveRate, point->low);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.curveBand);
    painter.drawPolygon(band);
    painter.setPen(
        QPen(colors.accent, 1.5 * strokeWidth(painter.fontMetrics()))); // drawn once a data set, never while dragging
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

void RocChart::Private::paintPoints(QCPPainter& painter) const {
    if (curve.empty())
        return;
    painter.setAntialiasing(true);
    for (size_t i = 0; i < cuts.size(); ++i) {
        const bool active = int(i) == activeCut;
        const QPointF at = pixelOfCut(cuts[i]);
        painter.setPen(QPen(active ? colors.accent : colors.background, 2));
        painter.setBrush(bandColor(colors, i + 1, cuts.size() + 1));
        painter.drawEllipse(at, active ? 7 : 6, active ? 7 : 6);
    }
}

void RocChart::Private::paintHover(QCPPainter& painter) const {
    if (!hovered || *hovered >= curve.size())
        return;
    const RocPoint& point = curve[*hovered];
    painter.setAntialiasing(true);
    painter.setPen(QPen(colors.accent, 1));
    painter.setBrush(colors.background);
    painter.drawEllipse(pixel(point), 3, 3);
    const QString cut = metricText(valueOf(*hovered)) + (unit.isEmpty() ? QString() : QStringLiteral(" ") + unit);
    paintReadout(painter, colors,
                 {RocChart::tr("cut %1").arg(cut),
                  RocChart::tr("finds %1 of wrong").arg(percentText(point.truePositiveRate, 0)),
                  RocChart::tr("flags %1 of right").arg(percentText(point.falsePositiveRate, 0))},
                 plot->axisRect()->rect(), pixel(point).toPoint() + QPoint(0, 8));
}

void RocChart::setColors(const ChartPalette& palette) {
    d_->colors = palette;
    d_->plot->applyColors(palette);
    d_->plot->xAxis->setBasePen(Qt::NoPen);
    d_->plot->replotSoon();
}

void RocChart::setTitles(const QString& metricName, const QString& unit) {
    d_->metricName = metricName;
    d_->unit = unit;
    placeHandles();
}

void RocChart::setData(std::vector<RocPoint> curve, std::shared_ptr<const ThresholdIndex> index) {
    d_->curve = std::move(curve);
    d_->index = std::move(index);
    d_->hovered.reset();
    d_->plot->replotSoon();
}

void RocChart::setCuts(const std::vector<double>& values) {
    d_->cuts = values;
    d_->cuts.resize(std::min(values.size(), mostPoints));
    placeHandles();
    d_->plot->replotOverlays();
}

CutHandle* RocChart::handle(size_t cut) const {
    return cut < d_->cuts.size() ? d_->handles[cut] : nullptr;
}

QPointF RocChart::pointOf(double cut) const {
    return d_->pixelOfCut(cut);
}

QSize RocChart::minimumSizeHint() const {
    return {std::max(160, fontMetrics().height() * 9), std::max(160, fontMetrics().height() * 9)};
}

bool RocChart::save(const QString& path) {
    return d_->plot->save(path);
}

QString RocChart::csv() const {
    QString text = csvLine({QStringLiteral("right_flagged"), QStringLiteral("wrong_found"), QStringLiteral("threshold"),
                            QStringLiteral("low"), QStringLiteral("high")});
    for (const RocPoint& point : d_->curve)
        text += csvLine({csvNumber(point.falsePositiveRate), csvNumber(point.truePositiveRate),
                         csvNumber(point.threshold), csvNumber(point.low), csvNumber(point.high)});
    return text;
}

QString RocChart::spoken() const {
    if (d_->curve.empty() || !d_->index)
        return tr("No curve: right and wrong answers are needed");
    QStringList words;
    for (size_t i = 0; i < d_->cuts.size(); ++i) {
        const auto [right, wrong] = d_->index->rocPoint(d_->cuts[i]);
        words << tr("cut %1 at %2 %3 finds %4 of the wrong answers and flags %5 of the right ones")
                     .arg(i + 1)
                     .arg(metricText(d_->cuts[i]), d_->unit, percentText(wrong), percentText(right));
    }
    return words.join(QStringLiteral("; "));
}

void RocChart::placeHandles() {
    d_->activeCut = -1;
    for (size_t i = 0; i < d_->handles.size(); ++i) {
        CutHandle* handle = d_->handles[i];
        const bool shown = i < d_->cuts.size() && !d_->curve.empty();
        handle->setVisible(shown);
        if (!shown)
            continue;
        if (handle->isActive())
            d_->activeCut = int(i);
        const auto [x, y] = d_->index->rocPoint(d_->cuts[i]);
        const QPointF corner = d_->pixel(x, y) - QPointF(handleSize, handleSize) / 2;
        handle->setGeometry(QRect(corner.toPoint(), QSize(handleSize, handleSize)));
        handle->setShare(x);
        handle->setAccessibleName(
            tr("Cut %1 of %2 on the ROC: %3 %4 %5, finds %6 of wrong answers, flags %7 of right ones")
                .arg(i + 1)
                .arg(d_->cuts.size())
                .arg(d_->metricName, metricText(d_->cuts[i]), d_->unit, percentText(y, 0), percentText(x, 0)));
    }
}

void RocChart::makeSquare() {
    const QFontMetrics metrics(font());
    QMargins margins(2 * metrics.height() + 10, 8, 12, 2 * metrics.height() + 14);
    const QSize inner = size().shrunkBy(margins);
    const int side = std::min(inner.width(), inner.height());
    margins.setRight(margins.right() + inner.width() - side);
    margins.setBottom(margins.bottom() + inner.height() - side);
    d_->plot->axisRect()->setAutoMargins(QCP::msNone);
    d_->plot->axisRect()->setMargins(margins);
    d_->plot->replotSoon(); // the margins move the axes at once, the curve only with a replot
}

void RocChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        makeSquare();
        setColors(d_->colors);
    }
}

void RocChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    makeSquare();
}

} // namespace caftan::ui
