#include "ui/jobs/jobs_model.h"
#include "ui/charts/number_text.h"

#include "core/base/text.h"
#include "core/jobs/job.h"
#include "ui/models/project_service.h"

#include <QTimerEvent>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int jobsLiveMilliseconds = 1000;
constexpr qint64 aloneMilliseconds = 3000; // a process that was just started may not have come up yet

qint64 steadyMilliseconds() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

QString durationText(double seconds) {
    if (!(seconds >= 0) || seconds > 1e8)
        return {};
    const int64_t whole = std::llround(seconds);
    if (whole < 60)
        return JobsModel::tr("%1 s").arg(whole);
    if (whole < 600)
        return JobsModel::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    if (whole < 3600)
        return JobsModel::tr("%1 min").arg((whole + 30) / 60);
    return JobsModel::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

bool JobView::resumable() const {
    return state == QLatin1String("paused") || state == QLatin1String("stopped") || state == QLatin1String("failed") ||
           state == QLatin1String("interrupted");
}

double JobView::share() const {
    return record.total > 0 ? std::clamp(double(record.done) / double(record.total), 0.0, 1.0) : -1;
}

QString JobView::title() const {
    if (record.kind == "score")
        return JobsModel::tr("Scoring");
    if (record.kind == "train")
        return JobsModel::tr("Training");
    if (record.kind == "pretrain")
        return JobsModel::tr("Pretraining");
    if (record.kind == "import")
        return JobsModel::tr("Import");
    return text(record.kind);
}

QString JobView::detail() const {
    QStringList parts;
    // The message is "unit; more" while the job counts, else what it is doing.
    const QStringList message = text(record.message).split(QStringLiteral("; "));
    if (record.total > 0)
        parts << (message.size() > 1
                      ? JobsModel::tr("%1 of %2 %3")
                            .arg(groupedText(record.done), groupedText(record.total), message.first())
                      : JobsModel::tr("%1 of %2").arg(groupedText(record.done), groupedText(record.total)));
    if (message.size() > 1)
        parts << message.mid(1);
    if (running() && record.rate > 0) {
        parts << JobsModel::tr("%1/s").arg(record.rate < 10 ? fixedText(record.rate, 1)
                                                            : groupedText(std::llround(record.rate)));
        const QString left = durationText(double(record.total - record.done) / record.rate);
        if (!left.isEmpty())
            parts << JobsModel::tr("%1 left").arg(left);
    }
    if (running() && message.size() == 1 && !record.message.empty())
        parts << text(record.message);
    if (!running() && record.finished >= record.started + 1 && record.started > 0)
        parts << durationText(record.finished - record.started);
    return parts.join(QStringLiteral(" · "));
}

QString JobView::stateText() const {
    if (running())
        return record.request == "pause"  ? JobsModel::tr("pausing")
               : record.request == "stop" ? JobsModel::tr("stopping")
                                          : JobsModel::tr("running");
    if (waiting())
        return abandoned ? JobsModel::tr("not started") : JobsModel::tr("waiting");
    if (state == QLatin1String("interrupted"))
        return JobsModel::tr("interrupted");
    if (state == QLatin1String("paused"))
        return JobsModel::tr("paused");
    if (state == QLatin1String("stopped"))
        return JobsModel::tr("stopped");
    if (state == QLatin1String("failed"))
        return JobsModel::tr("failed");
    return JobsModel::tr("done");
}

JobsModel::JobsModel(ProjectService& service, QObject* parent) : QAbstractListModel(parent), service_(service) {
    connect(&service, &ProjectService::opened, this, &JobsModel::refresh);
    connect(&service, &ProjectService::changed, this, &JobsModel::refresh);
    connect(&service, &ProjectService::closed, this, &JobsModel::clear);
    connect(&service, &ProjectService::opening, this, &JobsModel::clear);
}

int JobsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(jobs_.size());
}

