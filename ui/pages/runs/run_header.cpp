#include "ui/pages/runs/run_header.h"

#include "ui/pages/runs/run_looks.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

RunHeader::RunHeader(QWidget* parent)
    : QWidget(parent), name_(makeLabel({}, "title", this)), about_(new ElidedLabel("muted", this)),
      problemFrame_(new QFrame(this)) {
    problem_ = makeLabel({}, "plain", problemFrame_);
    problem_->setObjectName(QStringLiteral("runProblem"));
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    log_ = makeButton(QStringLiteral("showLog"), tr("Show log"), tr("What the run reported until it ended"),
                      problemFrame_);
    pause_ = makeButton(
        QStringLiteral("pauseRun"), tr("Pause"),
        tr("Finishes the step, keeps a checkpoint and frees the device; Resume goes on to the same bits"), this);
    resume_ = makeButton(QStringLiteral("resumeRun"), tr("Resume"),
                         tr("Goes on from the last checkpoint; no step is counted twice"), this, "primary");
    stop_ = makeButton(QStringLiteral("stopRun"), tr("Stop"),
                       tr("Ends the run after its step; what it has is kept and can be resumed"), this);
    branch_ = makeButton(QStringLiteral("branchRun"), tr("Branch…"),
                         tr("Starts a new run from this one's best weights, with settings that you change"), this);
    replay_ = makeButton(QStringLiteral("replayRun"), tr("Replay"),
                         tr("Plays the run again, from its first step, at a speed of your choice"), this);
    name_->setObjectName(QStringLiteral("runName"));
    name_->setWordWrap(false);
    about_->setObjectName(QStringLiteral("runAbout"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(name_);
    row->addWidget(about_, 1);
    for (QPushButton* button : {resume_, pause_, stop_, replay_, branch_})
        row->addWidget(button);
    auto* inner = new QHBoxLayout(problemFrame_);
    inner->setContentsMargins(16, 8, 8, 8);
    inner->addWidget(problem_, 1);
    inner->addWidget(log_, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(problemFrame_);
    connect(pause_, &QPushButton::clicked, this, &RunHeader::pauseWanted);
    connect(stop_, &QPushButton::clicked, this, &RunHeader::stopWanted);
    connect(resume_, &QPushButton::clicked, this, &RunHeader::resumeWanted);
    connect(branch_, &QPushButton::clicked, this, &RunHeader::branchWanted);
    connect(replay_, &QPushButton::clicked, this, &RunHeader::replayWanted);
    connect(log_, &QPushButton::clicked, this, &RunHeader::logWanted);
    setRun(nullptr, true);
}

void RunHeader::setRun(const RunView* run, bool readOnly) {
    wholeName_ = run ? run->name() : QString();
    showName();
    const QString next = run ? runNextStep(*run) : QString();
    problemFrame_->setVisible(!next.isEmpty());
    if (problem_->text() != next) {
        problem_->setText(next);
        setRole(problemFrame_, run && run->is("failed") ? "problem" : "notice");
    }
    QStringList about;
    if (run) {
        about << runStateText(*run);
        for (const QString& part : {runProgress(*run), runOutcome(*run)})
            if (!part.isEmpty())
                about << part;
        showButtons(*run, readOnly);
    } else {
        for (QPushButton* button : {resume_, pause_, stop_, replay_, branch_})
            button->hide();
    }
    about_->setWhole(about.join(QStringLiteral(" · ")));
}

// The rest is in the tooltip.
void RunHeader::showName() {
    constexpr int widest = 40, narrowest = 12; // average letters
    const QFontMetrics metrics = name_->fontMetrics();
    const int room =
        std::clamp(width() * 2 / 5, narrowest * metrics.averageCharWidth(), widest * metrics.averageCharWidth());
    name_->setText(metrics.elidedText(wholeName_, Qt::ElideMiddle, room));
    name_->setToolTip(wholeName_);
}

void RunHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showName();
}

void RunHeader::showButtons(const RunView& run, bool readOnly) {
    const std::string request = run.job ? run.job->request : std::string();
    pause_->setVisible(run.is("running"));
    pause_->setEnabled(!readOnly && request.empty());
    stop_->setVisible(run.is("running") || run.is("queued"));
    stop_->setEnabled(!readOnly && (request.empty() || request == "pause"));
    resume_->setVisible(run.job && (run.resumable() || run.is("queued")));
    resume_->setEnabled(!readOnly);
    resume_->setText(run.is("failed") ? tr("Try again") : run.is("queued") ? tr("Start now") : tr("Resume"));
    resume_->setAccessibleName(resume_->text());
    replay_->setVisible(!run.is("running") && !run.is("queued"));
    branch_->setVisible(true);
    branch_->setEnabled(!readOnly && run.canBranch);
    branch_->setToolTip(run.canBranch
                            ? tr("Starts a new run from this one's best weights, with settings that you change")
                            : tr("Can be used once the run has been validated after its first epoch: a branch starts "
                                 "from the best weights"));
}

} // namespace caftan::ui
