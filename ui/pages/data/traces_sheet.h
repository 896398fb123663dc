// Attaches recorded reasoning to a data set: whose it is, then `caftan-cli data traces`. Thread: the window's.
#pragma once

#include "ui/shell/sheet.h"

#include <QPointer>

class QLineEdit;

namespace caftan::ui {

class CliCall;

class TracesSheet : public Sheet {
    Q_OBJECT

  public:
    TracesSheet(const QString& program, QWidget* over);

    void open(const QString& project, const QString& dataset, const QString& file);
    QString commandLine() const;

  Q_SIGNALS:
    void attached(const QString& summary); // a sentence: how many, how many right, how many without a question
    void commandLineChanged();

  private:
    QStringList arguments() const;
    void run();

    QString program_, project_, dataset_, file_;
    QLineEdit* teacher_;
    QLabel* busy_;
    QPushButton* attach_;
    QPointer<CliCall> call_;
};

} // namespace caftan::ui
