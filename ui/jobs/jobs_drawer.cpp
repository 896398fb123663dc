#include "ui/jobs/jobs_drawer.h"

#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr size_t shownJobs = 50;

// Those named first, in that order, the others as they are.
void sortAs(std::vector<const JobView*>& jobs, const std::vector<int64_t>& order) {
    const auto place = [&](const JobView* job) {
        return std::find(order.begin(), order.end(), job->record.id) - order.begin();
    };
    std::stable_sort(jobs.begin(), jobs.end(), [&](const JobView* a, const JobView* b) { return place(a) < place(b); });
}

std::vector<int64_t> idsOf(const std::vector<const JobView*>& jobs) {
    std::vector<int64_t> ids;
    for (const JobView* job : jobs)
        ids.push_back(job->record.id);
    return ids;
}

std::string wordIn(const JobRecord& job, const char* key) {
    const auto found = job.spec.is_object() ? job.spec.find(key) : job.spec.end();
    return job.spec.is_object() && found != job.spec.end() && found->is_string() ? found->get<std::string>()
                                                                                 : std::string();
}

int64_t numberIn(const JobRecord& job, const char* key) {
    const auto found = job.spec.is_object() ? job.spec.find(key) : job.spec.end();
    return job.spec.is_object() && found != job.spec.end() && found->is_number_integer() ? found->get<int64_t>() : 0;
}

} // namespace

JobsDrawer::JobsDrawer(ProjectService& service, Library& library, JobsModel& model, JobLauncher& launcher,
                       QWidget* parent)
    : QFrame(parent), service_(service), library_(library), model_(model), launcher_(launcher),
      notice_(new Notice(this)), empty_(makeLabel({}, "muted", this)), abandoned_(makeAbandoned()), list_(nullptr) {
    setObjectName(QStringLiteral("jobsDrawer"));
    setAccessibleName(tr("Jobs"));
    setRole(this, "drawer");
    empty_->setText(
        tr("No jobs yet. Scoring a data set, on the Data page, and training bands, on Explore, make some: they would "
           "stand here with their progress, their order, buttons to pause and stop, and their logs. Jobs are processes "
           "of their own and go on when the window is closed."));
    auto* close = new QPushButton(tr("Close"), this);
    setRole(close, "flat");
    close->setToolTip(tr("Hides this panel; jobs go on (Esc)"));
    close->setAccessibleName(tr("Close the jobs panel"));
    connect(close, &QPushButton::clicked, this, &JobsDrawer::closeWanted);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Jobs"), "title", this), 1);
    head->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(notice_);
    layout->addWidget(abandoned_);
    layout->addWidget(empty_);
    layout->addWidget(makeList(), 1);

    connect(&model, &JobsModel::updated, this, &JobsDrawer::refresh);
    connect(&library, &Library::updated, this, &JobsDrawer::refresh);
    connect(&launcher, &JobLauncher::failed, this,
            [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); });
    connect(&service, &ProjectService::changed, this, &JobsDrawer::readLogs);
    refresh();
}

// After the machine was switched off, rows wait that nobody would ever run.
QFrame* JobsDrawer::makeAbandoned() {
    auto* bar = new QFrame(this);
    setRole(bar, "notice");
    abandonedText_ = makeLabel({}, "plain", bar);
    QPushButton* start = makeButton(QStringLiteral("startQueue"), tr("Start the queue"),
                                    tr("Starts a process for each of them; they run one after another"), bar);
    connect(start, &QPushButton::clicked, this, [this] {
        std::vector<int64_t> jobs;
        for (const JobView* job : model_.waiting())
            if (job->abandoned)
                jobs.push_back(job->record.id);
        launcher_.startWaiting(jobs);
    });
    auto* layout = new QVBoxLayout(bar);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(abandonedText_);
    layout->addWidget(start, 0, Qt::AlignLeft);
    return bar;
}

QWidget* JobsDrawer::makeList() {
    auto* content = new QWidget(this);
    setRole(content, "page");
    list_ = new QVBoxLayout(content);
    list_->setContentsMargins(0, 0, 4, 0);
    list_->setSpacing(12);
    list_->addStretch(1);
    auto* area = new QScrollArea(this);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    return area;
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
    connect(made, &JobCard::moveWanted, this, &JobsDrawer::move);
    connect(made, &JobCard::dragged, this, &JobsDrawer::drag);
    connect(made, &JobCard::dropped, this, &JobsDrawer::drop);
    return made;
}

