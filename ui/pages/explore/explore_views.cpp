// Which of Explore's views stands above the questions, and how they are linked with the list.
#include "ui/charts/histogram_chart.h"
#include "ui/jobs/cli.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/audit_view.h"
#include "ui/pages/explore/estimators_view.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/scorings_view.h"
#include "ui/pages/explore/selection_keeper.h"
#include "ui/pages/explore/toolbar.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

namespace caftan::ui {
namespace {

enum View { Cuts, Estimators, Scorings, Keys };

} // namespace

QStringList ExplorePage::views() const {
    return {QStringLiteral("cuts"),       QStringLiteral("estimators"), QStringLiteral("scorings"),
            QStringLiteral("keys"),       QStringLiteral("risk"),       QStringLiteral("calibration"),
            QStringLiteral("categories"), QStringLiteral("letters")};
}

void ExplorePage::showView(const QString& name) {
    const int view = std::max(0, int(views().indexOf(name)));
    toolbar_->setView(view <= Keys ? view : Estimators);
    if (view == Estimators || view > Keys) // the charts of the estimators
        estimatorsView()->setTab(view > Keys ? view - Keys : 0);
}

QString ExplorePage::commandLine() const {
    switch (viewStack_->currentIndex()) {
    case Estimators:
        return estimators_->commandLine();
    case Scorings:
        return scorings_->commandLine();
    case Keys:
        return audit_->commandLine();
    default:
        return exploration_.commandLine();
    }
}

void ExplorePage::setProgram(const QString& cli) {
    keeper_->setProgram(cli);
}

void ExplorePage::chooseView(int view) {
    makeView(view);
    viewStack_->setCurrentIndex(view);
    viewStack_->update(); // another one asks for room
    Q_EMIT commandLineChanged();
}

bool ExplorePage::makeMore() {
    for (int view = 0; view < viewStack_->count(); ++view)
        if (makeView(view))
            return true;
    return false;
}

QWidget* ExplorePage::makeView(int view) {
    switch (view) {
    case Estimators:
        return estimators_ ? nullptr : estimatorsView();
    case Scorings:
        return scorings_ ? nullptr : scoringsView();
    case Keys:
        return audit_ ? nullptr : auditView();
    default:
        return nullptr;
    }
}

// In the place that was kept for it; not shown yet.
void ExplorePage::putView(int view, QWidget* made) {
    delete viewStack_->widget(view);
    viewStack_->insertWidget(view, made);
}

EstimatorsView* ExplorePage::estimatorsView() {
    if (estimators_)
        return estimators_;
    estimators_ = new EstimatorsView(service_, exploration_, viewStack_->parentWidget());
    putView(Estimators, estimators_);
    connect(estimators_, &EstimatorsView::problem, this, &ExplorePage::tell);
    connect(estimators_, &EstimatorsView::commandLineChanged, this, &Page::commandLineChanged);
    return estimators_;
}

ScoringsView* ExplorePage::scoringsView() {
    if (scorings_)
        return scorings_;
    scorings_ = new ScoringsView(service_, exploration_, viewStack_->parentWidget());
    putView(Scorings, scorings_);
    scorings_->setScale(toolbar_->scale());
    connect(toolbar_, &ExploreToolbar::scaleChanged, scorings_, [this] { scorings_->setScale(toolbar_->scale()); });
    connect(scorings_, &ScoringsView::problem, this, &ExplorePage::tell);
    connect(scorings_, &ScoringsView::scoringWanted, this, &ExplorePage::requestScoring);
    connect(scorings_, &ScoringsView::commandLineChanged, this, &Page::commandLineChanged);
    connect(scorings_, &ScoringsView::picked, questions_, &QuestionPanel::setOnly);
    connect(scorings_, &ScoringsView::pickCleared, this, &ExplorePage::letGo);
    connect(questions_, &QuestionPanel::onlyCleared, scorings_, &ScoringsView::clearPicked);
    return scorings_;
}

AuditView* ExplorePage::auditView() {
    if (audit_)
        return audit_;
    audit_ = new AuditView(service_, exploration_, viewStack_->parentWidget());
    putView(Keys, audit_);
    connect(audit_, &AuditView::problem, this, &ExplorePage::tell);
    connect(audit_, &AuditView::questionChosen, questions_, &QuestionPanel::choose);
    connect(audit_, &AuditView::exportWanted, this, &ExplorePage::askForKeysFile);
    return audit_;
}

void ExplorePage::tell(const QString& problem) {
    notice_->showMessage(Notice::Kind::Problem, problem);
}

// What was picked among two scorings.
void ExplorePage::letGo() {
    questions_->setOnly(nullptr, {});
    if (scorings_)
        scorings_->clearPicked();
}

void ExplorePage::connectViews() {
    connect(toolbar_, &ExploreToolbar::viewChosen, this, &ExplorePage::chooseView);
    connect(&exploration_, &Exploration::scoringsChanged, this, [this, last = std::optional<int64_t>()]() mutable {
        if (std::exchange(last, exploration_.scoring()) != exploration_.scoring())
            letGo();
    });
    keeper_ = new SelectionKeeper(service_, exploration_, *notice_, this);
    connect(questions_, &QuestionPanel::exportWanted, this, [this] { keeper_->askForFile(questions_->model()); });
    connect(questions_, &QuestionPanel::keepWanted, this, [this] { keeper_->askForName(questions_->model()); });
    connect(&exploration_, &Exploration::snapshotsChanged, this, &ExplorePage::showGhosts);
}

// By a rule, or by hand; and counts by their logarithm.
QPushButton* ExplorePage::makeBinsButton(QWidget* parent) {
    auto* button = new QPushButton(tr("Bins"), parent);
    button->setObjectName(QStringLiteral("bins"));
    button->setToolTip(tr("Chooses how many bars the histogram has, and whether their height is logarithmic"));
    setRole(button, "inline");
    auto* menu = new QMenu(button);
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, std::optional<BinRule> rule, int bins) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, rule, bins] {
            binRule_ = rule;
            bins_ = bins;
            showData();
        });
        return action;
    };
    add(tr("60 bins"), {}, 60)->setChecked(true);
    add(tr("By Sturges' rule"), BinRule::Sturges, 60);
    add(tr("By Freedman and Diaconis' rule"), BinRule::FreedmanDiaconis, 60);
    QAction* byHand = menu->addAction(tr("By hand…"));
    byHand->setObjectName(QStringLiteral("binsByHand"));
    byHand->setCheckable(true);
    group->addAction(byHand);
    connect(byHand, &QAction::triggered, this, [this] {
        auto* dialog = new QInputDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setObjectName(QStringLiteral("binCount"));
        dialog->setWindowTitle(tr("Bins"));
        dialog->setLabelText(tr("Bars of the histogram"));
        dialog->setInputMode(QInputDialog::IntInput);
        dialog->setIntRange(2, 200);
        dialog->setIntValue(binCount());
        connect(dialog, &QInputDialog::intValueSelected, this, [this](int bins) {
            binRule_.reset();
            bins_ = bins;
            showData();
        });
        dialog->open();
    });
    menu->addSeparator();
    QAction* logCounts = menu->addAction(tr("Log counts"));
    logCounts->setObjectName(QStringLiteral("logCounts"));
    logCounts->setCheckable(true);
    connect(logCounts, &QAction::toggled, this, [this](bool on) { histogram_->setLogCounts(on); });
    button->setMenu(menu);
    return button;
}

int ExplorePage::binCount() const {
    return binRule_ ? binsByRule(exploration_.index(), toolbar_->scale(), *binRule_) : bins_;
}

void ExplorePage::showGhosts() {
    std::vector<std::pair<QString, std::vector<double>>> ghosts;
    if (exploration_.overlayShown())
        for (const CutSet& set : exploration_.snapshots())
            ghosts.emplace_back(QString::fromStdString(set.name), set.values);
    histogram_->setGhosts(std::move(ghosts));
}

void ExplorePage::askForKeysFile() {
    auto* dialog = new QFileDialog(this, tr("Export the keys that may be wrong"), QStringLiteral("keys.csv"),
                                   tr("Tables (*.csv *.tsv *.jsonl *.parquet)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { keeper_->writeKeys(audit_->commandLine(), path); });
    dialog->open();
}

} // namespace caftan::ui
