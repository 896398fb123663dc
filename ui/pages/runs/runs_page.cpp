#include "ui/pages/runs/runs_page.h"

#include "core/data/demo.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/pages/runs/answers_view.h"
#include "ui/pages/runs/branch_sheet.h"
#include "ui/pages/runs/chart_deck.h"
#include "ui/pages/runs/entropy_view.h"
#include "ui/pages/runs/log_view.h"
#include "ui/pages/runs/replay_bar.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/run_list.h"
#include "ui/pages/runs/run_looks.h"
#include "ui/pages/runs/settings_view.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QEvent>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <functional>

namespace caftan::ui {

RunsPage::RunsPage(const RunsPageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), runs_(parts.service), curves_(parts.service), stack_(new QStackedLayout),
      notice_(new Notice(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notice_);
    layout->addLayout(stack_, 1);
    stack_->addWidget(makeEmpty());
    stack_->addWidget(makeContent());
    connectParts();
    connectViews();
    showState();
    showChosen();
}

void RunsPage::connectParts() {
    const auto problem = [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); };
    connect(&runs_, &RunListModel::updated, this, [this] {
        showState();
        chooseAwaited();
        header_->setRun(chosen(), parts_.service.readOnly());
        follow();
        fillView();
        if (const int64_t run = chosen() ? chosen()->id() : 0; std::exchange(shownRun_, run) != run)
            Q_EMIT commandLineChanged(); // a job has made its run
    });
    connect(&runs_, &RunListModel::failed, this, problem);
    connect(&runs_, &RunListModel::checkedChanged, this, [this] {
        follow();
        fillView();
    });
    connect(&curves_, &RunCurves::grown, this, &RunsPage::fillView);
    connect(&curves_, &RunCurves::failed, this, problem);
    connect(&parts_.library, &Library::updated, this, &RunsPage::showState);
    connect(&parts_.launcher, &JobLauncher::failed, this, problem);
    connect(list_, &RunList::chosenChanged, this, &RunsPage::showChosen);
    connect(list_, &RunList::newWanted, this, &RunsPage::exploreWanted);
    const auto job = [this](auto action) {
        return [this, action] {
            if (const RunView* run = chosen(); run && run->job)
                std::invoke(action, parts_.launcher, run->job->id);
        };
    };
    connect(header_, &RunHeader::pauseWanted, this, job(&JobLauncher::pause));
    connect(header_, &RunHeader::stopWanted, this, job(&JobLauncher::stop));
    connect(header_, &RunHeader::resumeWanted, this, job(&JobLauncher::resume));
    connect(header_, &RunHeader::branchWanted, this, [this] {
        if (const RunView* run = chosen())
            branchSheet()->openFor(*run);
    });
    connect(header_, &RunHeader::replayWanted, this, &RunsPage::beginReplay);
    connect(replay_, &ReplayBar::moved, this, &RunsPage::fillView);
    connect(replay_, &ReplayBar::ended, this, [this] { replayed_.clear(); });
}

void RunsPage::connectViews() {
    connect(axis_, &QTabBar::currentChanged, this, &RunsPage::fillView);
    connect(views_, &QTabBar::currentChanged, this, [this](int view) {
        makeView(size_t(view));
        pages_->setCurrentIndex(view);
        axisRow_->setVisible(size_t(view) < decks_.size());
        fillView();
    });
    connect(header_, &RunHeader::logWanted, this, [this] { showView(QStringLiteral("log")); });
}

QWidget* RunsPage::makeEmpty() {
    auto* page = new QWidget(this);
    emptyText_ = makeLabel({}, "muted", page);
    demoButton_ = makeButton(QStringLiteral("runDemo"), tr("Start the demo's experiment"),
                             tr("Scores the questions, cuts them in three and trains five recipes, one after another: "
                                "about three minutes on two cores"),
                             page, "primary");
    exploreButton_ = makeButton(QStringLiteral("goExplore"), tr("Go to Explore"),
                                tr("There the bands are cut, and Train starts a run"), page);
    connect(demoButton_, &QPushButton::clicked, this, &RunsPage::demoWanted);
    connect(exploreButton_, &QPushButton::clicked, this, &RunsPage::exploreWanted);
    layEmptyPage(page, tr("What did training change?"), emptyText_, {demoButton_, exploreButton_});
    return page;
}

