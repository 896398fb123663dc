#include "ui/charts/line_chart.h"

#include "ui/charts/line_paint.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int lineFrameMilliseconds = 34; // at most 30 repaints a second with what comes in
constexpr double mostDecades = 5;         // of a logarithmic axis: what is smaller leaves it
constexpr int leastDrawnPixels = 6;       // a shorter way of the mouse is a click

// As many as stand beside one another with room between them.
Ticks ticksThatFit(const QFontMetrics& metrics, double left, double right, int width, AxisText text) {
    for (int most = std::max(2, width / 50);; --most) {
        Ticks ticks = niceTicks(left, right, most, text);
        int needed = 0;
        for (const auto& tick : ticks)
            needed = std::max(needed, metrics.horizontalAdvance(tick.second) + metrics.averageCharWidth() * 4);
        if (most <= 2 || needed * int(ticks.size()) <= width)
            return ticks;
    }
}

// Two at least, so that they tell a scale, and none on top of another.
Ticks ticksAbove(double low, double high, int height, int line, AxisText text, bool logarithmic) {
    const int rows = std::clamp(height / (2 * line), 2, 8);
    Ticks ticks, apart;
    for (int most = rows; most <= 2 * rows && ticks.size() < 2; ++most)
        ticks = logarithmic ? logTicks(low, high, most, text) : niceTicks(low, high, most, text);
    const double needed = (high - low) * line / std::max(1, height);
    for (const auto& tick : ticks)
        if (apart.empty() || tick.first - apart.back().first >= needed)
            apart.push_back(tick);
    return apart;
}

} // namespace

struct LineChart::Private {
    LineScene scene;
    SpanPicture picture; // of lines with many points
    Plot* plot = nullptr;
    QTimer frame;
    bool again = false;
    int64_t repaints = 0;
    std::optional<std::pair<double, double>> range;
    std::optional<double> floor, ceiling, pressed; // pressed: where the mouse went down
    std::pair<double, double> extent{0, 1};        // of x over all series

    QRect area() const { return plot->axisRect()->rect(); }
    PixelMap map() const { return pixelMap(scene, *plot->xAxis, *plot->yAxis); }
    std::pair<double, double> shownX() const { return range ? *range : extent; }
    std::optional<double> coordinateAt(const QPointF& position) const {
        if (!area().contains(position.toPoint()) || scene.empty())
            return std::nullopt;
        return plot->xAxis->pixelToCoord(position.x());
    }
};

LineChart::LineChart(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    d_->frame.setSingleShot(true);
    d_->frame.setInterval(lineFrameMilliseconds);
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    QCPLayer* overlay = plot->addBufferedLayer(QStringLiteral("crosshair"), plot->layer(QStringLiteral("overlay")),
                                               QCustomPlot::limAbove);
    new PaintedLayerable(plot, QStringLiteral("main"), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        p.save();
        paintSeries(p, d_->picture, d_->scene, d_->map(), d_->area());
        p.restore();
        paintMarks(p, d_->scene, d_->map(), d_->area());
        paintEndLabels(p, d_->scene, d_->map(), d_->area());
    });
    new PaintedLayerable(plot, overlay->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        paintCrosshair(p, d_->scene, d_->map(), d_->area());
    });
    connect(plot, &QCustomPlot::afterReplot, this, [this] { ++d_->repaints; });
    connect(&d_->frame, &QTimer::timeout, this, [this] {
        if (std::exchange(d_->again, false))
            replotSoon();
    });
    connectMouse();
    updateAxes();
}

LineChart::~LineChart() {
    d_->plot->disconnect(this);
}

void LineChart::connectMouse() {
    Plot* plot = d_->plot;
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        setFocus(Qt::MouseFocusReason);
        if (event->button() == Qt::LeftButton)
            d_->pressed = d_->coordinateAt(event->pos());
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (d_->pressed) {
            const double at =
                d_->plot->xAxis->pixelToCoord(std::clamp(event->pos().x(), d_->area().left(), d_->area().right()));
            d_->scene.drawn = std::minmax(*d_->pressed, at);
            if ((d_->scene.drawn->second - d_->scene.drawn->first) * d_->map().xScale < leastDrawnPixels)
                d_->scene.drawn.reset();
        }
        moveCrosshair(d_->coordinateAt(event->pos()));
    });
    connect(plot, &QCustomPlot::mouseRelease, this, [this] {
        d_->pressed.reset();
        if (const auto drawn = std::exchange(d_->scene.drawn, std::nullopt))
            Q_EMIT rangeChosen(drawn);
        d_->plot->replotOverlays();
    });
    connect(plot, &QCustomPlot::mouseDoubleClick, this, [this] {
        d_->pressed.reset();
        Q_EMIT rangeChosen(std::nullopt);
    });
    connect(plot, &Plot::mouseLeft, this, [this] { moveCrosshair(std::nullopt); });
}

void LineChart::setColors(const ChartPalette& palette) {
    d_->scene.colors = palette;
    d_->plot->applyColors(palette);
    updateAxes();
}

