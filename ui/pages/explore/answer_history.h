// One line for each scoring and run that answered a question. A run's line opens to its answer, token by token, and
// leads to all answers of that run as a scoring. Of many the first are shown, and more when asked for.
#pragma once

#include "core/store/answer_details.h"
#include "core/store/scored_rows.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace caftan::ui {

class Exploration;
class ProjectService;

class AnswerHistory : public QWidget {
    Q_OBJECT

  public:
    AnswerHistory(ProjectService& service, Exploration& exploration, int64_t question,
                  std::vector<AnswerOverTime> answers, QWidget* parent = nullptr);

  private:
    void addLines(size_t count);
    void addLine(const AnswerOverTime& answer);
    void addDetails(int row, const AnswerOverTime& answer);
    QWidget* detailsOf(const TokenText& text, int64_t evaluation);
    void exploreAnswers(int64_t evaluation);

    ProjectService& service_;
    Exploration& exploration_;
    int64_t question_;
    std::vector<AnswerOverTime> answers_;
    size_t shown_ = 0;
    QGridLayout* grid_;
    QPushButton* more_;
    QPushButton* last_ = nullptr; // of the lines' own
};

} // namespace caftan::ui
