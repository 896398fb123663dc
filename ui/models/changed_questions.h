// Questions that a recipe won or lost against the baseline, with both answers. Texts are read when a view asks for
// them. Thread: the window's.
#pragma once

#include "core/store/datasets.h"
#include "ui/models/run_comparison.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <unordered_map>

namespace caftan::ui {

class ChangedQuestions : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Metric, Category, Text, Before, After, Key, ColumnCount };
    ChangedQuestions(ProjectService& service, QObject* parent = nullptr);

    void setList(std::shared_ptr<const ChangedList> list, const QString& baselineName, const QString& recipeName);
    void setFilter(bool won, int band);                  // band -1: all
    void sort(int column, Qt::SortOrder order) override; // by the metric, whatever the column
    int64_t count(bool won, int band = -1) const;
    const std::shared_ptr<const ChangedList>& list() const { return list_; }
    int64_t questionAt(int row) const; // 0: none
    const StoredQuestion* textAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  Q_SIGNALS:
    void listed();     // rows are others
    void textLoaded(); // of some rows

  private:
    void rebuild();
    void fetch();
    QString answers(const RecipeJudgements& recipe, int64_t question) const;

    ProjectService& service_;
    std::shared_ptr<const ChangedList> list_;
    QString baselineName_, recipeName_;
    std::vector<size_t> rows_; // of list_->questions
    bool won_ = true, descending_ = true, asking_ = false;
    int band_ = -1;
    std::unordered_map<int64_t, StoredQuestion> texts_;
    mutable std::vector<int64_t> wanted_;
    mutable QTimer fetching_;
};

} // namespace caftan::ui
