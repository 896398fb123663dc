#include "ui/charts/histogram_paint.h"

#include "ui/charts/number_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr int pillGap = 4;

QString pillText(const HistogramScene& scene, size_t cut) {
    QString text = metricText(scene.cuts[cut]);
    if (cut < scene.quantiles.size())
        text += QStringLiteral(" · ") + percentText(scene.quantiles[cut], 1);
    return text;
}

// Pills side by side; one that would touch its left neighbour goes a row down.
std::vector<QRect> pillRects(const HistogramScene& scene, QCPAxis& x, const QRect& area, const QFontMetrics& metrics) {
    const int pillHeight = metrics.height() + 2;
    std::vector<QRect> rects;
    for (size_t i = 0; i < scene.cuts.size(); ++i) {
        const int width = metrics.horizontalAdvance(pillText(scene, i)) + 16;
        const int centre = int(std::lround(x.coordToPixel(scene.position(scene.cuts[i]))));
        const int left = std::clamp(centre - width / 2, area.left(), std::max(area.left(), area.right() - width));
        QRect rect(left, area.top() + 2, width, pillHeight);
        const auto touches = [&rect](const QRect& other) {
            return other.adjusted(-pillGap, 0, pillGap, 0).intersects(rect);
        };
        while (std::any_of(rects.begin(), rects.end(), touches))
            rect.translate(0, pillHeight + pillGap);
        rects.push_back(rect);
    }
    return rects;
}

// Dashed lines with their names at the foot, each set a row higher, so that they never touch.
void paintGhosts(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, const QRect& area) {
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setAntialiasing(false);
    int row = 0;
    for (const GhostCuts& ghost : scene.ghosts) {
        const int top = area.bottom() - ++row * (metrics.height() + 4);
        for (const double value : ghost.values) {
            const int at = int(std::lround(x.coordToPixel(scene.position(value))));
            painter.setPen(QPen(scene.colors.muted, 1, Qt::DashLine));
            painter.drawLine(QPoint(at, area.top()), QPoint(at, area.bottom()));
        }
        if (ghost.values.empty() || top < area.top())
            continue;
        const int first = int(std::lround(x.coordToPixel(scene.position(ghost.values.front()))));
        const QString name = metrics.elidedText(ghost.name, Qt::ElideRight, 160);
        const int width = metrics.horizontalAdvance(name) + 10;
        const QRect box(std::clamp(first + 3, area.left(), std::max(area.left(), area.right() - width)), top, width,
                        metrics.height() + 2);
        painter.fillRect(box, scene.colors.background);
        painter.setPen(scene.colors.muted);
        painter.drawText(box, Qt::AlignCenter, name);
    }
}

void paintGrip(QCPPainter& painter, const ChartPalette& colors, QPoint centre, bool active) {
    const double stroke = strokeWidth(painter.fontMetrics());
    const QRectF grip(centre.x() - 5 * stroke, centre.y() - 13 * stroke, 10 * stroke, 26 * stroke);
    painter.setPen(QPen(active ? colors.accent : colors.pill, (active ? 2 : 1) * stroke));
    painter.setBrush(colors.background);
    painter.drawRoundedRect(grip, 5, 5);
    painter.setPen(QPen(colors.pill, 1));
    for (int offset : {-2, 2})
        painter.drawLine(QPointF(centre.x() + offset, centre.y() - 5), QPointF(centre.x() + offset, centre.y() + 5));
}

std::vector<double> niceValues(const HistogramAxis& axis) {
    std::vector<double> values;
    if (axis.scale == AxisScale::Log) { // decades first: they win over the values between them
        for (double decade = axis.floor * 10; decade <= axis.high * 1.0001; decade *= 10)
            values.push_back(decade);
        for (double decade = axis.floor; decade <= axis.high; decade *= 10)
            for (double factor : {5.0, 2.0})
                if (decade * factor <= axis.high && decade * factor > axis.high / 20) // the last decade has room
                    values.push_back(decade * factor);
        return values;
    }
    const double span = axis.high - axis.low, power = std::pow(10.0, std::floor(std::log10(span / 5)));
    double step = power;
    for (double factor : {1.0, 2.0, 5.0, 10.0})
        if ((step = factor * power) * 7 >= span)
            break;
    for (double value = std::ceil(axis.low / step) * step; value <= axis.high; value += step)
        values.push_back(std::abs(value) < step / 1000 ? 0 : value);
    return values;
}