std::vector<const JobView*> JobsDrawer::shownOrder() const {
    std::vector<const JobView*> jobs, waiting = model_.waiting();
    if (!order_.empty())
        sortAs(waiting, order_);
    for (const JobView& job : model_.jobs())
        if (job.running())
            jobs.push_back(&job);
    jobs.insert(jobs.end(), waiting.begin(), waiting.end());
    for (const JobView& job : model_.jobs())
        if (!job.running() && !job.waiting() && jobs.size() < shownJobs)
            jobs.push_back(&job);
    return jobs;
}

void JobsDrawer::placeCards(const std::vector<const JobView*>& jobs) {
    const int queued = int(model_.waiting().size());
    int place = 0;
    for (size_t i = 0; i < jobs.size(); ++i) {
        JobCard* entry = card(jobs[i]->record.id);
        if (list_->indexOf(entry) != int(i))
            list_->insertWidget(int(i), entry);
        if (jobs[i]->waiting())
            entry->setPlace(place++, queued);
        else
            entry->setPlace(0, 0);
    }
}

void JobsDrawer::refresh() {
    if (lifted_ == 0 && order_ == idsOf(model_.waiting()))
        order_.clear(); // the store has it now
    const std::vector<const JobView*> jobs = shownOrder();
    std::map<int64_t, JobCard*> keep;
    for (const JobView* job : jobs) {
        const int64_t id = job->record.id;
        JobCard* entry = card(id);
        if (!entry)
            entry = makeCard(id);
        cards_.erase(id);
        keep[id] = entry;
        entry->setJob(*job, subjectOf(job->record));
        entry->show();
    }
    for (const auto& [id, entry] : cards_) {
        lastLogLine_.erase(id);
        entry->deleteLater();
    }
    cards_ = std::move(keep);
    placeCards(jobs);
    offerStart();
    empty_->setVisible(jobs.empty());
}

void JobsDrawer::offerStart() {
    const std::vector<const JobView*> waiting = model_.waiting();
    const auto alone = std::count_if(waiting.begin(), waiting.end(), [](const JobView* job) { return job->abandoned; });
    abandoned_->setVisible(alone > 0);
    abandonedText_->setText(
        alone == 1 ? tr("One job waits, but its process is gone: the machine was switched off, or it was ended.")
                   : tr("%1 jobs wait, but their processes are gone: the machine was switched off, or they were "
                        "ended. The order is kept.")
                         .arg(alone));
}

void JobsDrawer::move(int64_t job, int by) {
    std::vector<int64_t> order = idsOf(model_.waiting());
    if (!order_.empty())
        order = order_;
    const auto found = std::find(order.begin(), order.end(), job);
    const auto target = found - order.begin() + by;
    if (found == order.end() || target < 0 || target >= std::ptrdiff_t(order.size()))
        return;
    std::swap(*found, order[size_t(target)]);
    order_ = order;
    placeCards(shownOrder());
    launcher_.reorder(order);
}

// The card goes where the pointer is: before the first card whose middle lies below it.
void JobsDrawer::drag(int64_t job, QPoint globalPosition) {
    JobCard* entry = card(job);
    if (lifted_ == 0) {
        lifted_ = job;
        order_ = idsOf(model_.waiting());
        entry->setLifted(true);
        entry->setCursor(Qt::ClosedHandCursor);
    }
    const int y = entry->parentWidget()->mapFromGlobal(globalPosition).y();
    std::vector<int64_t> order;
    bool placed = false;
    for (const int64_t other : order_) {
        if (other == job)
            continue;
        const JobCard* beside = card(other);
        if (!placed && beside && y < beside->geometry().center().y()) {
            order.push_back(job);
            placed = true;
        }
        order.push_back(other);
    }
    if (!placed)
        order.push_back(job);
    if (order == order_)
        return;
    order_ = order;
    placeCards(shownOrder());
}

void JobsDrawer::drop(int64_t job) {
    lifted_ = 0;
    if (JobCard* entry = card(job)) {
        entry->setLifted(false);
        entry->setCursor(Qt::OpenHandCursor);
    }
    launcher_.reorder(order_);
}

// "complexity-aware, SmolLM2"; "SmolLM2 on MMLU-Pro"; nothing for jobs about neither.
QString JobsDrawer::subjectOf(const JobRecord& job) const {
    const ModelRecord* model = library_.model(numberIn(job, "model"));
    const Dataset* dataset = library_.dataset(numberIn(job, "dataset"));
    if (job.kind == "train") {
        for (const Scoring& scoring : library_.scorings())
            if (!model && scoring.id == numberIn(job, "scoring") && scoring.model)
                model = library_.model(*scoring.model);
        const std::string name = wordIn(job, "name").empty() ? wordIn(job, "recipe") : wordIn(job, "name");
        return model ? QStringLiteral("%1, %2").arg(QString::fromStdString(name), QString::fromStdString(model->name))
                     : QString::fromStdString(name);
    }
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
