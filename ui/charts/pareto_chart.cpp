#include "ui/charts/pareto_chart.h"

#include "ui/charts/histogram_paint.h"
#include "ui/charts/painted_chart.h"
#include "ui/charts/plot.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr double paretoRadius = 4.5, paretoReach = 14, capWidth = 4;

bool isFree(const QRectF& label, const std::vector<QRectF>& taken, const QRectF& area) {
    return area.contains(label) &&
           std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(label); });
}

} // namespace

std::vector<QRectF> placeLabels(const std::vector<QPointF>& points, const std::vector<QLineF>& whiskers,
                                const std::vector<QSizeF>& sizes, const QRectF& area, double radius) {
    std::vector<QRectF> taken, labels(points.size());
    for (const QPointF& point : points)
        taken.emplace_back(point - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    for (const QLineF& line : whiskers)
        taken.push_back(QRectF(line.p1(), line.p2()).normalized().adjusted(-capWidth, -1, capWidth, 1));
    for (size_t i = 0; i < points.size(); ++i) {
        const QSizeF size = sizes[i];
        const double gap = radius + 5;
        for (const double up : {0.0, -0.8, 0.8, -1.6, 1.6, -2.4, 2.4, -3.2, 3.2}) {
            const double top = points[i].y() - size.height() / 2 + up * size.height();
            const QRectF right({points[i].x() + gap, top}, size), left({points[i].x() - gap - size.width(), top}, size);
            const QRectF* const found = isFree(right, taken, area)  ? &right
                                        : isFree(left, taken, area) ? &left
                                                                    : nullptr;
            if (!found)
                continue;
            labels[i] = *found;
            taken.push_back(*found);
            break;
        }
    }
    return labels;
}

std::vector<size_t> paretoFront(const std::vector<ParetoPoint>& points) {
    std::vector<size_t> order;
    for (size_t i = 0; i < points.size(); ++i)
        if (points[i].front && std::isfinite(points[i].x) && std::isfinite(points[i].y))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return std::pair(points[a].x, -points[a].y) < std::pair(points[b].x, -points[b].y);
    });
    std::vector<size_t> front;
    for (const size_t i : order)
        if (front.empty() || points[i].y > points[front.back()].y)
            front.push_back(i);
    return front;
}

struct ParetoChart::Private {
    Plot* plot = nullptr;
    ChartPalette colors;
    std::vector<ParetoPoint> points;
    std::vector<QRectF> labels;
    QString emptyText;
    AxisText xText = AxisText::Count, yText = AxisText::Share;
    bool logarithmic = true, focused = false;
    int chosen = -1, hovered = -1;

    double along(double x) const { return logarithmic ? std::log10(std::max(x, 1.0)) : x; }
    QPointF at(double x, double y) const { return {plot->xAxis->coordToPixel(along(x)), plot->yAxis->coordToPixel(y)}; }
    QPointF at(const ParetoPoint& point) const { return at(point.x, point.y); }
    int nearest(const QPointF& position) const {
        int found = -1;
        double least = paretoReach;
        for (size_t i = 0; i < points.size(); ++i)
            if (const double away = QLineF(at(points[i]), position).length(); away < least) {
                least = away;
                found = int(i);
            }
        return found;
    }
    void place(const QFont& font);
    void paint(QCPPainter& painter) const;
    QPolygonF stair() const;
    void paintFront(QCPPainter& painter) const;
    void paintLeader(QCPPainter& painter, const QPointF& point, const QRectF& label) const;
    void paintOver(QCPPainter& painter) const;
};

void ParetoChart::Private::place(const QFont& font) {
    const QFontMetricsF metrics(font);
    std::vector<QPointF> marks;
    std::vector<QLineF> whiskers;
    std::vector<QSizeF> sizes;
    for (const ParetoPoint& point : points) {
        marks.push_back(at(point));
        whiskers.emplace_back(at(point.x, point.low), at(point.x, point.high));
        sizes.emplace_back(metrics.horizontalAdvance(point.name) + 2, metrics.height());
    }
    const QPolygonF steps = stair(); // no label lies on it either
    for (qsizetype i = 1; i < steps.size(); ++i)
        whiskers.emplace_back(steps[i - 1], steps[i]);
    labels = placeLabels(marks, whiskers, sizes, QRectF(plot->axisRect()->rect()), paretoRadius);
}

QPolygonF ParetoChart::Private::stair() const {
    const std::vector<size_t> front = paretoFront(points);
    QPolygonF stair;
    if (front.size() < 2)
        return stair;
    for (const size_t i : front) {
        const QPointF here = at(points[i]);
        if (!stair.isEmpty())
            stair << QPointF(here.x(), stair.last().y());
        stair << here;
    }
    stair << QPointF(plot->axisRect()->right(), stair.last().y());
    return stair;
}

