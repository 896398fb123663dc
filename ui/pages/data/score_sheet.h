// Which model answers which questions, how: makes a scoring job. Thread: the window's.
#pragma once

#include "core/jobs/specs.h"
#include "core/store/jobs.h"
#include "ui/shell/sheet.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace caftan::ui {

class JobLauncher;
class Library;
class ProjectService;

class ScoreSheet : public Sheet {
    Q_OBJECT

  public:
    ScoreSheet(ProjectService& service, Library& library, JobLauncher& launcher, QWidget* over);

    void open(const QString& project, int64_t dataset);
    QString commandLine() const;

  Q_SIGNALS:
    void launched(int64_t job);
    void commandLineChanged();

  private:
    void fillModels();
    void askTeachers();
    void updateState();
    ScoreSpec spec() const;
    void start();

    ProjectService& service_;
    Library& library_;
    JobLauncher& launcher_;
    QString project_;
    int64_t dataset_ = 0;
    int teachersAsked_ = 0; // times; only the last answer counts
    QComboBox *model_, *prompt_, *precision_, *part_, *device_, *traces_;
    QCheckBox* ifd_;
    QSpinBox* limit_;
    QLabel* state_;
    QPushButton* start_;
};

} // namespace caftan::ui
