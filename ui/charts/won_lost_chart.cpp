#include "ui/charts/won_lost_chart.h"

#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>

namespace caftan::ui {

WonLostChart::WonLostChart(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void WonLostChart::setColors(const ChartPalette& palette) {
    colors_ = palette;
    update();
}

void WonLostChart::setRows(std::vector<WonLostRow> rows) {
    rows_ = std::move(rows);
    setAccessibleDescription(spoken());
    updateGeometry();
    update();
}

QString WonLostChart::spoken() const {
    QStringList lines;
    for (const WonLostRow& row : rows_)
        lines << tr("%1: lost %2, won %3, %4 %5").arg(row.name).arg(row.lost).arg(row.won).arg(row.net, row.note);
    return lines.isEmpty() ? emptyText_ : lines.join(QStringLiteral("; "));
}

QString WonLostChart::csv() const {
    QString text =
        csvLine({QStringLiteral("band"), QStringLiteral("lost"), QStringLiteral("won"), QStringLiteral("note")});
    for (const WonLostRow& row : rows_)
        text += csvLine({row.name, QString::number(row.lost), QString::number(row.won), row.note});
    return text;
}

void WonLostChart::setChosen(int row) {
    chosen_ = row;
    update();
}

void WonLostChart::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

QSize WonLostChart::sizeHint() const {
    return {360, head() + int(std::max<size_t>(3, rows_.size())) * (fontMetrics().height() + 20)};
}

QSize WonLostChart::minimumSizeHint() const {
    return {240, head() + int(std::max<size_t>(3, rows_.size())) * (fontMetrics().height() + 1)};
}

QRectF WonLostChart::rowRect(int row) const {
    const double room = double(height() - head()) / double(std::max<size_t>(3, rows_.size()));
    return {0, head() + row * room, double(width()), room};
}

WonLostChart::Layout WonLostChart::layoutOf() const {
    const QFontMetricsF metrics(font());
    Layout layout;
    qint64 lost = 0, won = 0;
    for (const WonLostRow& row : rows_) {
        layout.nameWidth = std::max(layout.nameWidth, metrics.horizontalAdvance(row.name) + 16);
        layout.netWidth =
            std::max(layout.netWidth, metrics.horizontalAdvance(row.net) + metrics.horizontalAdvance(row.note) + 28);
        lost = std::max(lost, row.lost);
        won = std::max(won, row.won);
    }
    const double number = metrics.horizontalAdvance(QStringLiteral("00,000")) + 8;
    const double room = std::max(10.0, width() - layout.nameWidth - layout.netWidth - 2 * number);
    layout.scale = room / double(std::max<qint64>(1, lost + won));
    layout.zero = layout.nameWidth + number + double(lost) * layout.scale;
    return layout;
}

void WonLostChart::paintRow(QPainter& painter, int at) const {
    const WonLostRow& row = rows_[size_t(at)];
    const Layout layout = layoutOf();
    const QRectF place = rowRect(at);
    const double tall = std::min(place.height() - 6, fontMetrics().height() * 1.6);
    const double top = place.center().y() - tall / 2;
    if (at == chosen_ || (at == 0 && chosen_ < 0 && hasFocus())) {
        painter.setPen(QPen(hasFocus() ? colors_.accent : colors_.axis, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(place.adjusted(0.5, 1.5, -0.5, -1.5), 4, 4);
    }
    const QRectF won(layout.zero, top, double(row.won) * layout.scale, tall);
    const QRectF lost(layout.zero - double(row.lost) * layout.scale, top, double(row.lost) * layout.scale, tall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.color);
    painter.drawRoundedRect(won, 2, 2);
    painter.setBrush(mixColors(colors_.background, row.color, 0.35));
    painter.drawRoundedRect(lost, 2, 2);
    painter.setBrush(QBrush(mixColors(colors_.background, row.color, 0.7), Qt::BDiagPattern));
    painter.drawRoundedRect(lost, 2, 2); // pattern besides colour
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(colors_.text);
    painter.drawText(QRectF(6, place.top(), layout.nameWidth, place.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     row.name);
    painter.drawText(QRectF(won.right() + 6, place.top(), 200, place.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     groupedText(row.won));
    painter.setFont(font());
    painter.setPen(colors_.muted);
    painter.drawText(QRectF(lost.left() - 206, place.top(), 200, place.height()), Qt::AlignRight | Qt::AlignVCenter,
                     groupedText(row.lost));
    const double noteWidth = fontMetrics().horizontalAdvance(row.note);
    painter.drawText(QRectF(0, place.top(), width() - 6, place.height()), Qt::AlignRight | Qt::AlignVCenter, row.note);
    if (row.shown) {
        painter.setFont(strong);
        painter.setPen(colors_.text);
    }
    painter.drawText(QRectF(0, place.top(), width() - 18 - noteWidth, place.height()),
                     Qt::AlignRight | Qt::AlignVCenter, row.net);
}

void WonLostChart::paintOn(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    painter.setPen(colors_.muted);
    if (rows_.empty())
        return painter.drawText(QRectF(rect()), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
    const Layout layout = layoutOf();
    painter.drawText(QRectF(0, 0, layout.zero - 10, head()), Qt::AlignRight | Qt::AlignVCenter, tr("lost"));
    painter.drawText(QRectF(layout.zero + 10, 0, width(), head()), Qt::AlignLeft | Qt::AlignVCenter, tr("won"));
    for (int row = 0; row < int(rows_.size()); ++row)
        paintRow(painter, row);
    painter.setPen(QPen(colors_.axis, 1));
    painter.drawLine(QPointF(layout.zero, head()), QPointF(layout.zero, rowRect(int(rows_.size()) - 1).bottom()));
}

void WonLostChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter);
}

bool WonLostChart::save(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(size());
        generator.setViewBox(QRect(QPoint(), size()));
        QPainter painter;
        if (!painter.begin(&generator))
            return false;
        painter.fillRect(rect(), colors_.background);
        paintOn(painter);
        return painter.end();
    }
    if (suffix == QLatin1String("pdf")) {
        QPdfWriter writer(path);
        writer.setPageSize(QPageSize(QSizeF(size()) * 0.75, QPageSize::Point));
        writer.setPageMargins({});
        writer.setResolution(96);
        QPainter painter;
        if (!painter.begin(&writer))
            return false;
        paintOn(painter);
        return painter.end();
    }
    QImage image(size() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(colors_.background);
    QPainter painter(&image);
    paintOn(painter);
    painter.end();
    return image.save(path);
}

void WonLostChart::mousePressEvent(QMouseEvent* event) {
    for (int row = 0; row < int(rows_.size()); ++row)
        if (event->button() == Qt::LeftButton && rowRect(row).contains(event->position()))
            return Q_EMIT rowChosen(row);
}

void WonLostChart::keyPressEvent(QKeyEvent* event) {
    const int last = int(rows_.size()) - 1;
    if (last >= 0 && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)) {
        const int next = std::clamp(chosen_ + (event->key() == Qt::Key_Down ? 1 : -1), 0, last);
        if (next != chosen_)
            Q_EMIT rowChosen(next);
        return;
    }
    if (event->key() == Qt::Key_Escape && chosen_ >= 0)
        return Q_EMIT rowChosen(chosen_);
    QWidget::keyPressEvent(event);
}

void WonLostChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    updateGeometry();
    update();
}

} // namespace caftan::ui
