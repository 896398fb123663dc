// The pages of the rail, in order; adding one is a call.
#include "core/data/demo.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/runs/runs_page.h"
#include "ui/pages/train/experiment_sheet.h"
#include "ui/pages/train/train_sheet.h"
#include "ui/pages/welcome/welcome_page.h"
#include "ui/shell/main_window.h"

#include <QElapsedTimer>
#include <QStackedWidget>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int aheadMilliseconds = 5; // between two pieces, for what waits
constexpr int aheadAtMost = 4;       // ms of one

} // namespace

void MainWindow::addPages() {
    addPage(QStringLiteral("data"), tr("Data"), tr("Bring questions in, split them, let a model answer them"),
            [this](QWidget* parent) {
                auto* page = new DataPage({service_, library_, launcher_, settings_, options_.dialogs}, parent);
                connect(page, &DataPage::exploreWanted, this, [this](qint64 scoring) {
                    exploration_.setScoring(scoring);
                    showPage(QStringLiteral("explore"));
                });
                connect(page, &DataPage::jobLaunched, this, [this] { showJobs(true); });
                return page;
            });
    addPage(QStringLiteral("explore"), tr("Explore"), tr("See how sure the model is, and cut the questions into bands"),
            [this](QWidget* parent) {
                auto* page = new ExplorePage(service_, exploration_, parent);
                page->setProgram(launcher_.program());
                connect(page, &ExplorePage::requestScoring, this, [this] { showPage(QStringLiteral("data")); });
                connect(page, &ExplorePage::trainWanted, this, [this, page] { trainSheet(page)->open(); });
                return page;
            });
    addPage(QStringLiteral("runs"), tr("Runs"), tr("Watch training, compare curves, pause, resume and branch runs"),
            [this](QWidget* parent) {
                auto* page = new RunsPage({service_, library_, launcher_}, parent);
                connect(page, &RunsPage::exploreWanted, this, [this] { showPage(QStringLiteral("explore")); });
                connect(page, &RunsPage::demoWanted, this, [this, page] { experimentSheet(page)->open(); });
                return page;
            });
    addPage(QStringLiteral("compare"), tr("Compare"),
            tr("Recipes side by side: what tokens buy, what is shown, what changed"), [this](QWidget* parent) {
                auto* page = new ComparePage(service_, parent);
                connect(page, &ComparePage::exploreWanted, this, [this] { showPage(QStringLiteral("explore")); });
                connect(page, &ComparePage::runsWanted, this, [this] { showPage(QStringLiteral("runs")); });
                return page;
            });
    addPage(QStringLiteral("chat"), tr("Chat"), tr("Talk to models and runs, and see how sure each token was"),
            [this](QWidget* parent) {
                auto* page = new ChatPage({service_, library_, exploration_, launcher_.program()}, parent);
                connect(page, &ChatPage::dataWanted, this, [this] { showPage(QStringLiteral("data")); });
                return page;
            });
    connect(welcome_, &WelcomePage::experimentWanted, this, [this] { experimentSheet(welcome_)->open(); });
    ahead_.setSingleShot(true);
    ahead_.setInterval(aheadMilliseconds);
    connect(&ahead_, &QTimer::timeout, this, [this] {
        if (makeOneAhead())
            ahead_.start();
    });
}

void MainWindow::makePage(Entry& entry) {
    entry.page = entry.make(stack_);
    stack_->addWidget(entry.page);
    if (auto* page = qobject_cast<Page*>(entry.page))
        connect(page, &Page::commandLineChanged, this, &MainWindow::updateCommandLine);
}

// One piece of what would otherwise be paid when it is first shown: a page, a part of one, some widgets' style.
bool MainWindow::makeOneAhead() {
    for (Entry& entry : pages_)
        if (!entry.page) {
            makePage(entry);
            return true;
        }
    for (const Entry& entry : pages_)
        if (qobject_cast<ExplorePage*>(entry.page) && !entry.page->findChild<TrainSheet*>())
            return trainSheet(entry.page) != nullptr;
    for (const Entry& entry : pages_)
        if (auto* page = qobject_cast<Page*>(entry.page); page && page->makeMore())
            return true;
    QElapsedTimer timer;
    timer.start();
    const auto widgets = stack_->findChildren<QWidget*>();
    for (auto widget = widgets.rbegin(); widget != widgets.rend(); ++widget) { // the inner ones first
        (*widget)->ensurePolished();
        if (timer.elapsed() >= aheadAtMost)
            return true;
    }
    return false;
}

TrainSheet* MainWindow::trainSheet(QWidget* explore) {
    if (auto* made = explore->findChild<TrainSheet*>())
        return made;
    auto* sheet = new TrainSheet({draft_, exploration_, library_, launcher_}, explore);
    connect(sheet, &TrainSheet::dataWanted, this, [this] { showPage(QStringLiteral("data")); });
    connect(sheet, &TrainSheet::launched, this, [this](int64_t job) {
        showPage(QStringLiteral("runs"));
        if (auto* runs = qobject_cast<RunsPage*>(currentPage()))
            runs->chooseJob(job);
    });
    connect(sheet, &TrainSheet::experimentWanted, this, [this, explore] { experimentSheet(explore)->open(); });
    return sheet;
}

ExperimentSheet* MainWindow::experimentSheet(QWidget* over) {
    if (auto* made = over->findChild<ExperimentSheet*>())
        return made;
    auto* sheet = new ExperimentSheet(service_, over);
    connect(sheet, &ExperimentSheet::startWanted, this, &MainWindow::startExperiment);
    connect(sheet, &ExperimentSheet::runsWanted, this, [this] { showPage(QStringLiteral("runs")); });
    return sheet;
}

bool MainWindow::isDemoOpen() const {
    const auto named = [](const auto& rows, std::string_view name) {
        return std::any_of(rows.begin(), rows.end(), [name](const auto& row) { return row.name == name; });
    };
    return service_.isOpen() && (service_.folder() == demo_.folder() || (named(library_.datasets(), demoDatasetName) &&
                                                                         named(library_.models(), demoModelName)));
}

// In the open demo; without one, the demo is made or opened first.
void MainWindow::startExperiment(int seeds) {
    if (isDemoOpen()) {
        experiment_.start(service_.folder(), seeds);
        return showPage(QStringLiteral("runs"));
    }
    experimentSeeds_ = seeds;
    if (service_.isOpen())
        service_.close();
    openDemo();
}

} // namespace caftan::ui