QWidget* RunsPage::makeContent() {
    auto* scroll = new PageScroll(this);
    auto* content = new QWidget(scroll->viewport());
    setRole(content, "page");
    list_ = new RunList(runs_, content);
    header_ = new RunHeader(content);
    replay_ = new ReplayBar(content);
    views_ = new SteadyTabBar(content);
    views_->setObjectName(QStringLiteral("runViews"));
    views_->setAccessibleName(tr("Views of the run"));
    views_->setDrawBase(false);
    views_->setExpanding(false);
    views_->setUsesScrollButtons(false); // large text shortens words instead
    views_->setElideMode(Qt::ElideRight);
    pages_ = new QStackedWidget(content);
    addViews();
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    right->addWidget(header_);
    auto* bars = new FlowLayout(nullptr, true); // large text puts the axis on a line of its own
    bars->setSpacing(8);
    bars->addWidget(views_);
    bars->addWidget(makeAxisRow(content));
    right->addWidget(replay_);
    right->addLayout(bars);
    right->addWidget(pages_, 1);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(16);
    row->addWidget(list_, 24);
    row->addLayout(right, 76);
    list_->setMinimumWidth(fontMetrics().averageCharWidth() * 28);
    list_->setMaximumWidth(fontMetrics().averageCharWidth() * 52);
    scroll->setContent(content);
    return scroll;
}

void RunsPage::addViews() {
    const auto add = [this](const QString& name, const QString& text, const QString& toolTip) {
        const int tab = views_->addTab(text);
        views_->setTabData(tab, name);
        views_->setTabToolTip(tab, toolTip);
        auto* place = new QWidget(pages_);
        auto* room = new QVBoxLayout(place);
        room->setContentsMargins(0, 0, 0, 0);
        pages_->addWidget(place);
    };
    add(QStringLiteral("curves"), tr("Curves"), tr("Loss and accuracy"));
    add(QStringLiteral("training"), tr("Training"), tr("Learning rate, gradient norm and speed"));
    add(QStringLiteral("entropy"), tr("Entropy"), tr("How sure the model becomes, evaluation by evaluation"));
    add(QStringLiteral("answers"), tr("Answers"), tr("What the model answered in each evaluation"));
    add(QStringLiteral("log"), tr("Log"), tr("What the run reported"));
    add(QStringLiteral("settings"), tr("Settings"), tr("Everything that made the run; tags and notes"));
    decks_.resize(Entropy);
    tabs_.resize(size_t(views_->count()) - Entropy);
    makeView(Curves);
}

QWidget* RunsPage::makeView(size_t view) {
    if (view < Entropy ? decks_[view] != nullptr : tabs_[view - Entropy] != nullptr)
        return nullptr;
    QWidget* place = pages_->widget(int(view));
    const auto problem = [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); };
    if (view < Entropy) {
        ChartDeck* deck = decks_[view] =
            view == Curves ? static_cast<ChartDeck*>(new CurvesView(place)) : new TrainingView(place);
        connect(deck, &ChartDeck::problem, this, problem);
        connect(deck, &ChartDeck::refreshWanted, this, &RunsPage::fillView);
        connect(deck, &ChartDeck::smoothingChosen, this, [this](double smoothing) {
            smoothing_ = smoothing;
            fillView();
        });
        place->layout()->addWidget(deck);
        return deck;
    }
    RunTab*& tab = tabs_[view - Entropy];
    if (view == Entropy) {
        auto* entropy = new EntropyView(parts_.service, place);
        connect(entropy, &EntropyView::modeChosen, this, &RunsPage::fillView);
        tab = entropy;
    } else if (view == Answers) {
        tab = new AnswersView(parts_.service, place);
    } else if (view == Log) {
        tab = new LogView(parts_.service, place);
    } else {
        tab = new SettingsView(parts_.service, place);
    }
    connect(tab, &RunTab::problem, this, problem);
    place->layout()->addWidget(tab);
    return tab;
}

BranchSheet* RunsPage::branchSheet() {
    if (!branch_) {
        branch_ = new BranchSheet(parts_.service, parts_.library, parts_.launcher, this);
        connect(branch_, &BranchSheet::launched, this, &RunsPage::chooseJob);
    }
    return branch_;
}

bool RunsPage::makeMore() {
    for (size_t view = 0; view < size_t(views_->count()); ++view)
        if (makeView(view))
            return true;
    return !branch_ && branchSheet();
}