QString tickText(double value) {
    QString text = QString::fromLatin1(QByteArray::number(value, 'g', 4));
    return text.contains(QLatin1Char('e')) ? metricText(value) : text;
}

} // namespace

double HistogramScene::height(double count) const {
    return logCounts ? std::log10(1 + count) : count;
}

void paintTints(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, const QRect& area) {
    if (scene.histogram.bins.empty())
        return;
    const size_t bands = scene.cuts.size() + 1;
    int left = area.left();
    for (size_t band = 0; band < bands; ++band) {
        const int right =
            band + 1 == bands ? area.right() + 1 : int(std::lround(x.coordToPixel(scene.position(scene.cuts[band]))));
        const QColor tint = mixColors(scene.colors.background, bandColor(scene.colors, band, bands), scene.colors.tint);
        painter.fillRect(QRect(left, area.top(), right - left, area.height()), tint);
        left = right;
    }
}

void paintBars(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, QCPAxis& y, const QRect& area) {
    const int base = area.bottom() + 1;
    const QBrush hatch(mixColors(scene.colors.wrong, scene.colors.background, 0.45), Qt::BDiagPattern);
    for (size_t i = 0; i < scene.histogram.bins.size(); ++i) {
        const HistogramBin& bin = scene.histogram.bins[i];
        const int left = int(std::lround(x.coordToPixel(double(i))));
        int width = int(std::lround(x.coordToPixel(double(i) + 1))) - left;
        width = std::max(1, width >= 4 ? width - 1 : width);
        const auto top = [&](int64_t count) {
            return count == 0 ? base
                              : std::min(base - 1, int(std::lround(y.coordToPixel(scene.height(double(count))))));
        };
        const int64_t rows = bin.wrong + bin.right;
        // Stacked logarithms would say nothing: the bar's height is that of its count, divided by the shares.
        const int wrong = scene.logCounts && bin.wrong > 0
                              ? base - int(std::lround(double(base - top(rows)) * double(bin.wrong) / double(rows)))
                              : top(bin.wrong);
        const int all = std::min(top(rows), bin.right ? wrong - 1 : wrong);
        painter.fillRect(QRect(left, wrong, width, base - wrong), scene.colors.wrong);
        if (width >= 4 && wrong < base) // told by a pattern too
            painter.fillRect(QRect(left, wrong, width, base - wrong), hatch);
        painter.fillRect(QRect(left, all, width, wrong - all), scene.colors.right);
    }
}

void paintCuts(QCPPainter& painter, const HistogramScene& scene, QCPAxis& x, const QRect& area) {
    if (scene.histogram.bins.empty())
        return;
    const ChartPalette& colors = scene.colors;
    if (scene.brush) {
        const double left = x.coordToPixel(scene.position(scene.brush->first));
        const double right = x.coordToPixel(scene.position(scene.brush->second));
        QColor fill = colors.accent;
        fill.setAlphaF(0.12f);
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(left, area.top(), right - left, area.height()));
    }
    paintGhosts(painter, scene, x, area);
    const std::vector<QRect> pills = pillRects(scene, x, area, painter.fontMetrics());
    const auto pixelOf = [&](size_t cut) { return int(std::lround(x.coordToPixel(scene.position(scene.cuts[cut])))); };
    painter.setAntialiasing(false);
    painter.setPen(QPen(colors.pill, strokeWidth(painter.fontMetrics())));
    for (size_t i = 0; i < scene.cuts.size(); ++i)
        painter.drawLine(QPoint(pixelOf(i), area.top()), QPoint(pixelOf(i), area.bottom()));
    painter.setAntialiasing(true);
    for (size_t i = 0; i < scene.cuts.size(); ++i) { // above every line
        const bool active = int(i) == scene.activeCut;
        paintGrip(painter, colors, QPoint(pixelOf(i), area.center().y()), active);
        painter.setPen(Qt::NoPen);
        painter.setBrush(active ? colors.accent : colors.pill);
        painter.drawRoundedRect(pills[i], 4, 4);
        painter.setPen(colors.pillText);
        painter.drawText(pills[i], Qt::AlignCenter, pillText(scene, i));
    }
}