QVariant JobsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobView& job = jobs_[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return job.title();
    case IdRole:
        return qint64(job.record.id);
    case StateRole:
        return job.state;
    case ShareRole:
        return job.share();
    case DetailRole:
        return job.detail();
    case ErrorRole:
        return text(job.record.error);
    default:
        return {};
    }
}

QHash<int, QByteArray> JobsModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(
        {{IdRole, "id"}, {StateRole, "state"}, {ShareRole, "share"}, {DetailRole, "detail"}, {ErrorRole, "error"}});
    return names;
}

const JobView* JobsModel::find(int64_t id) const {
    const auto found =
        std::find_if(jobs_.begin(), jobs_.end(), [id](const JobView& job) { return job.record.id == id; });
    return found == jobs_.end() ? nullptr : &*found;
}

const JobView* JobsModel::firstRunning() const {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [](const JobView& job) { return job.running(); });
    return found == jobs_.end() ? nullptr : &*found;
}

void JobsModel::refresh() {
    if (asking_) {
        again_ = true;
        return;
    }
    asking_ = true;
    service_.ask<std::vector<JobView>>(
        this,
        [](Project& project) -> Result<std::vector<JobView>> {
            CAFTAN_TRY(rows, listJobs(project));
            std::vector<JobView> views;
            views.reserve(rows.size());
            for (JobRecord& row : rows) {
                CAFTAN_TRY(state, liveState(project, row));
                const QString live = QString::fromStdString(state);
                const bool alone = row.state == "queued" && !hasWaitingProcess(project, row);
                views.push_back({std::move(row), live, alone});
            }
            std::sort(views.begin(), views.end(),
                      [](const JobView& a, const JobView& b) { return a.record.id > b.record.id; });
            return views;
        },
        [this](Result<std::vector<JobView>> views) {
            asking_ = false;
            if (views)
                take(std::move(*views));
            if (std::exchange(again_, false))
                refresh();
        });
}

std::vector<const JobView*> JobsModel::waiting() const {
    std::vector<const JobView*> queue;
    for (const JobView& job : jobs_)
        if (job.waiting())
            queue.push_back(&job);
    std::sort(queue.begin(), queue.end(), [](const JobView* a, const JobView* b) {
        return std::pair(-a->record.priority, a->record.id) < std::pair(-b->record.priority, b->record.id);
    });
    return queue;
}

// Without a process for a while: nobody is about to run it.
void JobsModel::markAbandoned(std::vector<JobView>& jobs) {
    const qint64 now = steadyMilliseconds();
    std::map<int64_t, qint64> alone;
    for (JobView& job : jobs) {
        if (!job.abandoned)
            continue;
        const auto known = alone_.find(job.record.id);
        const qint64 since = alone[job.record.id] = known == alone_.end() ? now : known->second;
        job.abandoned = now - since >= aloneMilliseconds;
    }
    alone_ = std::move(alone);
}

void JobsModel::take(std::vector<JobView> jobs) {
    markAbandoned(jobs);
    bool same = jobs.size() == jobs_.size();
    for (size_t i = 0; same && i < jobs.size(); ++i)
        same = jobs[i].record.id == jobs_[i].record.id;
    if (same) {
        jobs_ = std::move(jobs);
        if (!jobs_.empty())
            Q_EMIT dataChanged(index(0), index(int(jobs_.size()) - 1));
    } else {
        beginResetModel();
        jobs_ = std::move(jobs);
        endResetModel();
    }
    const bool live = firstRunning() != nullptr || !alone_.empty();
    if (live && timer_ == 0)
        timer_ = startTimer(jobsLiveMilliseconds);
    if (!live && timer_ != 0) {
        killTimer(timer_);
        timer_ = 0;
    }
    Q_EMIT updated();
}

void JobsModel::clear() {
    asking_ = again_ = false; // answers of the closed project do not arrive
    take({});
}

void JobsModel::timerEvent(QTimerEvent* event) {
    if (event->timerId() == timer_)
        refresh();
}

} // namespace caftan::ui
