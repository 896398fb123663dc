// What the model answered in one evaluation: a table to search and filter, and the chosen answer in full.
#pragma once

#include "ui/models/answer_table_model.h"
#include "ui/pages/runs/run_tab.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTextBrowser;

namespace caftan::ui {

class AnswersView : public RunTab {
    Q_OBJECT

  public:
    AnswersView(ProjectService& service, QWidget* parent = nullptr);
    void showRun(const RunView* run, const RunPoints* points) override;

  private:
    QWidget* makeFilters();
    QTableView* makeTable();
    void fillEvaluations(const RunView& run, const RunPoints& points);
    void ask();
    void showRow();
    void showCount();

    AnswerTableModel model_;
    QComboBox *evaluation_, *kind_;
    QLineEdit* search_;
    QTableView* table_;
    QTextBrowser* detail_;
    QLabel *count_, *empty_;
    QTimer typing_;
    int64_t run_ = 0;
    size_t known_ = 0; // evaluations in the box
};

} // namespace caftan::ui