QWidget* RunsPage::makeAxisRow(QWidget* parent) {
    axisRow_ = new QWidget(parent);
    axis_ = new SteadyTabBar(axisRow_);
    axis_->setObjectName(QStringLiteral("runAxis"));
    axis_->setAccessibleName(tr("What runs along the charts"));
    axis_->setDrawBase(false);
    axis_->setExpanding(false);
    axis_->setUsesScrollButtons(false); // large text shortens words instead
    axis_->setElideMode(Qt::ElideRight);
    const std::pair<QString, QString> entries[] = {{tr("Step"), tr("Along the optimiser steps")},
                                                   {tr("Epoch"), tr("Along the epochs")},
                                                   {tr("Tokens"), tr("Along the tokens trained")},
                                                   {tr("Time"), tr("Along the time at work, pauses left out")}};
    for (const auto& [text, toolTip] : entries)
        axis_->setTabToolTip(axis_->addTab(text), toolTip);
    axis_->setCurrentIndex(int(RunAxis::Epoch));
    overlaid_ = makeLabel({}, "label", axisRow_);
    overlaid_->setWordWrap(false);
    auto* row = new QHBoxLayout(axisRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(overlaid_);
    row->addWidget(axis_);
    return axisRow_;
}

const RunView* RunsPage::chosen() const {
    return runs_.find(list_->chosen());
}

QString RunsPage::commandLine() const {
    const RunView* run = chosen();
    if (!run || !run->run)
        return {};
    return shellLine({QStringLiteral("caftan-cli"), QStringLiteral("--project"), parts_.service.folder(),
                      QStringLiteral("runs"), QStringLiteral("show"), QString::number(run->id())});
}

void RunsPage::showState() {
    const bool empty = runs_.loaded() && runs_.runs().empty();
    stack_->setCurrentIndex(empty ? 0 : 1);
    const auto& models = parts_.library.models();
    const bool demo =
        std::any_of(models.begin(), models.end(), [](const ModelRecord& m) { return m.name == demoModelName; });
    emptyText_->setText(
        demo ? tr("Each run would stand here with its state, its loss and its accuracy as they come: whether reasoning "
                  "only where the model is unsure reaches what distilling everything does. The demo trains five "
                  "recipes on a tiny model, live, in a few minutes.")
             : tr("Each run would stand here with its state, its loss and its accuracy as they come, also one that was "
                  "started in a terminal. A run begins on Explore: cut the questions into bands, choose what each band "
                  "is trained on, and start."));
    demoButton_->setVisible(demo);
    demoButton_->setEnabled(!parts_.service.readOnly());
}

void RunsPage::showChosen() {
    replay_->end();
    header_->setRun(chosen(), parts_.service.readOnly());
    follow();
    fillView();
    Q_EMIT commandLineChanged();
}

void RunsPage::follow() {
    std::vector<int64_t> ids; // none while nobody looks
    for (const RunView& run : runs_.runs())
        if (isVisible() && run.id() && (run.uid == list_->chosen() || runs_.isChecked(run.uid)))
            ids.push_back(run.id());
    curves_.follow(ids);
}

void RunsPage::beginReplay() {
    const RunView* run = chosen();
    const RunPoints* points = run ? curves_.points(run->id()) : nullptr;
    if (points && points->seconds() > 0)
        replay_->begin(points->seconds());
}

const RunPoints* RunsPage::pointsOf(int64_t run) {
    const RunPoints* points = run ? curves_.points(run) : nullptr;
    const auto at = replay_->position();
    return points && at ? &(replayed_[run] = points->until(*at)) : points;
}

ShownRuns RunsPage::shownRuns() {
    const ThemeColors& colors = ThemeColors::of(palette());
    ShownRuns shown;
    shown.axis = RunAxis(axis_->currentIndex());
    shown.smoothing = smoothing_;
    shown.palette = chartPalette(colors);
    for (const RunView& run : runs_.runs()) {
        const bool isChosen = run.uid == list_->chosen();
        if (!isChosen && !runs_.isChecked(run.uid))
            continue;
        ShownRun entry{&run, pointsOf(run.id()), {}};
        entry.look.color = runColor(run.slot, colors);
        entry.look.background = colors.card;
        entry.look.marker = runMarker(run.slot);
        entry.look.axis = shown.axis;
        shown.runs.insert(isChosen ? shown.runs.begin() : shown.runs.end(), entry);
    }
    for (ShownRun& run : shown.runs)
        run.look.several = shown.runs.size() > 1;
    return shown;
}

// Only what is looked at: a hidden view is filled when it is shown.
void RunsPage::fillView() {
    if (!isVisible())
        return;
    const auto view = size_t(pages_->currentIndex());
    if (view >= decks_.size()) {
        const RunView* run = chosen();
        return tabs_[view - decks_.size()]->showRun(run, run ? pointsOf(run->id()) : nullptr);
    }
    const ShownRuns shown = shownRuns();
    overlaid_->setText(shown.runs.size() > 1 ? tr("%1 runs overlaid").arg(shown.runs.size()) : QString());
    decks_[view]->showRuns(shown);
}

QStringList RunsPage::views() const {
    QStringList names; // none while there is no run to look at
    for (int i = 0; i < views_->count() && stack_->currentIndex() == 1; ++i)
        names << views_->tabData(i).toString();
    return names;
}

void RunsPage::showView(const QString& name) {
    views_->setCurrentIndex(std::max<int>(0, int(views().indexOf(name))));
}

void RunsPage::chooseJob(int64_t wanted) {
    awaited_ = wanted;
    chooseAwaited();
}

void RunsPage::chooseAwaited() {
    for (const RunView& run : runs_.runs())
        if (awaited_ != 0 && run.job && run.job->id == awaited_) {
            awaited_ = 0;
            return list_->choose(run.uid);
        }
}

void RunsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    runs_.setActive(true);
    showChosen();
}

void RunsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    runs_.setActive(false);
    follow();
}

void RunsPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fillView();
}

} // namespace caftan::ui
