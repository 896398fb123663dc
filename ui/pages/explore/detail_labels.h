// Labels of the question's detail: data, never markup, and text that can be selected.
#pragma once

#include "ui/shell/theme.h"

#include <QLabel>

namespace caftan::ui {

inline QLabel* plainLabel(const QString& text, const char* role = nullptr, QWidget* parent = nullptr) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role)
        setRole(label, role);
    return label;
}

inline QLabel* wrapped(const QString& text, const char* role = nullptr, QWidget* parent = nullptr) {
    QLabel* label = plainLabel(text, role, parent);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    return label;
}

} // namespace caftan::ui
