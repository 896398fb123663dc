#include "ui/pages/train/train_fields.h"

#include "core/base/text.h"
#include "ui/shell/fitting.h"
#include "ui/shell/widgets.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <charconv>

namespace caftan::ui {

QWidget* labelled(const QString& label, QWidget* field, const QString& toolTip, QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* title = makeLabel(label, "label", box);
    title->setWordWrap(false);
    title->setBuddy(field);
    field->setParent(box);
    field->setToolTip(toolTip);
    field->setAccessibleName(label);
    layout->addWidget(title);
    layout->addWidget(field);
    return box;
}

NumberField::NumberField(const QString& name, double low, double high, QWidget* parent)
    : QLineEdit(parent), low_(low), high_(high) {
    setObjectName(name);
    connect(this, &QLineEdit::editingFinished, this, &NumberField::read);
}

void NumberField::setNumber(double value) {
    value_ = value;
    if (hasFocus() && isModified())
        return; // somebody is typing
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    setText(QString::fromLatin1(buffer, end - buffer).replace(QLatin1String("e-0"), QLatin1String("e-")));
}

void NumberField::read() {
    if (!isModified())
        return;
    setModified(false);
    const auto typed = parseDouble(text().trimmed().toStdString());
    if (typed && *typed >= low_ && *typed <= high_ && *typed != value_)
        Q_EMIT edited(*typed);
    else
        setNumber(value_);
}

QSpinBox* countField(const QString& name, int low, int high, const QString& atLow, QWidget* parent) {
    auto* field = new QSpinBox(parent);
    field->setObjectName(name);
    field->setRange(low, high);
    field->setGroupSeparatorShown(true);
    field->setKeyboardTracking(false);
    if (!atLow.isEmpty())
        field->setSpecialValueText(atLow);
    return field;
}

QComboBox* choiceField(const QString& name, std::initializer_list<std::pair<QString, const char*>> entries,
                       QWidget* parent) {
    auto* field = new ElidedCombo(parent);
    field->setObjectName(name);
    for (const auto& [shown, value] : entries)
        field->addItem(shown, QString::fromLatin1(value));
    return field;
}

void showChoice(QComboBox* field, const std::string& value) {
    const QSignalBlocker quiet(field);
    field->setCurrentIndex(field->findData(QString::fromStdString(value)));
}

void showCount(QSpinBox* field, int64_t value) {
    const QSignalBlocker quiet(field);
    field->setValue(int(std::min<int64_t>(value, field->maximum())));
}

} // namespace caftan::ui
