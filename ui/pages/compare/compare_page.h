// Compare: runs folded to recipes, what their tokens buy, what differs from the baseline and whether that is shown, and
// the questions that changed. Thread: the window's.
//
// For tests: the table is "compareTable" (a QTreeView over CompareOrder), the filter "compareFilter", the part
// "compareSplit", the charts "compareScatter", "compareCurves", "compareBands", the sentence "compareSentence", the
// settings "compareSettings", the questions "compareChanged" with "compareWon", "compareLost", "compareDetail"; buttons
// are "compareColumns", "compareExport", "compareReport", "compareMethods".
#pragma once

#include "ui/models/run_comparison.h"
#include "ui/models/run_curves.h"
#include "ui/shell/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace caftan::ui {

class ChangeCard;
class ChangedCard;
class ElidedLabel;
class Notice;
class OverviewCard;
class ProjectService;
class RecipeTable;
class Sheet;

class ComparePage : public Page {
    Q_OBJECT

  public:
    explicit ComparePage(ProjectService& service, QWidget* parent = nullptr);

    QString commandLine() const override;
    QStringList views() const override; // tokens, curves
    void showView(const QString& name) override;
    RunComparison& comparison() { return comparison_; }
    RecipeTable& table() { return *table_; }
    void saveTable(const QString& path);  // CSV
    void saveReport(const QString& path); // .html or .pdf
    void showMethods();

  Q_SIGNALS:
    void exploreWanted(); // where a run is started
    void runsWanted();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QWidget* makeEmpty();
    QWidget* makeContent();
    void makeHead(QLayout* layout);
    void makeTools();
    void connectParts();
    void refresh();
    void showState();
    void follow();
    void confirmDelete(const std::vector<int64_t>& runs, const QString& name);
    void tell(const QString& problem);

    ProjectService& service_;
    RunComparison comparison_;
    RunCurves curves_;
    QTimer refreshing_; // figures come one by one: shown together
    QStackedLayout* stack_;
    Notice* notice_;
    QComboBox* split_ = nullptr;
    ElidedLabel* subtitle_ = nullptr;
    QLabel* emptyText_ = nullptr;
    QPushButton *export_ = nullptr, *report_ = nullptr, *methods_ = nullptr;
    RecipeTable* table_ = nullptr;
    OverviewCard* overview_ = nullptr;
    ChangeCard* change_ = nullptr;
    ChangedCard* changed_ = nullptr;
};

} // namespace caftan::ui
