// The guided tour and the demo's new beginning, as far as they are the window's business.
#include "ui/jobs/jobs_drawer.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/welcome/welcome_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/tour/tour.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

namespace caftan::ui {

void MainWindow::makeTour() {
    TourWindow window;
    window.ground = centralWidget();
    window.program = launcher_.program();
    window.showPage = [this](const QString& page) {
        showJobs(false);
        showPage(page);
    };
    window.page = [this] { return currentPage(); };
    window.comparedRecipe = [this]() -> QString {
        auto* page = qobject_cast<ComparePage*>(currentPage());
        const RecipeView* chosen = page ? page->comparison().chosen() : nullptr;
        return chosen ? QString::fromStdString(chosen->group.label) : QString();
    };
    window.experiment = [this](bool sealed) { experiment_.start(service_.folder(), 1, sealed); };
    window.apart = [this] { return std::vector<QWidget*>{drawer_}; };
    tour_ = new Tour(service_, exploration_, settings_, std::move(window), this);
    connect(welcome_, &WelcomePage::tourWanted, this, &MainWindow::startTour);
}

void MainWindow::startTour() {
    if (isDemoOpen() && currentPage())
        return tour_->begin();
    tourDue_ = true;
    if (service_.isOpen())
        service_.close();
    showWelcome();
    openDemo();
}

// Everything that was scored, cut and trained in the window's own demo is deleted, after a question.
void MainWindow::resetDemo() {
    auto* question = new QMessageBox(QMessageBox::Question, tr("Reset the demo"), tr("Begin the demo anew?"),
                                     QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(QStringLiteral("resetDemoQuestion"));
    question->setInformativeText(tr("The demo in %1 is deleted with its scores, cuts and runs, and made again.")
                                     .arg(QDir::toNativeSeparators(demo_.folder())));
    const QPushButton* reset = question->addButton(tr("Reset the demo"), QMessageBox::AcceptRole);
    connect(reset, &QPushButton::clicked, this, &MainWindow::remakeDemo);
    question->open();
}

void MainWindow::remakeDemo() {
    const QString folder = demo_.folder();
    const bool own = service_.isOpen() && service_.folder() == folder;
    const bool busy = own && std::any_of(jobs_.jobs().begin(), jobs_.jobs().end(),
                                         [](const JobView& job) { return job.running() || job.waiting(); });
    if (busy || ExperimentRunner::isRunning(folder)) {
        const QString message = tr("The demo is at work: stop its jobs, then reset it.");
        return currentPage() ? notice_->showMessage(Notice::Kind::Warning, message) : welcome_->showProblem(message);
    }
    tour_->end();
    tour_->state().forget(folder);
    if (service_.isOpen())
        service_.close();
    // Renamed first: the worker may still be closing the project by its path.
    const QString old = folder + QStringLiteral(".old");
    QDir(old).removeRecursively();
    if (QFileInfo::exists(folder) && !(QDir().rename(folder, old) && QDir(old).removeRecursively()))
        return showWelcome(
            tr("%1 could not be deleted. Check that you may write to it.").arg(QDir::toNativeSeparators(folder)));
    showWelcome();
    openDemo();
}

} // namespace caftan::ui
