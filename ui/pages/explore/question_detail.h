// One question in full: text, options with their probabilities, answer and key, top tokens, recorded reasoning.
// Thread: the window's; loads on the project's worker.
#pragma once

#include "core/store/answer_details.h"
#include "core/store/datasets.h"
#include "core/store/scored_rows.h"
#include "core/store/scorings.h"

#include <QFrame>
#include <map>

class QScrollArea;
class QVBoxLayout;

namespace caftan::ui {

class Exploration;
class ProjectService;

struct QuestionFacts {
    StoredQuestion question;
    std::optional<Score> score;
    std::vector<Trace> traces;
    std::vector<AnswerOverTime> answers; // of every scoring and run
    std::optional<std::string> prompt;   // as sent; none for answers that were recorded elsewhere
    std::map<int64_t, TokenText> costs;  // of traces under this scoring's model, where they were asked for
    std::optional<TokenText> answerText; // where the scoring was made of a run's answers
};

class QuestionDetail : public QFrame {
    Q_OBJECT

  public:
    QuestionDetail(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);
    void showQuestion(qint64 question); // 0: none
    qint64 question() const { return wanted_; }

  private:
    void show(const QuestionFacts& facts);
    void showHint();
    QVBoxLayout* freshContent();
    void addOptions(QVBoxLayout* layout, const QuestionFacts& facts);
    void addTokens(QVBoxLayout* layout, const Score& score);
    void addTraces(QVBoxLayout* layout, const QuestionFacts& facts);
    void addPrompt(QVBoxLayout* layout, const QuestionFacts& facts);

    ProjectService& service_;
    Exploration& exploration_;
    QScrollArea* scroll_;
    qint64 wanted_ = 0;
    bool promptOpen_ = false; // stays from question to question
};

} // namespace caftan::ui
