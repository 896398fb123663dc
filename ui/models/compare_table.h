// Recipes as rows, their runs below them, as a tree: what the table of Compare shows, sorts, filters and exports. Rows
// are only replaced when recipes or runs come or go; figures change in place. Thread: the window's.
#pragma once

#include "ui/models/run_comparison.h"

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

namespace caftan::ui {

class CompareTable : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Column {
        Name,
        Seeds,
        Accuracy,
        Difference,
        P,
        TokensSeen,
        PerAnswer,
        Time,
        Tags,
        Notes,
        Recipe,
        State,
        AccuracyValid,
        TokensUnique,
        TokensWithPrompts,
        TokensBought,
        Created,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole + 1, KeyRole, SearchRole, RunRole, SlotRole, BaselineRole, CountedRole };
    explicit CompareTable(RunComparison& comparison, QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    const RecipeView* recipeAt(const QModelIndex& index) const;  // of a run's row: its recipe
    const CatalogRun* runAt(const QModelIndex& index) const;     // of a recipe's row: its only run, or none
    std::vector<int64_t> runsAt(const QModelIndex& index) const; // all of a recipe, or the one
    QModelIndex indexOf(const std::string& key) const;
    static bool shownAtFirst(int column) { return column <= Tags; }
    QString csv(const QModelIndexList& order) const; // recipes in this order with their runs below; every column

  private:
    void update();
    QVariant recipeData(const RecipeView& recipe, int column) const;
    QVariant runData(const RecipeView& recipe, size_t run, int column) const;
    QVariant sortData(const QModelIndex& index) const;
    QString tip(const QModelIndex& index) const;
    QString together(const RecipeView& recipe, std::string RunRecord::* text) const;

    RunComparison& comparison_;
    std::vector<std::pair<std::string, std::vector<int64_t>>> shape_; // keys and runs of what the view was told
    std::vector<std::vector<size_t>> children_;                       // runs of each recipe; empty: a single one
};

// Sorted by any column and filtered by words in names, recipes, tags, notes and states. Runs stay with their recipe.
class CompareOrder : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit CompareOrder(QObject* parent = nullptr);
    void setWords(const QString& words);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    QStringList words_;
};

} // namespace caftan::ui
