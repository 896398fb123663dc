// Fields of the Train sheet that read and write one number or choice of the draft. Thread: the window's.
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <functional>

namespace caftan::ui {

// A label above a field.
QWidget* labelled(const QString& label, QWidget* field, const QString& toolTip, QWidget* parent);

// A real number as people write it: "0.0001", "1e-4"; independent of the locale. What cannot be read, or lies outside,
// is put back.
class NumberField : public QLineEdit {
    Q_OBJECT

  public:
    NumberField(const QString& name, double low, double high, QWidget* parent);
    void setNumber(double value);

  Q_SIGNALS:
    void edited(double value);

  private:
    void read();
    double low_, high_, value_ = 0;
};

QSpinBox* countField(const QString& name, int low, int high, const QString& atLow, QWidget* parent);
QComboBox* choiceField(const QString& name, std::initializer_list<std::pair<QString, const char*>> entries,
                       QWidget* parent);
void showChoice(QComboBox* field, const std::string& value);
void showCount(QSpinBox* field, int64_t value);

} // namespace caftan::ui
