#include "ui/pages/runs/run_delegate.h"

#include "ui/charts/number_text.h"
#include "ui/pages/runs/run_looks.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int runRowPadding = 8, runBoxLeft = 10;

// Of the box with the marker, which grows with the text.
int runBoxSide() {
    return std::max(16, QFontMetrics(scaledFont(1)).height() * 4 / 5);
}

void paintBox(QPainter& painter, const QRect& box, const QColor& color, bool checked, const ThemeColors& colors,
              size_t slot) {
    painter.setPen(QPen(color, 1));
    painter.setBrush(checked ? color : colors.card);
    painter.drawRoundedRect(QRectF(box).adjusted(.5, .5, -.5, -.5), 4, 4);
    painter.setPen(QPen(checked ? colors.card : color, 1));
    painter.setBrush(checked ? colors.card : color);
    paintMarker(painter, runMarker(slot), QRectF(box).center(), box.width() * 0.22);
}

void paintBar(QPainter& painter, const QRectF& bar, double share, const ThemeColors& colors) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.track);
    painter.drawRoundedRect(bar, 3, 3);
    QRectF done = bar;
    done.setWidth(bar.width() * share);
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(done, 3, 3);
}

QString stateLine(const RunView& run) {
    const bool unfinished = !run.is("done");
    QStringList parts;
    if (unfinished)
        parts << runStateText(run) + (run.share() > 0 ? QLatin1Char(' ') + percentText(run.share(), 0) : QString());
    if (unfinished && run.accuracy)
        parts << percentText(*run.accuracy);
    else if (const QString outcome = runOutcome(run); !outcome.isEmpty())
        parts << outcome;
    return parts.isEmpty() ? runStateText(run) : parts.join(QStringLiteral(" · "));
}

} // namespace

QRect RunDelegate::boxOf(const QRect& row) {
    return {row.left() + runBoxLeft, row.top() + runRowPadding + 2, runBoxSide(), runBoxSide()};
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int line = QFontMetrics(scaledFont(1)).height();
    return {200, (3 * line + 2 * runRowPadding + 6) / 4 * 4};
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const RunView* run = model_.find(index.data(RunListModel::UidRole).toString().toStdString());
    if (!run)
        return;
    // A list's own palette has no window colour under a style sheet.
    const ThemeColors& colors = ThemeColors::of(option.widget->window()->palette());
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5);
    painter->setPen(option.state & QStyle::State_HasFocus ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
    painter->setBrush(selected                                 ? QBrush(colors.accentSoft)
                      : option.state & QStyle::State_MouseOver ? QBrush(colors.hover)
                                                               : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(frame, 8, 8);
    paintBox(*painter, boxOf(option.rect), runColor(run->slot, colors), model_.isChecked(run->uid), colors, run->slot);

    const int left = option.rect.left() + runBoxLeft + runBoxSide() + 10, right = option.rect.right() - 12;
    QRect line(left, option.rect.top() + runRowPadding, right - left, QFontMetrics(scaledFont(1)).height());
    const auto write = [&](const QRect& rect, const QFont& font, const QColor& color, const QString& text) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    };
    write(line, scaledFont(1, QFont::DemiBold), colors.text, run->name());
    line.translate(0, line.height());
    QStringList about = {runRouting(*run)};
    if (run->run) {
        about << RunListModel::tr("seed %1").arg(run->run->seed);
        if (!run->run->tags.empty())
            about << QString::fromStdString(run->run->tags);
    }
    write(line, scaledFont(.92), colors.muted, about.join(QStringLiteral(" · ")));
    line.translate(0, line.height());
    const int sign = line.height() - 8;
    paintRunState(*painter, QRectF(line.left(), line.top() + 4, sign, sign), run->state, colors);
    line.setLeft(line.left() + sign + 6);
    const bool moving = run->is("running") && run->share() >= 0;
    if (moving) {
        const double width = line.width() * 0.2;
        paintBar(*painter, QRectF(line.right() - width, line.center().y() - 2, width, 6), run->share(), colors);
        line.setRight(int(line.right() - width - 8));
    }
    const bool plain = run->is("done") || run->is("queued") || run->is("stopped") || run->is("paused");
    write(line, scaledFont(.92), plain ? colors.muted : runStateColor(run->state, colors), stateLine(*run));
    painter->restore();
}

bool RunDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    const auto toggle = [&] {
        return model->setData(index,
                              index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                              Qt::CheckStateRole);
    };
    if (event->type() == QEvent::MouseButtonRelease &&
        boxOf(option.rect).adjusted(-6, -6, 6, 6).contains(static_cast<QMouseEvent*>(event)->pos()))
        return toggle();
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space)
        return toggle();
    return false;
}

bool RunDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                            const QModelIndex& index) {
    const RunView* run = model_.find(index.data(RunListModel::UidRole).toString().toStdString());
    if (!run)
        return false;
    const bool box = boxOf(option.rect).adjusted(-6, -6, 6, 6).contains(event->pos());
    QToolTip::showText(event->globalPos(),
                       box ? tr("Lays this run over the chosen one in every chart (Space)") : runSentence(*run), view);
    return true;
}

} // namespace caftan::ui
