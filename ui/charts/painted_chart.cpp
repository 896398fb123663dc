#include "ui/charts/painted_chart.h"

#include "ui/charts/number_text.h"

#include <QEvent>
#include <QFileInfo>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <charconv>
#include <cmath>

namespace caftan::ui {

bool savePainted(const QString& path, const QSize& size, const std::function<void(QPainter&)>& paint) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        QPainter painter;
        if (!painter.begin(&generator))
            return false;
        paint(painter);
        return painter.end();
    }
    if (suffix == QLatin1String("pdf")) {
        QPdfWriter writer(path);
        writer.setPageMargins(QMarginsF());
        writer.setPageSize(QPageSize(QSizeF(size) * 0.75, QPageSize::Point));
        QPainter painter;
        if (!painter.begin(&writer))
            return false;
        painter.scale(double(writer.width()) / size.width(), double(writer.height()) / size.height());
        paint(painter);
        return painter.end();
    }
    QImage image(size * 2, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(2, 2);
    paint(painter);
    painter.end();
    return image.save(path);
}

QString csvLine(const QStringList& cells) {
    QStringList quoted;
    for (QString cell : cells) {
        if (cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) || cell.contains(QLatin1Char('\n')))
            cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        quoted << cell;
    }
    return quoted.join(QLatin1Char(',')) + QLatin1Char('\n');
}

QString csvNumber(double value) {
    char buffer[64];
    return std::isnan(value)
               ? QString()
               : QString::fromLatin1(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr - buffer);
}

PaintedChart::PaintedChart(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void PaintedChart::setColors(const ChartPalette& palette) {
    colors_ = palette;
    update();
}

bool PaintedChart::save(const QString& path) {
    return savePainted(path, size(), [this](QPainter& painter) {
        painter.fillRect(rect(), colors_.background);
        painter.setFont(font());
        paintChart(painter, rect());
    });
}

void PaintedChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintChart(painter, rect());
}

void PaintedChart::showEmpty(QPainter& painter, const QRect& area, const QString& text) const {
    painter.setPen(colors_.muted);
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, text);
}

void FlowChart::setCounts(std::vector<std::vector<int64_t>> counts, QStringList left, QStringList right,
                          const QString& leftTitle, const QString& rightTitle) {
    counts_ = std::move(counts);
    left_ = std::move(left);
    right_ = std::move(right);
    leftTitle_ = leftTitle;
    rightTitle_ = rightTitle;
    hovered_.reset();
    update();
}

QString FlowChart::csv() const {
    QString text = csvLine({leftTitle_, rightTitle_, QStringLiteral("questions")});
    for (size_t i = 0; i < counts_.size(); ++i)
        for (size_t j = 0; j < counts_[i].size(); ++j)
            text += csvLine({left_.value(int(i)), right_.value(int(j)), QString::number(counts_[i][j])});
    return text;
}

QString FlowChart::spoken() const {
    QStringList words;
    for (size_t i = 0; i < counts_.size(); ++i)
        for (size_t j = 0; j < counts_[i].size(); ++j)
            words << tr("%1 to %2: %3 questions")
                         .arg(left_.value(int(i)), right_.value(int(j)), groupedText(counts_[i][j]));
    return words.isEmpty() ? tr("No question was answered by both") : words.join(QStringLiteral("; "));
}

QRectF FlowChart::field(const QRect& area) const {
    const int line = fontMetrics().height();
    int label = 0;
    for (const QString& name : left_ + right_)
        label = std::max(label, fontMetrics().horizontalAdvance(name));
    label = std::max(label, fontMetrics().horizontalAdvance(QStringLiteral("1,000,000"))) + 20;
    return QRectF(area).adjusted(label, line + 8, -label, -4);
}

std::vector<FlowChart::Stream> FlowChart::streams(const QRectF& field) const {
    int64_t total = 0;
    for (const auto& row : counts_)
        for (const int64_t count : row)
            total += count;
    std::vector<Stream> result;
    if (total == 0 || counts_.empty())
        return result;
    constexpr double gap = 8;
    const size_t rows = counts_.size(), columns = counts_.front().size();
    const double unit = (field.height() - gap * double(std::max(rows, columns) - 1)) / double(total);
    std::vector<double> rightTop(columns, field.top());
    for (size_t j = 1; j < columns; ++j) {
        double height = 0;
        for (size_t i = 0; i < rows; ++i)
            height += unit * double(counts_[i][j - 1]);
        rightTop[j] = rightTop[j - 1] + height + gap;
    }
    double leftTop = field.top();
    for (size_t i = 0; i < rows; ++i) {
        for (size_t j = 0; j < columns; ++j) {
            const double height = unit * double(counts_[i][j]);
            result.push_back({int(i), int(j), leftTop, rightTop[j], height});
            leftTop += height;
            rightTop[j] += height;
        }
        leftTop += gap;
    }
    return result;
}

