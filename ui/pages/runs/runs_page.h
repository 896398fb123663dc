// Runs: what was trained and what is being trained, live. A list on the left; of the chosen run (and those laid over
// it) curves, the migration of entropies, answers, log and configuration. Thread: the window's.
//
// For tests: the list is "runsList" (a QListView over RunListModel), the buttons are "pauseRun", "stopRun",
// "resumeRun", "branchRun", the tabs "runViews" and "runAxis", the charts "lossChart", "accuracyChart", "bandChart",
// "learningRateChart", "gradientNormChart", "speedChart". findChild<LineChart*>("lossChart")->pointCount(run,
// "train/loss") says how many points of a run are drawn.
#pragma once

#include "ui/models/run_curves.h"
#include "ui/models/run_list_model.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;
class QSlider;
class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace caftan::ui {

class ChartDeck;
class CurvesView;
class JobLauncher;
class Library;
class Notice;
class ProjectService;
class RunHeader;
class RunList;
class TrainingView;
struct ShownRuns;

struct RunsPageParts {
    ProjectService& service;
    Library& library;
    JobLauncher& launcher;
};

class RunsPage : public Page {
    Q_OBJECT

  public:
    explicit RunsPage(const RunsPageParts& parts, QWidget* parent = nullptr);

    QString commandLine() const override;
    RunListModel& runs() { return runs_; }
    RunCurves& curves() { return curves_; }
    const RunView* chosen() const;

  Q_SIGNALS:
    void exploreWanted(); // where a run is started
    void demoWanted();    // the demo's experiment

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QWidget* makeEmpty();
    QWidget* makeContent();
    QWidget* makeAxisRow();
    void connectParts();
    void showState();
    void showChosen();
    void follow();
    void showCurves();
    ShownRuns shownRuns() const;

    RunsPageParts parts_;
    RunListModel runs_;
    RunCurves curves_;
    QStackedLayout* stack_;
    Notice* notice_;
    RunList* list_ = nullptr;
    RunHeader* header_ = nullptr;
    QTabBar *views_ = nullptr, *axis_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QWidget* axisRow_ = nullptr;
    QSlider* smoothing_ = nullptr;
    QLabel *smoothingText_ = nullptr, *overlaid_ = nullptr, *emptyText_ = nullptr;
    QPushButton *demoButton_ = nullptr, *exploreButton_ = nullptr;
    CurvesView* curvesView_ = nullptr;
    TrainingView* trainingView_ = nullptr;
};

} // namespace caftan::ui
