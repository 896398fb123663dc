// Paints cells of one line of text as the style does, shaping each text once instead of four times and keeping what was
// shaped: a dragged cut repaints whole tables. Cells that are chosen, pointed at or more than text are left to the
// style. Window's thread.
#pragma once

#include <QFont>
#include <QGlyphRun>
#include <QHash>
#include <QStyledItemDelegate>
#include <optional>

namespace caftan::ui {

class TextCells : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    struct Line {
        QList<QGlyphRun> glyphs;
        QSizeF size; // pixels
    };
    void measure(const QStyleOptionViewItem& cell) const;
    const Line& line(const QStyleOptionViewItem& cell, int width) const;
    mutable std::optional<QFont> font_; // that of the following
    mutable QMargins around_;           // the text in its cell, as the style says
    mutable QHash<std::pair<QString, int>, Line> lines_;
};

} // namespace caftan::ui
