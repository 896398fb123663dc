#include "ui/charts/histogram_chart.h"

#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr size_t mostHandles = 8;
constexpr int handleWidth = 18;

} // namespace

struct HistogramChart::Private {
    HistogramScene scene;
    Plot* plot = nullptr;
    std::vector<CutHandle*> handles; // made once, so that Tab order stays; shown as needed
    std::optional<QPoint> brushStart;
    bool brushing = false; // the mouse has moved far enough to draw a range
    QPoint cursor;

    QRect area() const { return plot->axisRect()->rect(); }
    double valueAt(double x) const {
        return scene.index ? scene.histogram.axis.value(plot->xAxis->pixelToCoord(x), *scene.index) : 0;
    }
};

HistogramChart::HistogramChart(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    QCPLayer* tints =
        plot->addBufferedLayer(QStringLiteral("tints"), plot->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    QCPLayer* cuts =
        plot->addBufferedLayer(QStringLiteral("cuts"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    QCPAxisRect* area = plot->axisRect();
    plot->yAxis->setLabel(tr("questions"));
    plot->xAxis->setRange(0, 1);
    new PaintedLayerable(plot, tints->name(), area,
                         [this](QCPPainter& p) { paintTints(p, d_->scene, *d_->plot->xAxis, d_->area()); });
    new PaintedLayerable(plot, QStringLiteral("main"), area, [this](QCPPainter& p) {
        paintBars(p, d_->scene, *d_->plot->xAxis, *d_->plot->yAxis, d_->area());
    });
    new PaintedLayerable(plot, cuts->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        paintCuts(p, d_->scene, *d_->plot->xAxis, d_->area());
        if (d_->scene.hovered)
            paintReadout(p, d_->scene.colors, readoutOf(d_->scene, *d_->scene.hovered), d_->area(),
                         QPoint(d_->cursor.x(), d_->area().top() + fontMetrics().height() + 10));
    });
    for (size_t i = 0; i < mostHandles; ++i) {
        d_->handles.push_back(new CutHandle(int(i), plot));
        d_->handles.back()->setCursor(Qt::SizeHorCursor);
        connectHandle(d_->handles.back());
    }
    connectMouse();
    connect(plot, &QCustomPlot::afterReplot, this, &HistogramChart::placeHandles);
}

HistogramChart::~HistogramChart() {
    for (CutHandle* handle : d_->handles) // they lose the focus after our parts are gone
        handle->disconnect(this);
    d_->plot->disconnect(this);
}

void HistogramChart::connectHandle(CutHandle* handle) {
    const int cut = handle->cut();
    const auto nudge = [this, cut](double delta) {
        const HistogramScene& scene = d_->scene;
        const double at = scene.position(scene.cuts[size_t(cut)]) + delta;
        Q_EMIT cutNudged(cut, scene.histogram.axis.value(at, *scene.index));
    };
    connect(handle, &CutHandle::grabbed, this, [this, cut] { Q_EMIT cutGrabbed(cut); });
    connect(handle, &CutHandle::draggedTo, this,
            [this, cut](const QPointF& at) { Q_EMIT cutMoved(cut, d_->valueAt(at.x())); });
    connect(handle, &CutHandle::released, this, [this, cut] {
        Q_EMIT cutReleased(cut);
        d_->plot->replotOverlays();
    });
    connect(handle, &CutHandle::nudged, this, [this, nudge](int direction, bool coarse) {
        nudge(direction * d_->scene.histogram.axis.bins / (coarse ? 40.0 : 400.0));
    });
    connect(handle, &CutHandle::jumped, this,
            [this, nudge](int direction) { nudge(direction * d_->scene.histogram.axis.bins); });
    connect(handle, &CutHandle::entered, this, [this] {
        d_->scene.hovered.reset();
        d_->plot->replotOverlays();
    });
    connect(handle, &CutHandle::focusChanged, this, [this, handle, cut] {
        if (handle->hasFocus())
            Q_EMIT cutFocused(cut);
        placeHandles();
        d_->plot->replotOverlays();
    });
}

void HistogramChart::connectMouse() {
    Plot* plot = d_->plot;
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton && d_->area().contains(event->pos()) && d_->scene.index)
            d_->brushStart = event->pos();
        d_->brushing = false;
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        HistogramScene& scene = d_->scene;
        d_->cursor = event->pos();
        scene.hovered.reset();
        if (d_->area().contains(event->pos()) && !scene.histogram.bins.empty())
            scene.hovered =
                std::clamp(int(d_->plot->xAxis->pixelToCoord(event->pos().x())), 0, scene.histogram.axis.bins - 1);
        d_->brushing |= d_->brushStart && std::abs(event->pos().x() - d_->brushStart->x()) > 3;
        if (d_->brushing && d_->brushStart) {
            const auto [left, right] = std::minmax({event->pos().x(), d_->brushStart->x()});
            scene.brush = std::pair(d_->valueAt(left), d_->valueAt(right));
        }
        d_->plot->replotOverlays();
    });
    connect(plot, &QCustomPlot::mouseRelease, this, [this] {
        if (!std::exchange(d_->brushStart, std::nullopt))
            return;
        if (std::exchange(d_->brushing, false)) {
            Q_EMIT brushed(d_->scene.brush->first, d_->scene.brush->second);
        } else if (std::exchange(d_->scene.brush, std::nullopt)) { // a click lets go of the range
            d_->plot->replotOverlays();
            Q_EMIT brushCleared();
        }
    });
    connect(plot, &Plot::mouseLeft, this, [this] {
        d_->scene.hovered.reset();
        d_->plot->replotOverlays();
    });
}

