// The table of runs folded to recipes: ticks, filter, sorting, columns, tags and notes in place, baseline, renaming and
// deleting. Thread: the window's.
#pragma once

#include "ui/models/compare_table.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QTreeView;

namespace caftan::ui {

class ElidedLabel;

class RecipeTable : public QFrame {
    Q_OBJECT

  public:
    explicit RecipeTable(RunComparison& comparison, QWidget* parent = nullptr);

    CompareTable& table() { return table_; }
    QTreeView* view() const { return view_; }
    QHBoxLayout* controls() const { return controls_; } // right of the filter
    QString csv() const;                                // as sorted and filtered
    void setReadOnly(bool readOnly);

  Q_SIGNALS:
    void deleteWanted(const std::vector<int64_t>& runs, const QString& name);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void makeView();
    void makeColumnsMenu(QPushButton* button);
    void makeActions();
    void sizeColumns();
    void keepState();
    void showMenu(const QPoint& at);

    RunComparison& comparison_;
    CompareTable table_;
    CompareOrder order_;
    QTreeView* view_;
    QLineEdit* filter_;
    ElidedLabel* hint_;
    QHBoxLayout* controls_;
    QMenu* actions_;
    QAction *pin_ = nullptr, *unpin_ = nullptr, *rename_ = nullptr, *remove_ = nullptr;
    std::set<std::string> expanded_;
    bool keeping_ = false, readOnly_ = false;
};

} // namespace caftan::ui
