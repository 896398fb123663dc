// The questions of a band or selection: search, chips that filter, table. Thread: the window's.
#pragma once

#include "ui/models/question_table_model.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QTableView;

namespace caftan::ui {

class QuietLabel;

class QuestionPanel : public QFrame {
    Q_OBJECT

  public:
    QuestionPanel(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);

    void showBand(int band); // -1: every band
    void setRange(std::optional<std::pair<double, double>> range);
    // Lists these only, until the chip with their name is let go; nullptr: all.
    void setOnly(std::shared_ptr<const std::vector<int64_t>> questions, const QString& name);
    void choose(qint64 question); // in the detail, also when it is not listed
    QuestionTableModel& model() { return *model_; }

  Q_SIGNALS:
    void questionChosen(qint64 question); // 0: none
    void rangeCleared();
    void onlyCleared();
    void exportWanted();
    void keepWanted(); // the questions that are listed, as a named selection

  private:
    QPushButton* addChip(const QString& text, const QString& toolTip);
    void buildChips();
    void applyFilter(const QuestionFilter& filter);
    void updateChips();
    void updateCount();
    void keepSelection();
    void chooseRow(int row);

    Exploration& exploration_;
    QuestionTableModel* model_;
    QLineEdit* search_;
    QHBoxLayout* chipRow_;
    QPushButton* sort_;
    std::vector<QPushButton*> bandChips_;
    QPushButton *rightChip_ = nullptr, *wrongChip_ = nullptr, *invalidChip_ = nullptr, *rangeChip_ = nullptr,
                *sliceChip_ = nullptr, *onlyChip_ = nullptr;
    QuietLabel* count_;
    QTableView* table_;
    qint64 chosen_ = 0;
    bool keeping_ = false, descending_ = true;
};

} // namespace caftan::ui