void ParetoChart::Private::paintFront(QCPPainter& painter) const {
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.axis, 1));
    painter.drawPolyline(stair());
}

// A label that had to go elsewhere is tied to its point.
void ParetoChart::Private::paintLeader(QCPPainter& painter, const QPointF& point, const QRectF& label) const {
    if (std::abs(label.center().y() - point.y()) <= label.height())
        return;
    const QPointF end(std::clamp(point.x(), label.left(), label.right()),
                      label.center().y() < point.y() ? label.bottom() : label.top());
    const QLineF line(point, end);
    painter.setPen(QPen(colors.muted, 0.8));
    painter.drawLine(QLineF(line.pointAt(std::min(1.0, (paretoRadius + 2) / std::max(1.0, line.length()))), end));
}

void ParetoChart::Private::paint(QCPPainter& painter) const {
    if (points.empty()) {
        painter.setPen(colors.muted);
        painter.drawText(plot->axisRect()->rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText);
        return;
    }
    paintFront(painter);
    for (size_t i = 0; i < points.size(); ++i) {
        const ParetoPoint& point = points[i];
        const QPointF low = at(point.x, point.low), high = at(point.x, point.high);
        painter.setAntialiasing(false);
        painter.setPen(QPen(point.color, 1));
        painter.drawLine(low, high);
        for (const QPointF& end : {low, high})
            painter.drawLine(end - QPointF(capWidth, 0), end + QPointF(capWidth, 0));
        painter.setAntialiasing(true);
        painter.setBrush(point.color);
        paintMarker(painter, point.marker, at(point), paretoRadius * strokeWidth(painter.fontMetrics()));
        if (i >= labels.size() || labels[i].isEmpty())
            continue;
        paintLeader(painter, at(point), labels[i]);
        painter.setPen(int(i) == chosen ? colors.text : colors.muted);
        painter.drawText(labels[i], Qt::AlignCenter, point.name);
    }
}

void ParetoChart::Private::paintOver(QCPPainter& painter) const {
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    if (chosen >= 0 && size_t(chosen) < points.size()) {
        painter.setPen(QPen(focused ? colors.accent : colors.text, 1.5));
        painter.drawEllipse(at(points[size_t(chosen)]), paretoRadius + 4, paretoRadius + 4);
    }
    const int told = hovered >= 0 ? hovered : focused ? chosen : -1;
    if (told >= 0 && size_t(told) < points.size())
        paintReadout(painter, colors, points[size_t(told)].readout.split(QLatin1Char('\n')), plot->axisRect()->rect(),
                     at(points[size_t(told)]).toPoint() + QPoint(0, 10));
}

ParetoChart::ParetoChart(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
    d_->plot = new Plot(this);
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->plot);
    Plot* plot = d_->plot;
    QCPLayer* overlay = plot->addBufferedLayer(QStringLiteral("readout"), plot->layer(QStringLiteral("overlay")),
                                               QCustomPlot::limAbove);
    new PaintedLayerable(plot, QStringLiteral("main"), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        d_->place(font());
        d_->paint(p);
    });
    new PaintedLayerable(plot, overlay->name(), nullptr, [this](QCPPainter& p) {
        p.setFont(font());
        d_->paintOver(p);
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (const int now = d_->nearest(event->pos()); std::exchange(d_->hovered, now) != now)
            d_->plot->replotOverlays();
    });
    connect(plot, &Plot::mouseLeft, this, [this] {
        if (std::exchange(d_->hovered, -1) != -1)
            d_->plot->replotOverlays();
    });
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        setFocus(Qt::MouseFocusReason);
        if (const int point = d_->nearest(event->pos()); point >= 0 && event->button() == Qt::LeftButton)
            Q_EMIT pointChosen(point);
    });
    updateAxes();
}

ParetoChart::~ParetoChart() {
    d_->plot->disconnect(this);
}

void ParetoChart::setColors(const ChartPalette& palette) {
    d_->colors = palette;
    d_->plot->applyColors(palette);
    d_->plot->replotSoon();
}

void ParetoChart::setXAxis(const QString& title, AxisText text, bool logarithmic) {
    d_->plot->xAxis->setLabel(title);
    d_->xText = text;
    d_->logarithmic = logarithmic;
    updateAxes();
}

void ParetoChart::setYAxis(const QString& title, AxisText text) {
    d_->plot->yAxis->setLabel(title);
    d_->yText = text;
    updateAxes();
}

