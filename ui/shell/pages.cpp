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

#include <algorithm>

namespace caftan::ui {

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
                auto* sheet = new TrainSheet({draft_, exploration_, library_, launcher_}, page);
                connect(page, &ExplorePage::trainWanted, sheet, &TrainSheet::open);
                connect(sheet, &TrainSheet::dataWanted, this, [this] { showPage(QStringLiteral("data")); });
                connect(sheet, &TrainSheet::launched, this, [this](int64_t job) {
                    showPage(QStringLiteral("runs"));
                    if (auto* runs = qobject_cast<RunsPage*>(currentPage()))
                        runs->chooseJob(job);
                });
                connect(sheet, &TrainSheet::experimentWanted, addExperiment(page), &ExperimentSheet::open);
                return page;
            });
    addPage(QStringLiteral("runs"), tr("Runs"), tr("Watch training, compare curves, pause, resume and branch runs"),
            [this](QWidget* parent) {
                auto* page = new RunsPage({service_, library_, launcher_}, parent);
                connect(page, &RunsPage::exploreWanted, this, [this] { showPage(QStringLiteral("explore")); });
                connect(page, &RunsPage::demoWanted, addExperiment(page), &ExperimentSheet::open);
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
    connect(welcome_, &WelcomePage::experimentWanted, this, [this] {
        auto* sheet = welcome_->findChild<ExperimentSheet*>();
        (sheet ? sheet : addExperiment(welcome_))->open();
    });
}

ExperimentSheet* MainWindow::addExperiment(QWidget* over) {
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
