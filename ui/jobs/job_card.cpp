#include "ui/jobs/job_card.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace caftan::ui {

namespace {

QLabel* wrappedLabel(QWidget* parent, const char* role) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

QString problemText(const JobView& job) {
    if (job.state == QLatin1String("interrupted"))
        return JobCard::tr("The process ended without a word (killed, or the machine was switched off). Everything "
                           "committed is kept: Resume continues there.");
    if (job.state == QLatin1String("failed") && job.record.error.empty())
        return JobCard::tr("The job failed without a message. The log may say more; Resume tries again.");
    return QString::fromStdString(job.record.error);
}

} // namespace

QPushButton* JobCard::button(const QString& text, const QString& toolTip, const char* role) {
    auto* made = new QPushButton(text, this);
    made->setToolTip(toolTip);
    made->setAccessibleName(tr("%1 job %2").arg(text).arg(job_));
    if (*role != '\0')
        setRole(made, role);
    return made;
}

JobCard::JobCard(int64_t job, QWidget* parent)
    : QFrame(parent), job_(job), title_(wrappedLabel(this, "strong")), state_(new QLabel(this)),
      detail_(wrappedLabel(this, "muted")), error_(wrappedLabel(this, "problem")), bar_(new QProgressBar(this)),
      pause_(button(tr("Pause"), tr("Lets the job finish its batch and keep what it has; it can be resumed"))),
      stop_(button(tr("Stop"), tr("Ends the job after its batch; what it has is kept"))),
      resume_(button(tr("Resume"), tr("Continues where the job ended; nothing is done twice"))),
      up_(button(tr("Earlier"), tr("Moves the job one place up in the queue (Alt+Up)"), "flat")),
      down_(button(tr("Later"), tr("Moves the job one place down in the queue (Alt+Down)"), "flat")),
      log_(button(tr("Log"), tr("Unfolds what the job reported"), "flat")), logText_(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("job-%1").arg(job));
    setRole(this, "card");
    setRole(state_, "chip");
    setRole(logText_, "log");
    error_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bar_->setRange(0, 1000);
    bar_->setTextVisible(false);
    logText_->setReadOnly(true);
    logText_->setMaximumBlockCount(5000);
    logText_->setFont(monospaceFont());
    logText_->setFixedHeight(200);
    logText_->setAccessibleName(tr("Log of job %1").arg(job));
    logText_->hide();
    log_->setCheckable(true);
    up_->setObjectName(QStringLiteral("jobEarlier"));
    down_->setObjectName(QStringLiteral("jobLater"));

    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(state_, 0, Qt::AlignTop);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* entry : {pause_, resume_, stop_})
        buttons->addWidget(entry);
    buttons->addStretch(1);
    for (QPushButton* entry : {up_, down_, log_})
        buttons->addWidget(entry);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(bar_);
    layout->addWidget(detail_);
    layout->addWidget(error_);
    layout->addLayout(buttons);
    layout->addWidget(logText_);
    connect(pause_, &QPushButton::clicked, this, [this] { Q_EMIT pauseWanted(job_); });
    connect(stop_, &QPushButton::clicked, this, [this] { Q_EMIT stopWanted(job_); });
    connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT resumeWanted(job_); });
    connect(up_, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(job_, -1); });
    connect(down_, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(job_, 1); });
    connect(log_, &QPushButton::toggled, this, [this](bool on) {
        logText_->setVisible(on);
        if (on)
            Q_EMIT logWanted(job_);
    });
    setPlace(0, 0);
}

void JobCard::setJob(const JobView& job, const QString& subject) {
    title_->setText(subject.isEmpty() ? tr("%1, job %2").arg(job.title()).arg(job.record.id)
                                      : tr("%1: %2").arg(job.title(), subject));
    title_->setToolTip(tr("Job %1: %2").arg(job.record.id).arg(QString::fromStdString(job.record.commandLine)));
    state_->setText(job.stateText());
    detail_->setText(job.detail());
    detail_->setVisible(!detail_->text().isEmpty());
    const QString problem = problemText(job);
    error_->setText(problem);
    error_->setVisible(!problem.isEmpty());
    bar_->setVisible(job.share() >= 0 && job.state != QLatin1String("done"));
    bar_->setValue(qRound(1000 * std::max(0.0, job.share())));
    bar_->setAccessibleName(tr("Progress of job %1").arg(job.record.id));
    showButtons(job);
}

void JobCard::showButtons(const JobView& job) {
    const bool asked = !job.record.request.empty();
    pause_->setVisible(job.running() || (job.waiting() && !job.abandoned));
    pause_->setEnabled(!asked);
    stop_->setVisible(job.running() || job.waiting());
    stop_->setEnabled(!asked || job.record.request == "pause");
    resume_->setVisible(job.resumable() || job.abandoned);
    resume_->setText(job.state == QLatin1String("failed") ? tr("Try again")
                     : job.abandoned                      ? tr("Start")
                                                          : tr("Resume"));
}

void JobCard::setPlace(int place, int of) {
    place_ = place;
    of_ = of;
    up_->setVisible(of > 1);
    down_->setVisible(of > 1);
    up_->setEnabled(place > 0);
    down_->setEnabled(place + 1 < of);
    setFocusPolicy(of > 1 ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleName(of > 0 ? tr("Waiting, %1 of %2").arg(place + 1).arg(of) : title_->text());
    setToolTip(of > 1 ? tr("Drag to change the order, or use Alt with the arrow keys") : QString());
    if (of > 1)
        setCursor(Qt::OpenHandCursor);
    else
        unsetCursor();
}

void JobCard::setLifted(bool lifted) {
    setRole(this, lifted ? "lifted" : "card");
    style()->unpolish(this);
    style()->polish(this);
}

void JobCard::appendLog(const QString& lines) {
    logText_->appendPlainText(lines);
}
bool JobCard::logShown() const {
    return log_->isChecked();
}

void JobCard::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up;
    if (of_ < 2 || !(event->modifiers() & Qt::AltModifier) || !(up || event->key() == Qt::Key_Down))
        return QFrame::keyPressEvent(event);
    if (up ? place_ > 0 : place_ + 1 < of_)
        Q_EMIT moveWanted(job_, up ? -1 : 1);
}

void JobCard::mousePressEvent(QMouseEvent* event) {
    holding_ = event->button() == Qt::LeftButton && of_ > 1;
    pressed_ = event->position().toPoint();
}

void JobCard::mouseMoveEvent(QMouseEvent* event) {
    if (!holding_)
        return;
    const QPoint way = event->position().toPoint() - pressed_;
    if (!dragging_ && way.manhattanLength() < QApplication::startDragDistance())
        return;
    dragging_ = true;
    Q_EMIT dragged(job_, event->globalPosition().toPoint());
}

void JobCard::mouseReleaseEvent(QMouseEvent*) {
    holding_ = false;
    if (std::exchange(dragging_, false))
        Q_EMIT dropped(job_);
}

} // namespace caftan::ui
