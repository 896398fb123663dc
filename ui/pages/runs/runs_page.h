// Runs: what was trained and what is being trained, live. A list on the left; of the chosen run (and those laid over
// it) curves, the migration of entropies, answers, log and configuration. Thread: the window's.
//
// For tests: the list is "runsList" (a QListView over RunListModel), the buttons are "pauseRun", "stopRun",
// "resumeRun", "branchRun", the tabs "runViews" and "runAxis", the charts "lossChart", "accuracyChart", "bandChart",
// "learningRateChart", "gradientNormChart", "speedChart", the histogram "entropyHistogram" with "entropySlider".
// findChild<LineChart*>("lossChart")->pointCount(run, "train/loss") says how many points of a run are drawn.
#pragma once

#include "ui/models/run_curves.h"
#include "ui/models/run_list_model.h"
#include "ui/shell/page.h"

#include <map>

class QLabel;
class QPushButton;
class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace caftan::ui {

class BranchSheet;
class ChartDeck;
class JobLauncher;
class Library;
class Notice;
class ProjectService;
class ReplayBar;
class RunHeader;
class RunList;
class RunTab;
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
    QStringList views() const override; // curves, training, entropy, answers, log, settings
    void showView(const QString& name) override;
    bool makeMore() override;
    RunListModel& runs() { return runs_; }
    RunCurves& curves() { return curves_; }
    const RunView* chosen() const;
    void chooseJob(int64_t job); // as soon as it is in the list

  Q_SIGNALS:
    void exploreWanted(); // where a run is started
    void demoWanted();    // the demo's experiment

  protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    enum Views : size_t { Curves, Training, Entropy, Answers, Log }; // then the settings
    QWidget* makeEmpty();
    QWidget* makeContent();
    void addViews();
    QWidget* makeView(size_t view); // nullptr when it is there
    BranchSheet* branchSheet();
    QWidget* makeAxisRow(QWidget* parent);
    void connectViews();
    void connectParts();
    void showState();
    void showChosen();
    void follow();
    void fillView();
    void chooseAwaited();
    ShownRuns shownRuns();
    const RunPoints* pointsOf(int64_t run); // as far as the replay has got
    void beginReplay();

    RunsPageParts parts_;
    RunListModel runs_;
    RunCurves curves_;
    QStackedLayout* stack_;
    Notice* notice_;
    RunList* list_ = nullptr;
    RunHeader* header_ = nullptr;
    ReplayBar* replay_ = nullptr;
    std::map<int64_t, RunPoints> replayed_; // what is shown of runs while a replay goes on
    QTabBar *views_ = nullptr, *axis_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QWidget* axisRow_ = nullptr;
    double smoothing_ = 0.8;
    QLabel *overlaid_ = nullptr, *emptyText_ = nullptr;
    QPushButton *demoButton_ = nullptr, *exploreButton_ = nullptr;
    std::vector<ChartDeck*> decks_; // the first views; nullptr until they are wanted
    std::vector<RunTab*> tabs_;     // the others, likewise
    BranchSheet* branch_ = nullptr;
    int64_t shownRun_ = 0;
    int64_t awaited_ = 0; // job whose run is to be chosen when it appears
};

} // namespace caftan::ui
