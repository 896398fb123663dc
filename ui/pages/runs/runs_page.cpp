#include "ui/pages/runs/runs_page.h"

#include "core/base/text.h"
#include "core/data/demo.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/pages/runs/chart_deck.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/run_list.h"
#include "ui/pages/runs/run_looks.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QEvent>
#include <QSlider>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabBar>

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
    showState();
    showChosen();
}

void RunsPage::connectParts() {
    const auto problem = [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); };
    connect(&runs_, &RunListModel::updated, this, &RunsPage::showState);
    connect(&runs_, &RunListModel::updated, this, [this] {
        header_->setRun(chosen(), parts_.service.readOnly());
        follow();
    });
    connect(&runs_, &RunListModel::failed, this, problem);
    connect(&runs_, &RunListModel::checkedChanged, this, &RunsPage::follow);
    connect(&runs_, &RunListModel::checkedChanged, this, &RunsPage::showCurves);
    connect(&curves_, &RunCurves::grown, this, &RunsPage::showCurves);
    connect(&curves_, &RunCurves::failed, this, problem);
    connect(&parts_.library, &Library::updated, this, &RunsPage::showState);
    connect(&parts_.launcher, &JobLauncher::failed, this, problem);
    connect(list_, &RunList::chosenChanged, this, &RunsPage::showChosen);
    connect(list_, &RunList::newWanted, this, &RunsPage::exploreWanted);
    const auto job = [this](auto action) {
        return [this, action] {
            if (const RunView* run = chosen(); run && run->job)
                (parts_.launcher.*action)(run->job->id);
        };
    };
    connect(header_, &RunHeader::pauseWanted, this, job(&JobLauncher::pause));
    connect(header_, &RunHeader::stopWanted, this, job(&JobLauncher::stop));
    connect(header_, &RunHeader::resumeWanted, this, job(&JobLauncher::resume));
    for (ChartDeck* deck : {static_cast<ChartDeck*>(curvesView_), static_cast<ChartDeck*>(trainingView_)}) {
        connect(deck, &ChartDeck::problem, this, problem);
        connect(deck, &ChartDeck::refreshWanted, this, &RunsPage::showCurves);
    }
    connect(axis_, &QTabBar::currentChanged, this, &RunsPage::showCurves);
    connect(smoothing_, &QSlider::valueChanged, this, &RunsPage::showCurves);
    connect(views_, &QTabBar::currentChanged, this, [this](int view) {
        pages_->setCurrentIndex(view);
        axisRow_->setVisible(view < 2);
        showCurves();
    });
}

QWidget* RunsPage::makeEmpty() {
    auto* page = new QWidget;
    emptyText_ = makeLabel({}, "muted", page);
    emptyText_->setAlignment(Qt::AlignHCenter);
    auto* title = makeLabel(tr("What did training change?"), "title", page);
    title->setAlignment(Qt::AlignHCenter);
    demoButton_ = makeButton(QStringLiteral("runDemo"), tr("Start the demo's experiment"),
                             tr("Scores the questions, cuts them in three and trains five recipes, one after another: "
                                "about three minutes on two cores"),
                             page, "primary");
    exploreButton_ = makeButton(QStringLiteral("goExplore"), tr("Go to Explore"),
                                tr("There the bands are cut, and Train starts a run"), page);
    connect(demoButton_, &QPushButton::clicked, this, &RunsPage::demoWanted);
    connect(exploreButton_, &QPushButton::clicked, this, &RunsPage::exploreWanted);
    auto* text = new QHBoxLayout; // an aligned label would not get the height of its lines
    text->addStretch(1);
    text->addWidget(emptyText_, 2);
    text->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(demoButton_);
    buttons->addWidget(exploreButton_);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(title);
    layout->addLayout(text);
    layout->addLayout(buttons);
    layout->addStretch(1);
    return page;
}

