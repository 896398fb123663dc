// Keys that may be wrong, as a table: the model was sure and wrong, and a teacher gives its answer. Marks are stored at
// once. Follows the first cut and the project. Thread: the window's.
#pragma once

#include "core/store/selections.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace caftan::ui {

class Exploration;
class ProjectService;

class AuditModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Metric, Category, Text, Key, Answered, Teachers, Mark, ColumnCount };

    AuditModel(ProjectService& service, Exploration& exploration, QObject* parent = nullptr);

    void setActive(bool active); // reads only while somebody looks
    const KeyCandidate* candidate(int row) const;
    int64_t marked() const;
    QString problem() const { return problem_; } // why there is no list; "" otherwise
    void mark(int row, const QString& mark);     // "wrong", "right", "unclear", "" takes it back
    static QString markText(const std::string& mark);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  Q_SIGNALS:
    void loaded();
    void failed(const QString& message);

  private:
    void refreshSoon();
    void refresh();
    void take(std::vector<KeyCandidate> candidates);

    ProjectService& service_;
    Exploration& exploration_;
    std::vector<KeyCandidate> candidates_;
    QString problem_;
    QTimer timer_;
    bool active_ = false, stale_ = true;
    int generation_ = 0;
};

} // namespace caftan::ui
