// What every state of the window must hold: controls have names and say what they do, no text is cut off. With
// CAFTAN_STATE_PICTURES=DIR each state is written as a picture, to be looked at.
#pragma once

#include "ui/shell/fitting.h"
#include "ui/shell/widgets.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QtTest>

namespace caftan::test {

inline bool isOwnField(QWidget* widget) {
    const auto* line = qobject_cast<QLineEdit*>(widget);
    return qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
           (line && !qobject_cast<QComboBox*>(widget->parentWidget()) &&
            !qobject_cast<QAbstractSpinBox*>(widget->parentWidget()));
}

// The first column whose title has no room; -1: none. Room for the arrow of a sorted column is not asked for,
// nor any for a last one that takes what the others leave.
inline int cutColumn(const QHeaderView* head) {
    constexpr double smaller = 0.9; // than other text, and padding below
    for (int column = 0; head->orientation() == Qt::Horizontal && column < head->count(); ++column) {
        const QString title = head->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const double needed = smaller * head->fontMetrics().horizontalAdvance(title) + 8;
        const bool rest = head->sectionResizeMode(column) == QHeaderView::Stretch &&
                          head->visualIndex(column) == head->count() - 1 - head->hiddenSectionCount();
        if (!head->isSectionHidden(column) && !rest && head->sectionSize(column) < needed)
            return column;
    }
    return -1;
}

// Whether what is chosen is cut in the middle of a letter; those that end in "…" say that there is more.
inline bool cutsItsText(const QComboBox* box) {
    if (box->isEditable() || dynamic_cast<const ui::ElidedCombo*>(box))
        return false;
    QStyleOptionComboBox option;
    option.initFrom(box);
    option.editable = false;
    const QRect room = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
    return box->fontMetrics().horizontalAdvance(box->currentText()) > room.width() + 6; // free before its arrow
}

// Empty: all is well.
inline QString problemOf(QWidget* widget) {
    const auto* button = qobject_cast<QAbstractButton*>(widget);
    const auto* label = qobject_cast<QLabel*>(widget);
    if (isOwnField(widget) && !widget->objectName().isEmpty() && widget->focusPolicy() != Qt::NoFocus) {
        if (widget->toolTip().isEmpty())
            return QStringLiteral("has no tooltip");
        if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            return QStringLiteral("has no name");
    }
    if (dynamic_cast<const ui::ElidedLabel*>(widget)) // says with its "…" that there is more
        return {};
    const bool oneLine =
        qobject_cast<QPushButton*>(widget) || (label && !label->wordWrap() && !label->text().isEmpty());
    if (oneLine && widget->width() < widget->sizeHint().width() - 1)
        return QStringLiteral("is cut off");
    if (label && label->wordWrap() && label->hasHeightForWidth() &&
        label->height() < label->heightForWidth(label->width()) - 1)
        return QStringLiteral("is cut off below");
    return {};
}

// What problemOf() does not look at: chosen texts, titles of columns and ticks. Empty: all is well.
inline QString cutTextOf(QWidget* widget) {
    if (const auto* box = qobject_cast<QComboBox*>(widget); box && cutsItsText(box))
        return QStringLiteral("is cut off: \"%1\"").arg(box->currentText());
    if (const auto* head = qobject_cast<QHeaderView*>(widget); head && cutColumn(head) >= 0)
        return QStringLiteral("is cut off in column %1 of %2")
            .arg(cutColumn(head))
            .arg(head->parentWidget()->objectName());
    if (isOwnField(widget) && widget->height() < widget->minimumSizeHint().height())
        return QStringLiteral("is cut off below: %1 of %2 high")
            .arg(widget->height())
            .arg(widget->minimumSizeHint().height());
    const bool tick = qobject_cast<QCheckBox*>(widget) || qobject_cast<QRadioButton*>(widget);
    return tick && widget->width() < widget->sizeHint().width() - 1 ? QStringLiteral("is cut off") : QString();
}

inline void checkState(QWidget* window, const QString& state, bool dark = false) {
    QTest::qWait(150);
    const QString folder = qEnvironmentVariable("CAFTAN_STATE_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(window->grab().save(
            QDir(folder).filePath(state + (dark ? QStringLiteral("-dark") : QString()) + QStringLiteral(".png"))));
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const auto* label = qobject_cast<QLabel*>(widget);
        const QString problem = problemOf(widget);
        QVERIFY2(problem.isEmpty(),
                 qPrintable(QStringLiteral("%1: %2 %3 %4 %5")
                                .arg(state, QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                     button  ? button->text()
                                     : label ? label->text()
                                             : QString(),
                                     problem)));
    }
}

} // namespace caftan::test