void ParetoChart::setPoints(std::vector<ParetoPoint> points) {
    d_->points = std::move(points);
    d_->hovered = -1;
    if (d_->chosen >= int(d_->points.size()))
        d_->chosen = -1;
    updateAxes();
    describe();
}

void ParetoChart::setChosen(int point) {
    if (std::exchange(d_->chosen, point) == point)
        return;
    describe();
    d_->plot->replotSoon();
}

void ParetoChart::setEmptyText(const QString& text) {
    d_->emptyText = text;
    d_->plot->replotSoon();
}

const std::vector<ParetoPoint>& ParetoChart::points() const {
    return d_->points;
}

const std::vector<QRectF>& ParetoChart::labels() const {
    return d_->labels;
}

bool ParetoChart::save(const QString& path) {
    return d_->plot->save(path);
}

QString ParetoChart::csv() const {
    QString text = csvLine({QStringLiteral("name"), QStringLiteral("tokens"), QStringLiteral("accuracy"),
                            QStringLiteral("low"), QStringLiteral("high")});
    for (const ParetoPoint& point : d_->points)
        text +=
            csvLine({point.name, csvNumber(point.x), csvNumber(point.y), csvNumber(point.low), csvNumber(point.high)});
    return text;
}

// The chosen one first.
QString ParetoChart::spoken() const {
    QStringList lines;
    for (size_t i = 0; i < d_->points.size(); ++i) {
        const QString line = QString(d_->points[i].readout).replace(QLatin1Char('\n'), QStringLiteral(", "));
        int(i) == d_->chosen ? lines.prepend(line) : lines.append(line);
    }
    return lines.isEmpty() ? d_->emptyText : lines.join(QStringLiteral("; "));
}

void ParetoChart::describe() {
    setAccessibleDescription(spoken());
}

void ParetoChart::updateAxes() {
    double left = 1e300, right = -1e300, bottom = 1e300, top = -1e300;
    for (const ParetoPoint& point : d_->points) {
        left = std::min(left, d_->along(point.x));
        right = std::max(right, d_->along(point.x));
        bottom = std::min(bottom, point.low);
        top = std::max(top, point.high);
    }
    if (d_->points.empty()) {
        left = bottom = 0;
        right = top = 1;
    }
    const double wide = std::max(right - left, d_->logarithmic ? 0.4 : std::max(1.0, right * 0.1));
    const double tall = std::max(top - bottom, 0.02);
    Plot* plot = d_->plot;
    plot->axisRect()->setMinimumMargins(QMargins(0, fontMetrics().height() / 2 + 3, 0, 0)); // the topmost label
    plot->xAxis->setRange(left - 0.08 * wide, left + 1.12 * wide);
    plot->yAxis->setRange(std::max(bottom - 0.08 * tall, bottom >= 0 ? -0.02 * tall : bottom - tall),
                          top + 0.08 * tall);
    const QCPRange x = plot->xAxis->range(), y = plot->yAxis->range();
    const int columns = std::max(2, width() / (fontMetrics().averageCharWidth() * 14));
    const int rows = std::max(3, height() / (fontMetrics().height() * 2));
    const bool empty = d_->points.empty();
    setTicks(plot->xAxis, empty             ? Ticks()
                          : d_->logarithmic ? logTicks(x.lower, x.upper, columns, d_->xText)
                                            : niceTicks(std::max(0.0, x.lower), x.upper, columns, d_->xText));
    setTicks(plot->yAxis, empty ? Ticks() : niceTicks(y.lower, y.upper, rows, d_->yText));
    plot->replotSoon();
}

void ParetoChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        d_->plot->setFont(font());
        d_->plot->applyColors(d_->colors);
        updateAxes();
    }
}

QSize ParetoChart::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 32, fontMetrics().height() * 6};
}

void ParetoChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateAxes();
}

// Left and right walk along the axis.
void ParetoChart::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || d_->points.empty())
        return QWidget::keyPressEvent(event);
    std::vector<int> order(d_->points.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    std::stable_sort(order.begin(), order.end(),
                     [this](int a, int b) { return d_->points[size_t(a)].x < d_->points[size_t(b)].x; });
    const auto place = std::find(order.begin(), order.end(), d_->chosen);
    const std::ptrdiff_t last = std::ptrdiff_t(order.size()) - 1;
    const std::ptrdiff_t next = place == order.end()
                                    ? (step > 0 ? 0 : last)
                                    : std::clamp<std::ptrdiff_t>(place - order.begin() + step, 0, last);
    Q_EMIT pointChosen(order[size_t(next)]);
}

void ParetoChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    d_->focused = true;
    d_->plot->replotOverlays();
}

void ParetoChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    d_->focused = false;
    d_->plot->replotOverlays();
}

} // namespace caftan::ui
