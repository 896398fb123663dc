// The pages of the rail, in order; adding one is a call.
#include "ui/pages/data/data_page.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/runs/runs_page.h"
#include "ui/pages/train/train_sheet.h"
#include "ui/shell/main_window.h"

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
                connect(page, &ExplorePage::requestScoring, this, [this] { showPage(QStringLiteral("data")); });
                auto* sheet = new TrainSheet({draft_, exploration_, library_, launcher_}, page);
                connect(page, &ExplorePage::trainWanted, sheet, &TrainSheet::open);
                connect(sheet, &TrainSheet::dataWanted, this, [this] { showPage(QStringLiteral("data")); });
                connect(sheet, &TrainSheet::launched, this, [this] { showPage(QStringLiteral("runs")); });
                return page;
            });
    addPage(QStringLiteral("runs"), tr("Runs"), tr("Watch training, compare curves, pause, resume and branch runs"),
            [this](QWidget* parent) {
                auto* page = new RunsPage({service_, library_, launcher_}, parent);
                connect(page, &RunsPage::exploreWanted, this, [this] { showPage(QStringLiteral("explore")); });
                return page;
            });
}

} // namespace caftan::ui
