#include "ui/pages/explore/band_header.h"

#include "ui/charts/number_text.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/pages/explore/looks.h"

#include <QMouseEvent>
#include <QPainter>

namespace caftan::ui {

BandHeader::BandHeader(Exploration& exploration, QWidget* parent) : QWidget(parent), exploration_(exploration) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Click a band to list its questions below"));
    setAccessibleName(tr("Bands"));
    const auto refresh = [this] {
        setAccessibleDescription(texts().join(QStringLiteral("; ")));
        update();
    };
    connect(&exploration, &Exploration::cutsChanged, this, refresh);
    connect(&exploration, &Exploration::dataChanged, this, refresh);
}

QSize BandHeader::sizeHint() const {
    return {480, 2 * fontMetrics().height() + 2};
}

std::vector<BandHeader::Entry> BandHeader::entries() const {
    const std::vector<BandStats> bands = exploration_.index().bands(exploration_.cuts());
    std::vector<Entry> entries;
    for (size_t i = 0; i < bands.size(); ++i) {
        QString detail = groupedText(bands[i].rows);
        if (bands[i].rows > 0)
            detail += tr(" · %1 right").arg(percentText(bands[i].accuracy(), 0));
        entries.push_back({BandTableModel::displayName(i, bands.size()), detail});
    }
    return entries;
}

QStringList BandHeader::texts() const {
    QStringList result;
    for (const Entry& entry : entries())
        result << QStringLiteral("%1: %2").arg(entry.name, entry.detail);
    return result;
}

int BandHeader::entryWidth(size_t count) const {
    const int wanted = fontMetrics().horizontalAdvance(QStringLiteral("1,000,000 · 100 % right")) + 28;
    return std::min(wanted, width() / std::max(1, int(count)));
}

void BandHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = ThemeColors::of(palette());
    const ChartPalette chart = chartPalette(colors);
    const std::vector<Entry> shown = entries();
    const int step = entryWidth(shown.size()), line = fontMetrics().height();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (size_t i = 0; i < shown.size(); ++i) {
        const int left = int(i) * step;
        const QColor color = bandColor(chart, i, shown.size());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(left, 3, 8, height() - 6), 2, 2);
        painter.setFont(bold);
        // The ramp's amber is too light for text on white: mixed with the text's colour it keeps a contrast above 4.5.
        painter.setPen(mixColors(color, colors.text, colors.dark ? 0.35 : 0.3));
        painter.drawText(QRect(left + 16, 0, step - 20, line), Qt::AlignVCenter, shown[i].name);
        painter.setFont(font());
        painter.setPen(colors.muted);
        painter.drawText(QRect(left + 16, line, step - 20, line + 2), Qt::AlignVCenter,
                         fontMetrics().elidedText(shown[i].detail, Qt::ElideRight, step - 20));
    }
}

void BandHeader::mousePressEvent(QMouseEvent* event) {
    const size_t count = exploration_.cuts().size() + 1;
    const int band = int(event->position().x()) / std::max(1, entryWidth(count));
    if (event->button() == Qt::LeftButton && band < int(count))
        Q_EMIT bandClicked(band);
}

} // namespace caftan::ui
