#include "ui/pages/explore/confusion_view.h"

#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/pages/explore/looks.h"

#include <QPainter>
#include <algorithm>

namespace caftan::ui {

ConfusionView::ConfusionView(Exploration& exploration, QWidget* parent) : QWidget(parent), exploration_(exploration) {
    setToolTip(tr("A question above the cut counts as flagged. Accuracy, precision, recall and F1 judge the flag as a "
                  "prediction that the answer is wrong."));
    const auto refresh = [this] {
        setAccessibleName(summary());
        update();
    };
    connect(&exploration, &Exploration::cutsChanged, this, refresh);
    connect(&exploration, &Exploration::cutSelected, this, refresh);
    connect(&exploration, &Exploration::dataChanged, this, refresh);
}

QSize ConfusionView::sizeHint() const {
    return {300, 5 * (fontMetrics().height() + 5)};
}

QString ConfusionView::summary() const {
    if (exploration_.cuts().empty())
        return tr("No cut");
    const double cut = exploration_.cuts()[size_t(exploration_.selectedCut())];
    const Confusion at = exploration_.index().confusion(cut);
    return tr("Cut %1: %2 wrong and %3 right flagged, %4 wrong and %5 right passed; accuracy %6, precision %7, recall "
              "%8, F1 %9")
        .arg(metricText(cut), groupedText(at.truePositive), groupedText(at.falsePositive),
             groupedText(at.falseNegative), groupedText(at.trueNegative), shareText(at.accuracy()),
             shareText(at.precision()), shareText(at.recall()), shareText(at.f1()));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    if (exploration_.cuts().empty())
        return;
    QPainter painter(this);
    const ThemeColors& colors = ThemeColors::of(palette());
    const Confusion at = exploration_.index().confusion(exploration_.cuts()[size_t(exploration_.selectedCut())]);
    const QFontMetrics metrics(font());
    const int rowHeight = height() / 5;
    const int head = std::max({int(width() * 0.34), metrics.horizontalAdvance(tr("wrong answers")) + 8,
                               metrics.horizontalAdvance(tr("right answers")) + 8});
    const int column = (width() - head) / 2;
    const auto title = [&](const QString& whole, const QString& brief) {
        return metrics.horizontalAdvance(whole) + 8 <= column ? whole : brief;
    };
    const auto put = [&](int row, int slot, int span, const QString& text, const QColor& color, bool bold) {
        QFont written = font();
        written.setWeight(bold ? QFont::DemiBold : QFont::Normal);
        painter.setFont(written);
        painter.setPen(color);
        const QRect cell(slot == 0 ? 0 : head + (slot - 1) * column, row * rowHeight, slot == 0 ? head : column * span,
                         rowHeight);
        painter.drawText(cell, int(Qt::AlignVCenter) | int(slot == 0 ? Qt::AlignLeft : Qt::AlignRight), text);
    };
    put(0, 1, 1, title(tr("above: flagged"), tr("flagged")), colors.muted, false);
    put(0, 2, 1, title(tr("below: passed"), tr("passed")), colors.muted, false);
    put(1, 0, 1, tr("wrong answers"), colors.muted, false);
    put(1, 1, 1, groupedText(at.truePositive), colors.text, true);
    put(1, 2, 1, groupedText(at.falseNegative), colors.text, false);
    put(2, 0, 1, tr("right answers"), colors.muted, false);
    put(2, 1, 1, groupedText(at.falsePositive), colors.text, false);
    put(2, 2, 1, groupedText(at.trueNegative), colors.text, true);
    painter.setPen(colors.border);
    painter.drawLine(0, 3 * rowHeight + 2, width(), 3 * rowHeight + 2);
    const std::pair<QString, double> figures[] = {{tr("accuracy"), at.accuracy()},
                                                  {tr("precision"), at.precision()},
                                                  {tr("recall"), at.recall()},
                                                  {tr("F1"), at.f1()}};
    int words = 0; // columns as wide as their words, and the rest shared
    for (const auto& [name, value] : figures)
        words += metrics.horizontalAdvance(name) + 8;
    const int more = (width() - words) / 4;
    for (int i = 0, left = 0; i < 4; ++i) {
        const int wide = metrics.horizontalAdvance(figures[i].first) + 8 + more;
        const QRect cell(left, 3 * rowHeight + 4, wide - 6, rowHeight);
        left += wide;
        painter.setFont(font());
        painter.setPen(colors.muted);
        painter.drawText(cell, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(figures[i].first, Qt::ElideRight, cell.width()));
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(colors.text);
        painter.drawText(cell.translated(0, rowHeight - 4), Qt::AlignVCenter | Qt::AlignLeft,
                         shareText(figures[i].second));
    }
}

} // namespace caftan::ui
