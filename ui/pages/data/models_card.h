// The models of the project, and adding one (a Hugging Face folder or a GGUF file). Thread: the window's.
#pragma once

#include "ui/shell/dialogs.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QMenu;
class QPushButton;
class QTableWidget;

namespace caftan::ui {

class CliCall;
class Library;
class Notice;
class ProjectService;
class Settings;

class ModelsCard : public QFrame {
    Q_OBJECT

  public:
    ModelsCard(ProjectService& service, Library& library, Settings& settings, const Dialogs& dialogs,
               const QString& program, QWidget* parent = nullptr);
    void add(const QString& path);

  private:
    void refresh();
    void chooseFolder();
    void chooseFile();

    ProjectService& service_;
    Library& library_;
    Settings& settings_;
    Dialogs dialogs_;
    QString program_;
    QTableWidget* table_;
    QLabel *empty_, *busy_;
    QPushButton* add_;
    Notice* notice_;
    QPointer<CliCall> call_;
};

} // namespace caftan::ui
