// The state of Explore: which scoring and metric, the index over its rows, the cuts, and their undo stack. Every view of
// the page reads from here and hears of changes through signals. Lives on the window's thread; loading happens on the
// project's worker; while a scoring runs, new rows are appended as they are committed.
#pragma once

#include "core/analysis/columns.h"
#include "core/analysis/roc.h"
#include "core/analysis/threshold_index.h"
#include "core/store/scorings.h"

#include <QObject>
#include <QUndoStack>
#include <optional>
#include <vector>

namespace caftan::ui {

class ProjectService;

class Exploration : public QObject {
    Q_OBJECT

  public:
    explicit Exploration(ProjectService& service, QObject* parent = nullptr);

    void setScoring(std::optional<int64_t> scoring);
    void setMetric(const QString& metric);
    void setCategory(int category); // -1: all
    std::optional<int64_t> scoring() const { return scoring_; }
    QString metric() const { return metric_; }
    int category() const { return category_; }

    const ScoreColumns& columns() const { return columns_; }   // rows that may be seen (sealed test rows are left out)
    const ThresholdIndex& index() const { return index_; }     // of the slice
    const std::optional<Auc>& auc() const { return auc_; }
    const std::vector<double>& cuts() const { return cuts_; }  // ascending
    QUndoStack& undoStack() { return undo_; }

    // While the mouse moves: beginDrag, moveCut ..., endDrag makes one undo step and stores the cuts.
    void beginDrag();
    void moveCut(int cut, double value);
    void endDrag();
    void setCuts(const std::vector<double>& cuts, const QString& undoText);
    void setQuantiles(const std::vector<double>& quantiles, const QString& undoText);

  Q_SIGNALS:
    void dataChanged();    // rows, metric or slice: histogram, ROC and tables are rebuilt
    void cutsChanged();    // cuts only: lookups, same frame
    void failed(const QString& message);

  private:
    ProjectService& service_;
    std::optional<int64_t> scoring_;
    QString metric_ = QStringLiteral("entropy");
    int category_ = -1;
    ScoreColumns columns_;
    ThresholdIndex index_;
    std::optional<Auc> auc_;
    std::vector<double> cuts_, dragStart_;
    QUndoStack undo_;
    int64_t lastRow_ = 0;
};

} // namespace caftan::ui