void FlowChart::paintChart(QPainter& painter, const QRect& area) {
    const QRectF inner = field(area);
    const std::vector<Stream> all = streams(inner);
    if (all.empty())
        return showEmpty(painter, area, tr("No question was answered by both"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors().muted);
    const int line = painter.fontMetrics().height();
    painter.drawText(QRectF(area.left(), area.top(), area.width() / 2.0, line), Qt::AlignLeft, leftTitle_);
    painter.drawText(QRectF(area.center().x(), area.top(), area.width() / 2.0, line), Qt::AlignRight, rightTitle_);
    constexpr double bar = 8;
    std::vector<QRectF> lefts(counts_.size()), rights(counts_.front().size());
    for (const Stream& stream : all) {
        const QColor color = bandColor(colors(), size_t(stream.left), counts_.size());
        const bool lit = hovered_ == std::pair(stream.left, stream.right);
        QPainterPath path(QPointF(inner.left() + bar, stream.leftTop));
        const double middle = inner.center().x(), x2 = inner.right() - bar;
        path.cubicTo(middle, stream.leftTop, middle, stream.rightTop, x2, stream.rightTop);
        path.lineTo(x2, stream.rightTop + stream.height);
        path.cubicTo(middle, stream.rightTop + stream.height, middle, stream.leftTop + stream.height,
                     inner.left() + bar, stream.leftTop + stream.height);
        path.closeSubpath();
        painter.fillPath(path, mixColors(colors().background, color, lit ? 0.75 : 0.35));
        lefts[size_t(stream.left)] |= QRectF(inner.left(), stream.leftTop, bar, std::max(stream.height, 0.01));
        rights[size_t(stream.right)] |= QRectF(x2, stream.rightTop, bar, std::max(stream.height, 0.01));
    }
    const auto label = [&](const QRectF& box, const QString& name, int64_t count, bool left) {
        const double y = std::clamp(box.center().y() - line, inner.top() - 2, inner.bottom() - 2 * line + 4);
        const QRectF text(left ? area.left() : box.right() + 6, y,
                          left ? box.left() - area.left() - 6 : area.right() - box.right() - 6, 2 * line);
        painter.setPen(colors().text);
        painter.drawText(text, (left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         name + QLatin1Char('\n') + groupedText(count));
    };
    for (size_t i = 0; i < lefts.size(); ++i) {
        int64_t count = 0;
        for (const int64_t each : counts_[i])
            count += each;
        painter.fillRect(lefts[i], bandColor(colors(), i, lefts.size()));
        label(lefts[i], left_.value(int(i)), count, true);
    }
    for (size_t j = 0; j < rights.size(); ++j) {
        int64_t count = 0;
        for (const auto& row : counts_)
            count += row[j];
        painter.fillRect(rights[j], bandColor(colors(), j, rights.size()));
        label(rights[j], right_.value(int(j)), count, false);
    }
}

std::optional<std::pair<int, int>> FlowChart::streamAt(const QPointF& at) const {
    const QRectF inner = field(rect());
    const double t = (at.x() - inner.left()) / std::max(1.0, inner.width());
    if (t < 0 || t > 1)
        return std::nullopt;
    const double s = t * t * (3 - 2 * t); // near enough to the curve
    for (const Stream& stream : streams(inner)) {
        const double top = stream.leftTop + (stream.rightTop - stream.leftTop) * s;
        if (at.y() >= top && at.y() < top + stream.height)
            return std::pair(stream.left, stream.right);
    }
    return std::nullopt;
}

void FlowChart::mousePressEvent(QMouseEvent* event) {
    if (const auto stream = streamAt(event->position()); stream && event->button() == Qt::LeftButton)
        Q_EMIT streamClicked(stream->first, stream->second);
}

void FlowChart::mouseMoveEvent(QMouseEvent* event) {
    const auto stream = streamAt(event->position());
    if (stream == hovered_)
        return;
    hovered_ = stream;
    setToolTip(stream ? tr("%1 to %2: %3 questions")
                            .arg(left_.value(stream->first), right_.value(stream->second),
                                 groupedText(counts_[size_t(stream->first)][size_t(stream->second)]))
                      : QString());
    update();
}

void FlowChart::leaveEvent(QEvent* event) {
    PaintedChart::leaveEvent(event);
    hovered_.reset();
    update();
}

} // namespace caftan::ui