void HistogramChart::setColors(const ChartPalette& palette) {
    d_->scene.colors = palette;
    d_->plot->applyColors(palette);
    d_->plot->replotSoon();
}

void HistogramChart::setTitles(const QString& axisTitle, const QString& metricName, const QString& unit) {
    d_->scene.metricName = metricName;
    d_->scene.unit = unit;
    d_->plot->xAxis->setLabel(axisTitle);
    placeHandles();
    d_->plot->replotSoon();
}

void HistogramChart::setData(Histogram histogram, std::shared_ptr<const ThresholdIndex> index) {
    HistogramScene& scene = d_->scene;
    scene.histogram = std::move(histogram);
    scene.index = std::move(index);
    scene.hovered.reset();
    d_->plot->xAxis->setRange(0, std::max(1, scene.histogram.axis.bins));
    updateCounts();
    updateTicks();
    d_->plot->replotSoon();
}

void HistogramChart::updateCounts() {
    const HistogramScene& scene = d_->scene;
    int64_t most = 1;
    for (const HistogramBin& bin : scene.histogram.bins)
        most = std::max(most, bin.right + bin.wrong);
    d_->plot->yAxis->setRange(0, scene.height(double(most)) * 1.2); // room for the pills
    if (!scene.logCounts)
        return setTicks(d_->plot->yAxis, countTicks(double(most), 4));
    std::vector<std::pair<double, QString>> ticks{{0, QStringLiteral("0")}};
    for (int64_t decade = 1; decade <= most; decade *= 10)
        ticks.emplace_back(scene.height(double(decade)), groupedText(decade));
    setTicks(d_->plot->yAxis, ticks);
}

void HistogramChart::setLogCounts(bool on) {
    d_->scene.logCounts = on;
    updateCounts();
    d_->plot->replotSoon();
}

void HistogramChart::setCuts(const std::vector<double>& values, const std::vector<double>& quantiles) {
    d_->scene.cuts = values;
    d_->scene.cuts.resize(std::min(values.size(), mostHandles));
    d_->scene.quantiles = quantiles;
    placeHandles();
    d_->plot->replotOverlays();
}

void HistogramChart::setGhosts(std::vector<std::pair<QString, std::vector<double>>> ghosts) {
    d_->scene.ghosts.clear();
    for (auto& [name, values] : ghosts)
        d_->scene.ghosts.push_back({std::move(name), std::move(values)});
    d_->plot->replotOverlays();
}

void HistogramChart::setBrush(std::optional<std::pair<double, double>> range) {
    d_->scene.brush = range;
    d_->plot->replotOverlays();
}

const Histogram& HistogramChart::histogram() const {
    return d_->scene.histogram;
}

CutHandle* HistogramChart::handle(size_t cut) const {
    return cut < d_->scene.cuts.size() ? d_->handles[cut] : nullptr;
}

double HistogramChart::xOf(double value) const {
    return d_->plot->xAxis->coordToPixel(d_->scene.position(value));
}

QSize HistogramChart::minimumSizeHint() const {
    return {360, std::max(160, fontMetrics().height() * 9)};
}

bool HistogramChart::save(const QString& path) {
    return d_->plot->save(path);
}

QString HistogramChart::csv() const {
    QString text =
        csvLine({QStringLiteral("above"), QStringLiteral("at_most"), QStringLiteral("right"), QStringLiteral("wrong")});
    for (const HistogramBin& bin : d_->scene.histogram.bins)
        text +=
            csvLine({csvNumber(bin.low), csvNumber(bin.high), QString::number(bin.right), QString::number(bin.wrong)});
    return text;
}

QString HistogramChart::spoken() const {
    int64_t right = 0, wrong = 0;
    for (const HistogramBin& bin : d_->scene.histogram.bins) {
        right += bin.right;
        wrong += bin.wrong;
    }
    QString words = tr("%1 questions, %2 of them right").arg(groupedText(right + wrong), groupedText(right));
    for (size_t i = 0; i < d_->scene.cuts.size(); ++i)
        words += tr("; cut %1 at %2 %3").arg(i + 1).arg(metricText(d_->scene.cuts[i]), d_->scene.unit);
    return words;
}

void HistogramChart::placeHandles() {
    HistogramScene& scene = d_->scene;
    const QRect area = d_->area();
    scene.activeCut = -1;
    for (size_t i = 0; i < d_->handles.size(); ++i) {
        CutHandle* handle = d_->handles[i];
        const bool shown = i < scene.cuts.size() && !scene.histogram.bins.empty();
        handle->setVisible(shown);
        if (!shown)
            continue;
        if (handle->isActive())
            scene.activeCut = int(i);
        const double position = scene.position(scene.cuts[i]);
        const int x = int(std::lround(d_->plot->xAxis->coordToPixel(position)));
        handle->setGeometry(x - handleWidth / 2, area.top(), handleWidth, area.height());
        handle->setShare(position / std::max(1, scene.histogram.axis.bins));
        const QString share = i < scene.quantiles.size() ? percentText(scene.quantiles[i], 1) : QString();
        handle->setAccessibleName(tr("Cut %1 of %2 on the histogram: %3 %4 %5, %6 of questions at or below")
                                      .arg(i + 1)
                                      .arg(scene.cuts.size())
                                      .arg(scene.metricName, metricText(scene.cuts[i]), scene.unit, share));
    }
}

void HistogramChart::updateTicks() {
    const double width = std::max(100, d_->area().width());
    setTicks(d_->plot->xAxis, valueTicks(d_->scene, width, QFontMetrics(font())));
}

void HistogramChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setColors(d_->scene.colors);
}

void HistogramChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateTicks();
}

} // namespace caftan::ui
