// Import with a preview: what was guessed for each field, the first rows, a name, then `caftan-cli data import`.
// Nothing is written before Import is pressed; an error leaves the project as it was.
#pragma once

#include "core/base/json.h"
#include "ui/shell/sheet.h"

#include <QPointer>
#include <QStringList>
#include <map>
#include <optional>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace caftan::ui {

class CliCall;

class ImportSheet : public Sheet {
    Q_OBJECT

  public:
    ImportSheet(const QString& program, QWidget* over);

    void open(const QString& project, const QStringList& files);
    QString commandLine() const; // of the import as it stands
    static QString filter();     // of the file dialog

  Q_SIGNALS:
    void imported(const QString& name);
    void commandLineChanged();

  private:
    void buildFields();
    void showPreview(const Json& preview);
    void fillTable(const Json& preview);
    QStringList arguments(bool skipBad) const;
    QString missingField() const;
    void run(bool skipBad);
    void setBusy(const QString& what);
    void updateState();

    QString program_, project_;
    QStringList files_;
    std::map<QString, QString> guessed_; // field -> column
    std::map<QString, QComboBox*> fields_;
    QLineEdit* name_;
    QComboBox* split_;
    QTableWidget* rows_;
    QLabel *warnings_, *busy_, *state_;
    QWidget* form_;
    QPushButton* import_;
    QPointer<CliCall> call_;
};

} // namespace caftan::ui