void LineChart::setXAxis(const QString& title, const QString& readoutName, AxisText text) {
    d_->plot->xAxis->setLabel(title);
    d_->scene.xName = readoutName;
    d_->scene.xText = text;
    d_->scene.crosshair.reset();
    d_->range.reset();
    updateAxes();
}

void LineChart::setYAxis(AxisText text, std::optional<double> floor, std::optional<double> ceiling) {
    d_->scene.yText = text;
    d_->floor = floor;
    d_->ceiling = ceiling;
    updateAxes();
}

void LineChart::setLogarithmic(bool on) {
    d_->scene.logY = on;
    updateAxes();
}

void LineChart::setSeries(std::vector<LineSeries> series, std::vector<ChartMark> marks) {
    if (series == d_->scene.series && marks == d_->scene.marks)
        return;
    d_->scene.series = std::move(series);
    d_->scene.marks = std::move(marks);
    bool any = false;
    for (const LineSeries& s : d_->scene.series)
        if (!s.x.empty()) {
            d_->extent.first = any ? std::min(d_->extent.first, s.x.front()) : s.x.front();
            d_->extent.second = any ? std::max(d_->extent.second, s.x.back()) : s.x.back();
            any = true;
        }
    if (any) {
        d_->extent.first = std::min(d_->extent.first, 0.0);
        if (d_->extent.second <= d_->extent.first)
            d_->extent.second = d_->extent.first + 1;
    }
    updateAxes();
}

void LineChart::setEmptyText(const QString& text) {
    if (std::exchange(d_->scene.emptyText, text) != text && d_->scene.empty())
        replotSoon();
}

void LineChart::setCrosshair(std::optional<double> x) {
    d_->scene.crosshair = x;
    d_->scene.readout = false;
    d_->plot->replotOverlays();
}

void LineChart::setRange(std::optional<std::pair<double, double>> range) {
    d_->range = range;
    updateAxes();
    d_->plot->replotSoon(); // what a hand moves is not held back to some frames a second
    d_->again = false;
}

const std::vector<LineSeries>& LineChart::series() const {
    return d_->scene.series;
}

int64_t LineChart::pointCount(int64_t group, const QString& key) const {
    int64_t points = 0;
    for (const LineSeries& series : d_->scene.series)
        if (series.group == group && series.key == key)
            points += int64_t(series.x.size());
    return points;
}

int64_t LineChart::repaints() const {
    return d_->repaints;
}

QStringList LineChart::readout() const {
    QStringList lines;
    if (!d_->scene.crosshair)
        return lines;
    lines << readoutHead(d_->scene);
    for (const ReadoutRow& row : readoutRows(d_->scene, d_->map()))
        lines << row.text;
    return lines;
}

std::pair<double, double> LineChart::xRange() const {
    return d_->shownX();
}

std::pair<double, double> LineChart::yRange() const {
    return {d_->plot->yAxis->range().lower, d_->plot->yAxis->range().upper};
}

QPointF LineChart::pointAt(double x, double y) const {
    const PixelMap map = d_->map();
    return {map.x(x), map.y(y)};
}

bool LineChart::save(const QString& path) {
    return d_->plot->save(path);
}

