#include "ui/jobs/jobs_drawer.h"

#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

constexpr size_t shownJobs = 50;

QLabel* wrapped(QWidget* parent, const char* role) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

} // namespace

JobCard::JobCard(int64_t job, QWidget* parent)
    : QFrame(parent), job_(job), title_(new QLabel(this)), state_(new QLabel(this)), detail_(wrapped(this, "muted")),
      error_(wrapped(this, "problem")), bar_(new QProgressBar(this)), pause_(new QPushButton(tr("Pause"), this)),
      stop_(new QPushButton(tr("Stop"), this)), resume_(new QPushButton(tr("Resume"), this)),
      log_(new QPushButton(tr("Log"), this)), logText_(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("job-%1").arg(job));
    setRole(this, "card");
    setRole(title_, "strong");
    title_->setWordWrap(true);
    title_->setTextFormat(Qt::PlainText);
    setRole(state_, "chip");
    setRole(logText_, "log");
    setRole(log_, "flat");
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
    pause_->setToolTip(tr("Lets the job finish its batch and keep what it has; it can be resumed"));
    stop_->setToolTip(tr("Ends the job after its batch; what it has is kept"));
    resume_->setToolTip(tr("Continues where the job ended; nothing is done twice"));
    log_->setToolTip(tr("Unfolds what the job reported"));
    for (QPushButton* button : {pause_, stop_, resume_, log_})
        button->setAccessibleName(tr("%1 job %2").arg(button->text()).arg(job));

    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(state_, 0, Qt::AlignTop);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {pause_, resume_, stop_})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(log_);
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
    connect(log_, &QPushButton::toggled, this, [this](bool on) {
        logText_->setVisible(on);
        if (on)
            Q_EMIT logWanted(job_);
    });
}

void JobCard::setJob(const JobView& job, const QString& subject) {
    title_->setText(subject.isEmpty() ? tr("%1, job %2").arg(job.title()).arg(job.record.id)
                                      : tr("%1: %2").arg(job.title(), subject));
    title_->setToolTip(tr("Job %1: %2").arg(job.record.id).arg(QString::fromStdString(job.record.commandLine)));
    state_->setText(job.stateText());
    detail_->setText(job.detail());
    detail_->setVisible(!detail_->text().isEmpty());
    QString problem = QString::fromStdString(job.record.error);
    if (job.state == QLatin1String("interrupted"))
        problem =
            tr("The process ended without a word (killed, or the machine was switched off). Everything committed is "
               "kept: Resume continues there.");
    else if (job.state == QLatin1String("failed") && problem.isEmpty())
        problem = tr("The job failed without a message. The log may say more; Resume tries again.");
    error_->setText(problem);
    error_->setVisible(!problem.isEmpty());
    bar_->setVisible(job.share() >= 0 && job.state != QLatin1String("done"));
    bar_->setValue(qRound(1000 * std::max(0.0, job.share())));
    bar_->setAccessibleName(tr("Progress of job %1").arg(job.record.id));
    const bool asked = !job.record.request.empty();
    pause_->setVisible(job.running());
    pause_->setEnabled(!asked);
    stop_->setVisible(job.running() || job.waiting());
    stop_->setEnabled(!asked || job.record.request == "pause");
    resume_->setVisible(job.resumable() || job.waiting());
    resume_->setText(job.state == QLatin1String("failed") ? tr("Try again")
                     : job.waiting()                      ? tr("Start now")
                                                          : tr("Resume"));
}

void JobCard::appendLog(const QString& lines) {
    logText_->appendPlainText(lines);
}
bool JobCard::logShown() const {
    return log_->isChecked();
}

