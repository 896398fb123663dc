#include "ui/models/run_list_model.h"

#include "core/jobs/job.h"
#include "core/store/run_tail.h"
#include "ui/models/project_service.h"

#include <QTimerEvent>
#include <algorithm>
#include <map>

namespace caftan::ui {

namespace {

constexpr int runListThrottle = 200, runListLive = 1000;

const Json& jsonMember(const Json& object, const char* key) {
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

std::optional<double> jsonNumber(const Json& json) {
    return json.is_number() ? std::optional(json.get<double>()) : std::nullopt;
}

double runCreated(const RunView& view) {
    return view.job ? view.job->created : view.run->created;
}

// What the job and its files say about a run.
Status completeRun(Project& project, RunView& view) {
    view.state = QString::fromStdString(view.run ? view.run->state : std::string("queued"));
    if (view.job) {
        CAFTAN_TRY(state, liveState(project, *view.job));
        view.state = QString::fromStdString(state);
    }
    if (!view.run)
        return {};
    view.canBranch = std::filesystem::exists(project.runFolder(view.uid) / "best.json");
    view.accuracy = jsonNumber(jsonMember(view.run->result, "accuracy"));
    view.bestEpoch = jsonNumber(jsonMember(view.run->result, "best_epoch"));
    CAFTAN_TRY(last, lastMetric(project, view.run->id, "train/loss"));
    view.epoch = last ? last->epoch : 0;
    if (view.is("done"))
        return {};
    CAFTAN_TRY(best, bestMetric(project, view.run->id, "validation/accuracy"));
    if (best) {
        view.accuracy = best->value;
        view.bestEpoch = best->epoch;
    }
    return {};
}

// One view for each run and each train job, joined by uid, oldest first.
Result<std::vector<RunView>> readRuns(Project& project) {
    CAFTAN_TRY(jobs, listJobs(project));
    CAFTAN_TRY(runs, listRuns(project));
    std::map<std::string, RunView> byUid;
    for (RunRecord& run : runs) {
        RunView& view = byUid[run.uid];
        view.uid = run.uid;
        view.run = std::move(run);
    }
    for (JobRecord& job : jobs) {
        if (job.kind != "train")
            continue;
        RunView& view = byUid[job.uid];
        view.uid = job.uid;
        view.job = std::move(job);
    }
    std::vector<RunView> views;
    for (auto& [uid, view] : byUid)
        views.push_back(std::move(view));
    std::sort(views.begin(), views.end(), [](const RunView& a, const RunView& b) {
        return std::pair(runCreated(a), a.uid) < std::pair(runCreated(b), b.uid);
    });
    for (size_t i = 0; i < views.size(); ++i) {
        views[i].slot = i;
        CAFTAN_CHECK(completeRun(project, views[i]));
    }
    std::reverse(views.begin(), views.end());
    return views;
}

} // namespace

const Json& RunView::config(const char* key) const {
    static const Json none;
    return run ? jsonMember(run->config, key) : none;
}

const Json& RunView::spec() const {
    const Json& ofRun = config("spec");
    return ofRun.is_object() || !job ? ofRun : job->spec;
}

QString RunView::name() const {
    if (run)
        return QString::fromStdString(run->name);
    const Json& given = jsonMember(spec(), "name");
    return given.is_string() && !given.get<std::string>().empty() ? QString::fromStdString(given.get<std::string>())
                                                                  : recipe();
}

QString RunView::recipe() const {
    const Json& given = jsonMember(spec(), "recipe");
    return QString::fromStdString(run ? run->recipe : given.is_string() ? given.get<std::string>() : std::string());
}

QString RunView::error() const {
    return job ? QString::fromStdString(job->error) : QString();
}

double RunView::share() const {
    if (is("done"))
        return 1;
    return job && job->total > 0 ? std::clamp(double(job->done) / double(job->total), 0.0, 1.0) : -1;
}

int RunView::stages() const {
    const Json& list = config("stages");
    return list.is_array() ? std::max(1, int(list.size())) : 1;
}

double RunView::stageEnd(int stage) const {
    const Json& list = jsonMember(spec(), "epochs");
    if (list.is_number())
        return list.get<double>() * (stage + 1);
    if (!list.is_array() || list.empty())
        return 0;
    double end = 0;
    for (int i = 0; i <= stage; ++i)
        end += list[list.size() > 1 ? std::min(size_t(i), list.size() - 1) : 0].get<double>();
    return end;
}

double RunView::epochs() const {
    return stageEnd(stages() - 1);
}

int64_t RunView::answerTokensSeen() const {
    if (!run)
        return 0;
    const Json& seen = jsonMember(run->result, "train_answer_tokens_seen");
    return seen.is_number_integer() ? seen.get<int64_t>() : 0;
}

QString runStateText(const RunView& run) {
    const std::string request = run.job ? run.job->request : std::string();
    if (run.is("running"))
        return request == "pause"  ? RunListModel::tr("pausing")
               : request == "stop" ? RunListModel::tr("stopping")
                                   : RunListModel::tr("running");
    const std::pair<const char*, QString> texts[] = {
        {"queued", RunListModel::tr("waiting")},  {"paused", RunListModel::tr("paused")},
        {"stopped", RunListModel::tr("stopped")}, {"failed", RunListModel::tr("failed")},
        {"done", RunListModel::tr("finished")},   {"interrupted", RunListModel::tr("interrupted")},
    };
    for (const auto& [state, text] : texts)
        if (run.is(state))
            return text;
    return run.state;
}

RunListModel::RunListModel(ProjectService& service, QObject* parent) : QAbstractListModel(parent), service_(service) {
    throttle_.setSingleShot(true);
    throttle_.setInterval(runListThrottle);
    connect(&throttle_, &QTimer::timeout, this, [this] {
        if (std::exchange(again_, false))
            schedule();
    });
    connect(&service, &ProjectService::opened, this, &RunListModel::schedule);
    connect(&service, &ProjectService::changed, this, &RunListModel::schedule);
    connect(&service, &ProjectService::closed, this, &RunListModel::clear);
    connect(&service, &ProjectService::opening, this, &RunListModel::clear);
    schedule();
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(runs_.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunView& run = runs_[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return run.name();
    case Qt::CheckStateRole:
        return isChecked(run.uid) ? Qt::Checked : Qt::Unchecked;
    case UidRole:
        return QString::fromStdString(run.uid);
    case StateRole:
        return run.state;
    case ShareRole:
        return run.share();
    case AccuracyRole:
        return run.accuracy ? QVariant(*run.accuracy) : QVariant();
    case SlotRole:
        return qulonglong(run.slot);
    case SearchRole:
        return QStringList{run.name(), run.recipe(), run.run ? QString::fromStdString(run.run->tags) : QString(),
                           runStateText(run)}
            .join(QLatin1Char('\n'));
    default:
        return {};
    }
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    setChecked(runs_[size_t(index.row())].uid, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

QHash<int, QByteArray> RunListModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{UidRole, "uid"},
                  {StateRole, "state"},
                  {ShareRole, "share"},
                  {AccuracyRole, "accuracy"},
                  {SlotRole, "slot"},
                  {SearchRole, "search"}});
    return names;
}

int RunListModel::rowOf(const std::string& uid) const {
    const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const RunView& run) { return run.uid == uid; });
    return found == runs_.end() ? -1 : int(found - runs_.begin());
}

