// The demo's experiment: what it trains, the table as it fills, what it shows and what it does not, and the start. Lies
// over any page. Thread: the window's.
#pragma once

#include "core/jobs/demo_experiment.h"
#include "ui/shell/sheet.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace caftan::ui {

class ProjectService;

class ExperimentSheet : public Sheet {
    Q_OBJECT

  public:
    ExperimentSheet(ProjectService& service, QWidget* over);
    void open();

  Q_SIGNALS:
    void startWanted(int seeds);
    void runsWanted();

  private:
    void refresh();
    void show(const std::vector<DemoArm>& arms);
    void showState(const std::vector<DemoArm>& arms);

    ProjectService& service_;
    QTableWidget* table_;
    QLabel* state_;
    QCheckBox* seeds_;
    QPushButton* start_;
    bool running_ = false, asking_ = false;
};

} // namespace caftan::ui
