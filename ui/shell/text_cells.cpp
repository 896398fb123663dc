#include "ui/shell/text_cells.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace caftan::ui {
namespace {

constexpr qsizetype mostLines = 4000; // kept
constexpr int narrowest = 2;          // pixels of a letter: what cannot be in sight is not shaped

} // namespace

void TextCells::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    constexpr QStyle::State special = QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus;
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    if ((cell.state & special) || (cell.features & ~QStyleOptionViewItem::HasDisplay) ||
        cell.backgroundBrush.style() != Qt::NoBrush)
        return QStyledItemDelegate::paint(painter, option, index);
    if (cell.text.isEmpty())
        return;
    measure(cell);
    const QRect place = cell.rect.marginsRemoved(around_);
    const Line& shown = line(cell, place.width());
    const Qt::Alignment align = QStyle::visualAlignment(cell.direction, cell.displayAlignment);
    const double before = align & Qt::AlignRight ? 1 : align & Qt::AlignHCenter ? 0.5 : 0;
    const QPointF at(place.x() + before * (place.width() - shown.size.width()),
                     QStyle::alignedRect(cell.direction, Qt::AlignVCenter, shown.size.toSize(), place).y());
    painter->setPen(cell.palette.color(QPalette::Text));
    for (const QGlyphRun& run : shown.glyphs)
        painter->drawGlyphRun(at, run);
}

void TextCells::measure(const QStyleOptionViewItem& cell) const {
    if (font_ == cell.font)
        return;
    font_ = cell.font;
    lines_.clear();
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget) + 1;
    around_ = QMargins(text.left() - cell.rect.left() + margin, text.top() - cell.rect.top(),
                       cell.rect.right() - text.right() + margin, cell.rect.bottom() - text.bottom());
}

const TextCells::Line& TextCells::line(const QStyleOptionViewItem& cell, int width) const {
    const std::pair key(cell.text, width);
    if (const auto kept = lines_.constFind(key); kept != lines_.cend())
        return *kept;
    if (lines_.size() >= mostLines)
        lines_.clear();
    const auto shaped = [&cell](const QString& text) {
        QTextLayout layout(text, cell.font);
        layout.beginLayout();
        QTextLine only = layout.createLine();
        only.setLineWidth(1e6);
        layout.endLayout();
        return Line{layout.glyphRuns(), {only.naturalTextWidth(), only.height()}};
    };
    const QString seen = cell.text.left(qsizetype(std::max(0, width)) / narrowest + 1);
    Line whole = shaped(seen);
    if (whole.size.width() > width)
        whole = shaped(cell.fontMetrics.elidedText(seen, cell.textElideMode, width));
    return *lines_.insert(key, std::move(whole));
}

} // namespace caftan::ui
