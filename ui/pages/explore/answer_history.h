// One line for each scoring and run that answered a question. A run's line opens to its answer, token by token, and
// leads to all answers of that run as a scoring.
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
                  const std::vector<AnswerOverTime>& answers, QWidget* parent = nullptr);

  private:
    void addLine(QGridLayout* grid, const AnswerOverTime& answer);
    void addDetails(QGridLayout* grid, int row, const AnswerOverTime& answer);
    QWidget* detailsOf(const TokenText& text, int64_t evaluation);
    void exploreAnswers(int64_t evaluation);

    ProjectService& service_;
    Exploration& exploration_;
    int64_t question_;
};

} // namespace caftan::ui