JobsDrawer::JobsDrawer(ProjectService& service, Library& library, JobsModel& model, JobLauncher& launcher,
                       QWidget* parent)
    : QFrame(parent), service_(service), library_(library), model_(model), launcher_(launcher),
      notice_(new Notice(this)), empty_(wrapped(this, "muted")), list_(nullptr) {
    setObjectName(QStringLiteral("jobsDrawer"));
    setAccessibleName(tr("Jobs"));
    setRole(this, "drawer");
    auto* title = new QLabel(tr("Jobs"), this);
    setRole(title, "title");
    auto* close = new QPushButton(tr("Close"), this);
    setRole(close, "flat");
    close->setToolTip(tr("Hides this panel; jobs go on (Esc)"));
    close->setAccessibleName(tr("Close the jobs panel"));
    connect(close, &QPushButton::clicked, this, &JobsDrawer::closeWanted);
    empty_->setText(
        tr("No jobs yet. Scoring a data set, on the Data page, makes one: it would stand here with its progress, "
           "buttons to pause and stop, and its log. Jobs are processes of their own and go on when the window "
           "is closed."));

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(close);
    auto* content = new QWidget(this);
    setRole(content, "page");
    list_ = new QVBoxLayout(content);
    list_->setContentsMargins(0, 0, 4, 0);
    list_->setSpacing(12);
    list_->addStretch(1);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(notice_);
    layout->addWidget(empty_);
    layout->addWidget(area, 1);

    connect(&model, &JobsModel::updated, this, &JobsDrawer::refresh);
    connect(&library, &Library::updated, this, &JobsDrawer::refresh);
    connect(&launcher, &JobLauncher::failed, this,
            [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); });
    connect(&service, &ProjectService::changed, this, &JobsDrawer::readLogs);
    refresh();
}

JobCard* JobsDrawer::card(int64_t job) const {
    const auto found = cards_.find(job);
    return found == cards_.end() ? nullptr : found->second;
}

JobCard* JobsDrawer::makeCard(int64_t job) {
    auto* made = new JobCard(job, this);
    connect(made, &JobCard::pauseWanted, &launcher_, &JobLauncher::pause);
    connect(made, &JobCard::stopWanted, &launcher_, &JobLauncher::stop);
    connect(made, &JobCard::resumeWanted, &launcher_, &JobLauncher::resume);
    connect(made, &JobCard::logWanted, this, &JobsDrawer::readLog);
    return made;
}

void JobsDrawer::refresh() {
    const std::vector<JobView>& jobs = model_.jobs();
    const size_t shown = std::min(jobs.size(), shownJobs);
    std::map<int64_t, JobCard*> keep;
    for (size_t i = 0; i < shown; ++i) {
        const int64_t id = jobs[i].record.id;
        JobCard* entry = card(id);
        if (!entry)
            entry = makeCard(id);
        cards_.erase(id);
        keep[id] = entry;
        if (list_->indexOf(entry) != int(i))
            list_->insertWidget(int(i), entry);
        entry->setJob(jobs[i], subjectOf(jobs[i].record));
        entry->show();
    }
    for (const auto& [id, entry] : cards_) {
        lastLogLine_.erase(id);
        entry->deleteLater();
    }
    cards_ = std::move(keep);
    empty_->setVisible(jobs.empty());
}

// "SmolLM2 on MMLU-Pro"; nothing for jobs about neither.
QString JobsDrawer::subjectOf(const JobRecord& job) const {
    const auto id = [&job](const char* key) -> int64_t {
        const auto found = job.spec.is_object() ? job.spec.find(key) : job.spec.end();
        return job.spec.is_object() && found != job.spec.end() && found->is_number_integer() ? found->get<int64_t>()
                                                                                             : 0;
    };
    const ModelRecord* model = library_.model(id("model"));
    const Dataset* dataset = library_.dataset(id("dataset"));
    if (model && dataset)
        return tr("%1 on %2").arg(QString::fromStdString(model->name), QString::fromStdString(dataset->name));
    return model ? QString::fromStdString(model->name) : dataset ? QString::fromStdString(dataset->name) : QString();
}

void JobsDrawer::readLogs() {
    if (!isVisible())
        return;
    for (const auto& [id, entry] : cards_)
        if (entry->logShown())
            readLog(id);
}

void JobsDrawer::readLog(int64_t job) {
    service_.ask<std::vector<LogLine>>(
        this, [job, after = lastLogLine_[job]](Project& project) { return loadLog(project, job, after); },
        [this, job](Result<std::vector<LogLine>> lines) {
            JobCard* entry = card(job);
            if (!entry || !lines)
                return;
            for (const LogLine& line : *lines) {
                if (line.id <= lastLogLine_[job])
                    continue; // two requests were under way
                lastLogLine_[job] = line.id;
                const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(line.time * 1000));
                entry->appendLog(QStringLiteral("%1  %2").arg(time.toString(QStringLiteral("HH:mm:ss")),
                                                              QString::fromStdString(line.text)));
            }
        });
}

void JobsDrawer::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeWanted();
    else
        QFrame::keyPressEvent(event);
}

} // namespace caftan::ui
