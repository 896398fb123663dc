// What every state of the window must hold: controls have names and say what they do, no text is cut off. With
// CAFTAN_STATE_PICTURES=DIR each state is written as a picture, to be looked at.
#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

namespace caftan::test {

inline bool isOwnField(QWidget* widget) {
    const auto* line = qobject_cast<QLineEdit*>(widget);
    return qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
           (line && !qobject_cast<QComboBox*>(widget->parentWidget()) &&
            !qobject_cast<QAbstractSpinBox*>(widget->parentWidget()));
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
    const bool oneLine =
        qobject_cast<QPushButton*>(widget) || (label && !label->wordWrap() && !label->text().isEmpty());
    if (oneLine && widget->width() < widget->sizeHint().width() - 1)
        return QStringLiteral("is cut off");
    if (label && label->wordWrap() && label->hasHeightForWidth() &&
        label->height() < label->heightForWidth(label->width()) - 1)
        return QStringLiteral("is cut off below");
    return {};
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