const RunView* RunListModel::find(const std::string& uid) const {
    const int row = rowOf(uid);
    return row < 0 ? nullptr : &runs_[size_t(row)];
}

const RunView* RunListModel::findRun(int64_t id) const {
    const auto found = std::find_if(runs_.begin(), runs_.end(), [id](const RunView& run) { return run.id() == id; });
    return found == runs_.end() ? nullptr : &*found;
}

void RunListModel::setChecked(const std::string& uid, bool checked) {
    const int row = rowOf(uid);
    if (row < 0 || isChecked(uid) == checked)
        return;
    if (checked)
        checked_.insert(uid);
    else
        checked_.erase(uid);
    Q_EMIT dataChanged(index(row), index(row), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

void RunListModel::setActive(bool active) {
    if (std::exchange(active_, active) != active && active)
        schedule();
}

void RunListModel::schedule() {
    if (!active_ || !service_.isOpen())
        return;
    if (asking_ || throttle_.isActive()) {
        again_ = true;
        return;
    }
    throttle_.start();
    refresh();
}

void RunListModel::refresh() {
    asking_ = true;
    service_.ask<std::vector<RunView>>(this, readRuns, [this](Result<std::vector<RunView>> runs) {
        asking_ = false;
        if (runs)
            take(std::move(*runs));
        else
            Q_EMIT failed(QString::fromStdString(runs.error().message));
        if (again_ && !throttle_.isActive()) {
            again_ = false;
            schedule();
        }
    });
}

// Rows stay where they are, so that the selection does too: new ones are inserted, vanished ones removed.
void RunListModel::take(std::vector<RunView> runs) {
    const auto has = [](const std::vector<RunView>& list, const std::string& uid) {
        return std::any_of(list.begin(), list.end(), [&](const RunView& run) { return run.uid == uid; });
    };
    for (int row = int(runs_.size()) - 1; row >= 0; --row)
        if (!has(runs, runs_[size_t(row)].uid)) {
            beginRemoveRows({}, row, row);
            runs_.erase(runs_.begin() + row);
            endRemoveRows();
        }
    for (size_t row = 0; row < runs.size(); ++row) {
        if (row < runs_.size() && runs_[row].uid == runs[row].uid) {
            runs_[row] = std::move(runs[row]);
            continue;
        }
        beginInsertRows({}, int(row), int(row));
        runs_.insert(runs_.begin() + std::ptrdiff_t(row), std::move(runs[row]));
        endInsertRows();
    }
    if (!runs_.empty())
        Q_EMIT dataChanged(index(0), index(int(runs_.size()) - 1));
    loaded_ = true;
    const bool running = std::any_of(runs_.begin(), runs_.end(), [](const RunView& run) { return run.is("running"); });
    if (running && timer_ == 0)
        timer_ = startTimer(runListLive);
    if (!running && timer_ != 0) {
        killTimer(timer_);
        timer_ = 0;
    }
    Q_EMIT updated();
}

void RunListModel::clear() {
    asking_ = again_ = loaded_ = false; // answers of the closed project do not arrive
    throttle_.stop();
    beginResetModel();
    runs_.clear();
    checked_.clear();
    endResetModel();
    Q_EMIT updated();
    Q_EMIT checkedChanged();
}

void RunListModel::timerEvent(QTimerEvent* event) {
    if (event->timerId() == timer_)
        schedule();
}

} // namespace caftan::ui
