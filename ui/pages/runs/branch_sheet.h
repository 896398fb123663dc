// A branch: a new run that starts from the best weights of another one, with settings that are changed here. The
// document below the fields is what will be trained; fields and document follow each other.
#pragma once

#include "ui/models/run_list_model.h"
#include "ui/shell/sheet.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace caftan::ui {

class JobLauncher;
class Library;
class ProjectService;

class BranchSheet : public Sheet {
    Q_OBJECT

  public:
    BranchSheet(ProjectService& service, Library& library, JobLauncher& launcher, QWidget* over);
    void openFor(const RunView& parent);
    QString commandLine() const; // of the branch as it stands; empty while the document is not one

  Q_SIGNALS:
    void launched(int64_t job);

  private:
    void buildFields();
    void readFields();   // into the document
    void readDocument(); // into the fields
    void showCommand();
    Result<Json> document() const; // checked
    void start();

    ProjectService& service_;
    Library& library_;
    JobLauncher& launcher_;
    QLineEdit *name_, *epochs_, *rate_, *command_;
    QComboBox* recipe_;
    QSpinBox* seed_;
    QPlainTextEdit* document_;
    QPushButton *start_, *more_;
    bool filling_ = false;
};

} // namespace caftan::ui
