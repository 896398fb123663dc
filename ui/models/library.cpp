#include "ui/models/library.h"

#include "core/analysis/report.h"
#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int throttleMilliseconds = 500;

template <class Row>
const Row* findRow(const std::vector<Row>& rows, int64_t id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

Result<ScoringSummary> summaryOf(Project& project, const Scoring& scoring, bool sealed) {
    CAFTAN_TRY(chunk, loadColumns(project, scoring.id, "entropy"));
    const unsigned open = splitBit(Split::None) | splitBit(Split::Train) | splitBit(Split::Validation);
    const ScoreColumns columns = selectSplits(chunk.columns, sealed ? open : open | splitBit(Split::Test));
    std::vector<double> metric;
    std::vector<uint8_t> right;
    for (size_t i = 0; i < columns.size(); ++i)
        if (columns.valid[i]) {
            metric.push_back(columns.metric[i]);
            right.push_back(columns.right[i]);
        }
    ScoringSummary summary;
    summary.rows = scoring.rows;
    if (!right.empty())
        summary.accuracy = double(std::count(right.begin(), right.end(), 1)) / double(right.size());
    if (const auto auc = delongAuc(metric, right))
        summary.auc = auc->value;
    return summary;
}

} // namespace

Library::Library(ProjectService& service, QObject* parent) : QObject(parent), service_(service) {
    throttle_.setSingleShot(true);
    throttle_.setInterval(throttleMilliseconds);
    connect(&throttle_, &QTimer::timeout, this, [this] {
        if (std::exchange(again_, false))
            schedule();
    });
    connect(&service, &ProjectService::opened, this, &Library::schedule);
    connect(&service, &ProjectService::changed, this, &Library::schedule);
    connect(&service, &ProjectService::closed, this, &Library::clear);
    connect(&service, &ProjectService::opening, this, &Library::clear);
}

const Dataset* Library::dataset(int64_t id) const {
    return findRow(content_.datasets, id);
}
const ModelRecord* Library::model(int64_t id) const {
    return findRow(content_.models, id);
}

const ScoringSummary* Library::summary(int64_t scoring) const {
    const auto found = summaries_.find(scoring);
    return found == summaries_.end() ? nullptr : &found->second;
}

void Library::schedule() {
    if (asking_ || throttle_.isActive()) {
        again_ = true;
        return;
    }
    throttle_.start();
    refresh();
}

void Library::refresh() {
    asking_ = true;
    service_.ask<Content>(
        this,
        [](Project& project) -> Result<Content> {
            CAFTAN_TRY(datasets, listDatasets(project));
            CAFTAN_TRY(models, listModels(project));
            CAFTAN_TRY(scorings, listScorings(project));
            return Content{std::move(datasets), std::move(models), std::move(scorings)};
        },
        [this](Result<Content> content) {
            asking_ = false;
            if (content) {
                content_ = std::move(*content);
                loaded_ = true;
                Q_EMIT updated();
                summarise();
            } else {
                Q_EMIT failed(QString::fromStdString(content.error().message));
            }
            if (again_ && !throttle_.isActive()) {
                again_ = false;
                schedule();
            }
        });
}

void Library::summarise() {
    if (summarising_)
        return;
    for (const Scoring& scoring : content_.scorings) {
        const ScoringSummary* known = summary(scoring.id);
        if (scoring.state == "running" || (known && known->rows == scoring.rows))
            continue;
        const Dataset* owner = dataset(scoring.dataset);
        summarising_ = true;
        service_.ask<ScoringSummary>(
            this,
            [scoring, sealed = owner && owner->sealed](Project& project) {
                return summaryOf(project, scoring, sealed);
            },
            [this, id = scoring.id, rows = scoring.rows](Result<ScoringSummary> answer) {
                summarising_ = false;
                ScoringSummary none;
                none.rows = rows;
                summaries_[id] = answer.value_or(none);
                Q_EMIT updated();
                summarise();
            });
        return;
    }
}

void Library::clear() {
    summaries_.clear();
    asking_ = again_ = loaded_ = summarising_ = false;
    throttle_.stop();
    content_ = {};
    Q_EMIT updated();
}

} // namespace caftan::ui