QWidget* RunsPage::makeContent() {
    auto* content = new QWidget;
    setRole(content, "page");
    list_ = new RunList(runs_, content);
    header_ = new RunHeader(content);
    views_ = new QTabBar(content);
    views_->setObjectName(QStringLiteral("runViews"));
    views_->setAccessibleName(tr("Views of the run"));
    views_->setDrawBase(false);
    views_->setExpanding(false);
    pages_ = new QStackedWidget(content);
    curvesView_ = new CurvesView;
    trainingView_ = new TrainingView;
    const auto add = [this](QWidget* view, const QString& text, const QString& toolTip) {
        views_->setTabToolTip(views_->addTab(text), toolTip);
        pages_->addWidget(view);
    };
    add(curvesView_, tr("Curves"), tr("Loss and accuracy"));
    add(trainingView_, tr("Training"), tr("Learning rate, gradient norm and speed"));
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    right->addWidget(header_);
    right->addWidget(views_);
    right->addWidget(makeAxisRow());
    right->addWidget(pages_, 1);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(16);
    row->addWidget(list_, 28);
    row->addLayout(right, 72);
    list_->setMinimumWidth(220);
    list_->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    return content;
}

QWidget* RunsPage::makeAxisRow() {
    axisRow_ = new QWidget;
    axis_ = new QTabBar(axisRow_);
    axis_->setObjectName(QStringLiteral("runAxis"));
    axis_->setAccessibleName(tr("What runs along the charts"));
    axis_->setDrawBase(false);
    axis_->setExpanding(false);
    const std::pair<QString, QString> entries[] = {{tr("Step"), tr("Along the optimiser steps")},
                                                   {tr("Epoch"), tr("Along the epochs")},
                                                   {tr("Tokens"), tr("Along the tokens trained")},
                                                   {tr("Time"), tr("Along the time at work, pauses left out")}};
    for (const auto& [text, toolTip] : entries)
        axis_->setTabToolTip(axis_->addTab(text), toolTip);
    axis_->setCurrentIndex(int(RunAxis::Epoch));
    smoothing_ = new QSlider(Qt::Horizontal, axisRow_);
    smoothing_->setObjectName(QStringLiteral("smoothing"));
    smoothing_->setRange(0, 99);
    smoothing_->setValue(90);
    smoothing_->setFixedWidth(120);
    smoothing_->setToolTip(tr("Weight of the past in the smoothed line; 0 shows each step alone"));
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothingText_ = makeLabel({}, "label", axisRow_);
    smoothingText_->setWordWrap(false);
    overlaid_ = makeLabel({}, "label", axisRow_);
    overlaid_->setWordWrap(false);
    auto* row = new QHBoxLayout(axisRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(axis_);
    row->addStretch(1);
    row->addWidget(overlaid_);
    row->addWidget(smoothingText_);
    row->addWidget(smoothing_);
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
    header_->setRun(chosen(), parts_.service.readOnly());
    follow();
    showCurves();
    Q_EMIT commandLineChanged();
}

void RunsPage::follow() {
    std::vector<int64_t> ids;
    for (const RunView& run : runs_.runs())
        if (run.id() && (run.uid == list_->chosen() || runs_.isChecked(run.uid)))
            ids.push_back(run.id());
    curves_.follow(ids);
}

ShownRuns RunsPage::shownRuns() const {
    const ThemeColors& colors = ThemeColors::of(palette());
    ShownRuns shown;
    shown.axis = RunAxis(axis_->currentIndex());
    shown.smoothing = smoothing_->value() / 100.0;
    shown.palette = chartPalette(colors);
    for (const RunView& run : runs_.runs()) {
        const bool isChosen = run.uid == list_->chosen();
        if (!isChosen && !runs_.isChecked(run.uid))
            continue;
        ShownRun entry{&run, run.id() ? curves_.points(run.id()) : nullptr, {}};
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

// Only what is looked at: hidden charts are filled when they are shown.
void RunsPage::showCurves() {
    const ShownRuns shown = shownRuns();
    smoothingText_->setText(tr("Smoothing %1").arg(QString::fromStdString(fixed(shown.smoothing, 2))));
    overlaid_->setText(shown.runs.size() > 1 ? tr("%1 runs overlaid").arg(shown.runs.size()) : QString());
    if (pages_->currentWidget() == curvesView_)
        curvesView_->showRuns(shown);
    else if (pages_->currentWidget() == trainingView_)
        trainingView_->showRuns(shown);
}

void RunsPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && curvesView_)
        showCurves();
}

} // namespace caftan::ui
