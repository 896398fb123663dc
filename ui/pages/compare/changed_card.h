// The questions that the chosen recipe won or lost, and one of them in full with both answers. Thread: the window's.
#pragma once

#include "ui/models/changed_questions.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QTableView;
class QTextBrowser;

namespace caftan::ui {

class ChangedCard : public QFrame {
    Q_OBJECT

  public:
    ChangedCard(ProjectService& service, RunComparison& comparison, QWidget* parent = nullptr);
    ChangedQuestions& model() { return model_; }
    void showBand(int band); // -1: all
    void refresh();

  Q_SIGNALS:
    void bandChosen(int band);
    void problem(const QString& message);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct BothAnswers {
        std::vector<std::optional<Answer>> before, after;
    };
    void makeTable();
    void sizeColumns();
    void connectTable();
    void fillChips();
    void openRow();
    void showDetail(const StoredQuestion& question, const BothAnswers& answers);

    ProjectService& service_;
    RunComparison& comparison_;
    ChangedQuestions model_;
    QPushButton *won_, *lost_;
    QHBoxLayout* chips_;
    std::vector<QPushButton*> bandChips_;
    QTableView* table_;
    QTextBrowser* detail_;
    bool wonShown_ = true;
    int band_ = -1;
    int64_t opened_ = 0; // question whose answers are shown or on their way
};

} // namespace caftan::ui
