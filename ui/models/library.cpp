#include "ui/models/library.h"

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

const Dataset* Library::dataset(int64_t id) const { return findRow(content_.datasets, id); }
const ModelRecord* Library::model(int64_t id) const { return findRow(content_.models, id); }

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
            } else {
                Q_EMIT failed(QString::fromStdString(content.error().message));
            }
            if (again_ && !throttle_.isActive()) {
                again_ = false;
                schedule();
            }
        });
}

void Library::clear() {
    asking_ = again_ = loaded_ = false;
    throttle_.stop();
    content_ = {};
    Q_EMIT updated();
}

} // namespace caftan::ui