QString LineChart::csv() const {
    const bool runs = std::any_of(series().begin(), series().end(), [](const LineSeries& s) { return s.group != 0; });
    QStringList head{QStringLiteral("series"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("low"),
                     QStringLiteral("high")};
    if (runs)
        head.prepend(QStringLiteral("run"));
    QString lines = csvLine(head);
    for (const LineSeries& each : series())
        for (size_t i = 0; i < each.x.size(); ++i) {
            QStringList cells{each.key, csvNumber(each.x[i]), csvNumber(each.y[i]),
                              i < each.low.size() ? csvNumber(each.low[i]) : QString(),
                              i < each.high.size() ? csvNumber(each.high[i]) : QString()};
            if (runs)
                cells.prepend(QString::number(each.group));
            lines += csvLine(cells);
        }
    return lines;
}

QString LineChart::spoken() const {
    QStringList words;
    for (const LineSeries& each : series())
        if (!each.name.isEmpty() && !each.x.empty())
            words << tr("%1: %2 at %3 %4")
                         .arg(each.name, valueText(each.y.back(), d_->scene.yText), d_->scene.xName,
                              valueText(each.x.back(), d_->scene.xText));
    return words.isEmpty() ? d_->scene.emptyText : words.join(QStringLiteral("; "));
}

void LineChart::replotSoon() {
    if (d_->frame.isActive()) {
        d_->again = true;
        return;
    }
    d_->frame.start();
    d_->plot->replotSoon();
}

// Lowest and highest of what is shown between the ends of x.
static std::optional<std::pair<double, double>> shownValues(const LineScene& scene, std::pair<double, double> x) {
    std::optional<std::pair<double, double>> found;
    for (const bool behind : {false, true}) // what lies behind last
        for (const LineSeries& series : scene.series) {
            if (series.behind != behind)
                continue;
            const auto begin = std::lower_bound(series.x.begin(), series.x.end(), x.first) - series.x.begin();
            const auto end = std::upper_bound(series.x.begin(), series.x.end(), x.second) - series.x.begin();
            const auto take = [&](std::span<const double> values) {
                const auto [low, high] = extremes(values.subspan(size_t(begin), size_t(end - begin)), scene.logY);
                if (low > high)
                    return;
                const auto [least, most] = found.value_or(std::pair(low, high));
                const bool mayLeave = behind && found && scene.logY;
                found = std::pair(mayLeave ? least : std::min(least, low), std::max(most, high));
            };
            take(series.y);
            if (series.interval && series.low.size() == series.x.size()) {
                take(series.low);
                take(series.high);
            }
        }
    return found;
}

void LineChart::updateAxes() {
    const auto [left, right] = d_->shownX();
    Plot* plot = d_->plot;
    auto [low, high] = shownValues(d_->scene, {left, right}).value_or(std::pair(0.0, 1.0));
    if (d_->scene.logY) {
        low = std::log10(std::max(low, 1e-12));
        high = std::log10(std::max(high, 1e-12));
        low = std::max(low, high - mostDecades);
    }
    // A few values that hardly differ do not fill the axis.
    const double least =
        d_->floor && d_->ceiling ? (*d_->ceiling - *d_->floor) / 5 : std::max(1e-6, std::abs(high) / 50);
    const double middle = (low + high) / 2, spread = std::max(high - low, least);
    low = middle - 0.56 * spread;
    high = middle + 0.56 * spread;
    if (d_->floor && !d_->scene.logY)
        low = std::max(low, *d_->floor);
    if (d_->ceiling && !d_->scene.logY)
        high = std::min(high, *d_->ceiling + 0.02 * spread); // a marker at the ceiling stays whole
    plot->xAxis->setRange(left, right);
    plot->yAxis->setRange(low, std::max(high, low + 1e-9));

    const QFontMetrics metrics(font());
    int labels = 0;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (const LineSeries& series : d_->scene.series)
        if (!series.endLabel.isEmpty())
            labels = std::max(labels, QFontMetrics(bold).horizontalAdvance(series.endLabel) + 14);
    const int top = d_->scene.marks.empty() ? metrics.height() / 2 + 3 : metrics.height() + 4;
    plot->axisRect()->setMinimumMargins(
        QMargins(0, top, std::max(labels, metrics.horizontalAdvance(QLatin1Char('0')) * 3), 0));
    const int width = std::max(60, this->width() - labels - 60),
              height = std::max(1, this->height() - 2 * metrics.height() - top - 14);
    const bool empty = d_->scene.empty();
    plot->yAxis->grid()->setVisible(!empty);
    if (empty) {
        setTicks(plot->xAxis, {});
        setTicks(plot->yAxis, {});
        return replotSoon();
    }
    setTicks(plot->xAxis, ticksThatFit(metrics, left, right, width, d_->scene.xText));
    setTicks(plot->yAxis, ticksAbove(low, high, height, metrics.height(), d_->scene.yText, d_->scene.logY));
    replotSoon();
}

void LineChart::moveCrosshair(std::optional<double> x) {
    setCrosshair(x);
    d_->scene.readout = x.has_value();
    setAccessibleDescription(readout().join(QStringLiteral("; ")));
    Q_EMIT crosshairMoved(x);
}

void LineChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setColors(d_->scene.colors);
}

QSize LineChart::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 26, fontMetrics().height() * 5};
}

void LineChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateAxes();
}

// Arrows move the crosshair by a hundredth (Shift: a tenth) of what is shown, + and - zoom about it, Esc lets go.
void LineChart::keyPressEvent(QKeyEvent* event) {
    const auto [left, right] = d_->shownX();
    const double width = right - left, at = d_->scene.crosshair.value_or(right);
    const double step = width * (event->modifiers() & Qt::ShiftModifier ? 0.1 : 0.01);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCrosshair(std::max(left, at - step));
    case Qt::Key_Right:
        return moveCrosshair(std::min(right, at + step));
    case Qt::Key_Home:
        return moveCrosshair(left);
    case Qt::Key_End:
        return moveCrosshair(right);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return Q_EMIT rangeChosen(
            std::pair(std::max(d_->extent.first, at - width / 4), std::min(d_->extent.second, at + width / 4)));
    case Qt::Key_Minus:
        return Q_EMIT rangeChosen(width * 2 >= d_->extent.second - d_->extent.first
                                      ? std::nullopt
                                      : std::optional(std::pair(std::max(d_->extent.first, at - width),
                                                                std::min(d_->extent.second, at + width))));
    case Qt::Key_Escape:
        if (d_->range)
            return Q_EMIT rangeChosen(std::nullopt);
        if (d_->scene.crosshair)
            return moveCrosshair(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void LineChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        moveCrosshair(d_->shownX().second);
}

void LineChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    moveCrosshair(std::nullopt);
}

} // namespace caftan::ui
