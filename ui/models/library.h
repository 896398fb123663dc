// What the project holds, for lists: data sets, models, scorings. Follows the project; refreshed at most twice a second
// while a job writes. Thread: the window's.
#pragma once

#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <optional>
#include <vector>

namespace caftan::ui {

class ProjectService;

// What the list of scorings says of one that is not running. Over valid answers; sealed test questions are left out.
struct ScoringSummary {
    int64_t rows = 0; // of the scoring when this was computed
    std::optional<double> accuracy, auc;
};

class Library : public QObject {
    Q_OBJECT

  public:
    explicit Library(ProjectService& service, QObject* parent = nullptr);

    bool loaded() const { return loaded_; } // false until the first answer of an open project
    const std::vector<Dataset>& datasets() const { return content_.datasets; }
    const std::vector<ModelRecord>& models() const { return content_.models; }
    const std::vector<Scoring>& scorings() const { return content_.scorings; }
    const Dataset* dataset(int64_t id) const;
    const ModelRecord* model(int64_t id) const;
    const ScoringSummary* summary(int64_t scoring) const; // nullptr: not computed (yet)

  Q_SIGNALS:
    void updated();
    void failed(const QString& message);

  private:
    struct Content {
        std::vector<Dataset> datasets;
        std::vector<ModelRecord> models;
        std::vector<Scoring> scorings;
    };
    void schedule();
    void refresh();
    void summarise(); // one scoring that has no summary; the answer asks for the next
    void clear();

    ProjectService& service_;
    Content content_;
    std::map<int64_t, ScoringSummary> summaries_;
    QTimer throttle_;
    bool loaded_ = false, asking_ = false, again_ = false, summarising_ = false;
};

} // namespace caftan::ui