QStringList readoutOf(const HistogramScene& scene, int bin) {
    const HistogramBin& at = scene.histogram.bins[size_t(bin)];
    const int64_t rows = at.right + at.wrong;
    const QString unit = scene.unit.isEmpty() ? QString() : QStringLiteral(" ") + scene.unit;
    const bool first = bin == 0 && scene.histogram.axis.scale == AxisScale::Log;
    const QString range = first ? QStringLiteral("≤ %1%2").arg(metricText(at.high), unit)
                                : QStringLiteral("%1 – %2%3").arg(metricText(at.low), metricText(at.high), unit);
    QString counts = QCoreApplication::translate("HistogramChart", "%1 questions").arg(groupedText(rows));
    if (rows > 0)
        counts += QCoreApplication::translate("HistogramChart", " · %1 right")
                      .arg(percentText(double(at.right) / double(rows), 0));
    return {range, counts};
}

void paintReadout(QCPPainter& painter, const ChartPalette& colors, const QStringList& lines, const QRect& area,
                  QPoint at) {
    const QFontMetrics metrics = painter.fontMetrics();
    int width = 0;
    for (const QString& line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    QRect box(at.x() + 12, at.y(), width + 16, int(lines.size()) * metrics.height() + 8);
    if (box.right() > area.right())
        box.moveRight(at.x() - 12);
    box.moveTop(std::clamp(box.top(), area.top() + 2, std::max(area.top() + 2, area.bottom() - box.height())));
    box.moveLeft(std::max(box.left(), area.left()));
    painter.setAntialiasing(true);
    painter.setPen(QPen(colors.grid, 1));
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, 0.5, 0.5), 4, 4);
    painter.setPen(colors.text);
    painter.drawText(box.adjusted(8, 4, -8, -4), Qt::AlignLeft | Qt::AlignVCenter, lines.join(QLatin1Char('\n')));
}

std::vector<std::pair<double, QString>> valueTicks(const HistogramScene& scene, double width,
                                                   const QFontMetrics& metrics) {
    const HistogramAxis& axis = scene.histogram.axis;
    std::vector<std::pair<double, QString>> ticks, wanted;
    if (axis.bins == 0)
        return ticks;
    if (axis.scale == AxisScale::Rank) {
        for (int percent : {0, 25, 50, 75, 100})
            wanted.emplace_back(axis.bins * percent / 100.0,
                                QStringLiteral("%1 %\n%2")
                                    .arg(percent)
                                    .arg(metricText(axis.value(axis.bins * percent / 100.0, *scene.index))));
    } else {
        if (axis.scale == AxisScale::Log)
            wanted.emplace_back(0.5, QStringLiteral("≤ ") + tickText(axis.floor));
        for (double value : niceValues(axis))
            wanted.emplace_back(scene.position(value), tickText(value));
    }
    std::vector<std::pair<double, double>> taken; // pixel ranges
    for (const auto& [position, text] : wanted) {
        const double centre = position / axis.bins * width;
        const double half = metrics.boundingRect(QRect(), Qt::AlignHCenter | Qt::TextDontClip, text).width() / 2.0 + 8;
        const auto touches = [&](const auto& range) {
            return centre - half < range.second && centre + half > range.first;
        };
        if (std::any_of(taken.begin(), taken.end(), touches))
            continue;
        taken.emplace_back(centre - half, centre + half);
        ticks.emplace_back(position, text);
    }
    return ticks;
}

} // namespace caftan::ui
