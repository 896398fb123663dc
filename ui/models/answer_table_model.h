// Answers of one evaluation as a table, read page by page as it is scrolled. Thread: the window's.
#pragma once

#include "core/store/run_tail.h"

#include <QAbstractTableModel>
#include <vector>

namespace caftan::ui {

class ProjectService;

class AnswerTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Verdict, Question, Answered, Key, Entropy, Before, Tokens, Output, ColumnCount };
    explicit AnswerTableModel(ProjectService& service, QObject* parent = nullptr);

    // Evaluation 0: nothing.
    void show(int64_t evaluation, AnswerKind kind, const std::string& words);
    int64_t found() const { return found_; } // rows of the query, read or not
    const AnswerSample* row(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

  Q_SIGNALS:
    void updated(); // rows or their number changed
    void failed(const QString& message);

  private:
    void read(int64_t offset);

    ProjectService& service_;
    AnswerQuery query_;
    std::vector<AnswerSample> rows_;
    int64_t found_ = 0;
    uint64_t question_ = 0; // raised by every show(): answers to older ones are dropped
    bool asking_ = false;
};

} // namespace caftan::ui
