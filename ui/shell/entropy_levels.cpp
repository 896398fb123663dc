#include "ui/shell/entropy_levels.h"

#include "ui/charts/palette.h"

#include <QEvent>
#include <QPainter>
#include <QTextLayout>

namespace caftan::ui {

namespace {

constexpr int legendGap = 12, legendPadding = 4;

} // namespace

int entropyLevel(double entropy) {
    int level = 0;
    for (const double bound : entropyBounds)
        level += entropy > bound;
    return level;
}

QString entropyLevelText(int level) {
    const auto number = [](double value) { return QString::number(value, 'f', 1); };
    if (level == 0)
        return EntropyLegend::tr("entropy up to %1").arg(number(entropyBounds[0]));
    if (level == entropyLevels - 1)
        return EntropyLegend::tr("above %1 nats").arg(number(entropyBounds[level - 1]));
    return EntropyLegend::tr("up to %1").arg(number(entropyBounds[level]));
}

QTextCharFormat entropyFormat(int level, const ThemeColors& colors) {
    constexpr double shares[entropyLevels] = {0, 0.13, 0.28, 0.46};
    constexpr QTextCharFormat::UnderlineStyle lines[entropyLevels] = {
        QTextCharFormat::NoUnderline, QTextCharFormat::DotLine, QTextCharFormat::DashUnderline,
        QTextCharFormat::SingleUnderline};
    const QColor violet = colors.dark ? QColor(0xa5, 0x7b, 0xe0) : QColor(0x8a, 0x4f, 0xd0);
    QTextCharFormat format;
    format.setForeground(colors.text);
    if (level > 0) {
        format.setBackground(mixColors(colors.field, violet, shares[level]));
        format.setUnderlineStyle(lines[level]);
        format.setUnderlineColor(violet);
    }
    return format;
}

EntropyLegend::EntropyLegend(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Legend: entropy of each token"));
    QStringList texts;
    for (int level = 0; level < entropyLevels; ++level)
        texts << entropyLevelText(level);
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    setToolTip(
        tr("Entropy of the model's choice at each token, over its whole vocabulary. 0.69 nats are a coin's toss."));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int EntropyLegend::entryWidth(int level) const {
    return fontMetrics().horizontalAdvance(entropyLevelText(level)) + 2 * legendPadding;
}

QSize EntropyLegend::sizeHint() const {
    int width = -legendGap;
    for (int level = 0; level < entropyLevels; ++level)
        width += entryWidth(level) + legendGap;
    return {width, fontMetrics().height() + 6};
}

void EntropyLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = ThemeColors::of(palette());
    int x = 0;
    for (int level = 0; level < entropyLevels; ++level) {
        const QTextCharFormat format = entropyFormat(level, colors);
        const QRect place(x, 1, entryWidth(level), height() - 2);
        if (level > 0)
            painter.fillRect(place, format.background());
        painter.setPen(level > 0 ? colors.text : colors.muted);
        painter.drawText(place, Qt::AlignCenter, entropyLevelText(level));
        if (level > 0) {
            const Qt::PenStyle styles[] = {Qt::NoPen, Qt::DotLine, Qt::DashLine, Qt::SolidLine};
            painter.setPen(QPen(format.underlineColor(), 1, styles[level]));
            painter.drawLine(place.left() + legendPadding, place.bottom() - 1, place.right() - legendPadding,
                             place.bottom() - 1);
        }
        x += place.width() + legendGap;
    }
}

void EntropyLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace caftan::ui
