#include "ui/pages/explore/question_detail.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/jobs/sent_prompt.h"
#include "core/store/run_scoring.h"
#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/answer_history.h"
#include "ui/pages/explore/detail_labels.h"
#include "ui/pages/explore/looks.h"
#include "ui/pages/explore/reasoning_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr size_t mostTokens = 8;

// A probability as a bar; its colour says what the option is, and so does the word beside it.
class ProbabilityBar : public QWidget {
  public:
    ProbabilityBar(double share, bool isKey) : share_(share), isKey_(isKey) {
        setMinimumSize(72, 10);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {140, 10}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const ThemeColors& colors = ThemeColors::of(palette());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.track);
        painter.drawRoundedRect(QRectF(rect()), 3, 3);
        painter.setBrush(isKey_ ? colors.good : colors.accent);
        if (share_ > 0)
            painter.drawRoundedRect(QRectF(0, 0, std::max(3.0, width() * share_), height()), 3, 3);
    }

  private:
    double share_;
    bool isKey_;
};

// White space made visible, since " A" and "A" are different tokens.
QString visibleToken(QString token) {
    token.replace(QLatin1Char('\n'), QStringLiteral("⏎")).replace(QLatin1Char('\t'), QStringLiteral("⇥"));
    return token.replace(QLatin1Char(' '), QStringLiteral("␣"));
}

Result<QuestionFacts> readFacts(Project& project, int64_t scoring, int64_t question) {
    QuestionFacts facts;
    CAFTAN_TRY(stored, loadQuestion(project, question));
    CAFTAN_TRY(score, loadScore(project, scoring, question));
    CAFTAN_TRY(traces, loadTracesOf(project, question));
    CAFTAN_TRY(answers, answersOverTime(project, question));
    CAFTAN_TRY(record, findScoring(project, scoring));
    for (const Trace& trace : traces) {
        CAFTAN_TRY(cost, loadTraceCost(project, scoring, trace.id));
        if (cost)
            facts.costs.emplace(trace.id, std::move(*cost));
    }
    CAFTAN_TRY(evaluation, evaluationOfScoring(project, scoring));
    if (evaluation) {
        CAFTAN_TRY(text, loadAnswerText(project, *evaluation, question));
        facts.answerText = std::move(text);
    }
    facts.prompt = sentPrompt(project, record, stored.question);
    facts.question = std::move(stored);
    facts.score = std::move(score);
    facts.traces = std::move(traces);
    facts.answers = std::move(answers);
    return facts;
}

} // namespace

QuestionDetail::QuestionDetail(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QFrame(parent), service_(service), exploration_(exploration), scroll_(new QScrollArea(this)) {
    setRole(this, "card");
    setAccessibleName(tr("The question"));
    scroll_->setAccessibleName(tr("The question"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 4, 8);
    layout->addWidget(scroll_);
    showHint();
}

void QuestionDetail::showQuestion(qint64 question) {
    wanted_ = question;
    if (question == 0 || !exploration_.rows())
        return showHint();
    service_.ask<QuestionFacts>(
        this,
        [question, scoring = exploration_.rows()->scoring.id](Project& project) {
            return readFacts(project, scoring, question);
        },
        [this, question](Result<QuestionFacts> facts) {
            if (question == wanted_ && facts)
                show(*facts);
        });
}

QVBoxLayout* QuestionDetail::freshContent() {
    auto* content = new QWidget(scroll_->viewport());
    setRole(content, "page");
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 12, 0);
    layout->setSpacing(8);
    scroll_->setWidget(content); // deletes the old one
    return layout;
}

void QuestionDetail::showHint() {
    QVBoxLayout* layout = freshContent();
    layout->addWidget(
        wrapped(tr("Choose a question to see its options, probabilities and recorded reasoning."), "muted"));
    layout->addStretch();
}

void QuestionDetail::show(const QuestionFacts& facts) {
    QVBoxLayout* layout = freshContent();
    const Question& question = facts.question.question;
    QString title =
        question.category.empty() ? tr("Question %1").arg(text(question.externalId)) : text(question.category);
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    if (facts.score)
        title += tr(" · entropy %1").arg(metricText(facts.score->entropy));
    layout->addWidget(wrapped(title, "section"));
    layout->addWidget(wrapped(text(question.text)));
    addOptions(layout, facts);
    if (facts.score)
        addTokens(layout, *facts.score);
    if (facts.answerText && facts.answerText->tokens.size() > 1)
        layout->addWidget(new ReasoningView(tr("The answer, token by token"), *facts.answerText));
    if (facts.answers.size() > 1)
        layout->addWidget(new AnswerHistory(service_, exploration_, facts.question.id, facts.answers));
    addTraces(layout, facts);
    addPrompt(layout, facts);
    QStringList notes{tr("id %1").arg(text(question.externalId))};
    if (question.split != Split::None)
        notes << QString::fromLatin1(splitName(question.split).data(), qsizetype(splitName(question.split).size()));
    if (facts.score && facts.score->promptTokens > 0)
        notes << tr("%1 prompt tokens").arg(groupedText(facts.score->promptTokens));
    layout->addWidget(wrapped(notes.join(QStringLiteral(" · ")), "label"));
    layout->addStretch();
}

void QuestionDetail::addOptions(QVBoxLayout* layout, const QuestionFacts& facts) {
    const Question& question = facts.question.question;
    const Json probabilities = facts.score ? parseJson(facts.score->optionProbabilities).value_or(Json()) : Json();
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 2);
    for (size_t i = 0; i < question.options.size(); ++i) {
        const bool isKey = int(i) == question.answer, answered = facts.score && int(i) == facts.score->predicted;
        const int row = int(i);
        grid->addWidget(plainLabel(text(optionLetter(row)), "strong"), row, 0, Qt::AlignTop);
        grid->addWidget(wrapped(text(question.options[i])), row, 1);
        if (probabilities.is_array() && i < probabilities.size() && probabilities[i].is_number()) {
            const double share = probabilities[i].get<double>();
            grid->addWidget(new ProbabilityBar(share, isKey), row, 2);
            grid->addWidget(plainLabel(text(fixed(share, 2)), "muted"), row, 3);
        }
        QStringList marks;
        if (answered)
            marks << tr("answered");
        if (isKey)
            marks << tr("key");
        if (!marks.isEmpty())
            grid->addWidget(plainLabel(marks.join(QStringLiteral(", ")), isKey ? "good" : "strong"), row, 4);
    }
    layout->addLayout(grid);
    if (facts.score && !facts.score->valid)
        layout->addWidget(wrapped(tr("The answer \"%1\" names none of the options: it is invalid.")
                                      .arg(visibleToken(text(facts.score->answer))),
                                  "problem"));
}

void QuestionDetail::addTokens(QVBoxLayout* layout, const Score& score) {
    const Json tokens = parseJson(score.topTokens).value_or(Json());
    if (!tokens.is_array() || tokens.empty())
        return;
    QStringList parts;
    for (size_t i = 0; i < tokens.size() && i < mostTokens; ++i)
        if (const Json& token = tokens[i];
            token.contains("text") && token["text"].is_string() && token.contains("p") && token["p"].is_number())
            parts << QStringLiteral("%1 %2").arg(visibleToken(text(token["text"].get<std::string>())),
                                                 text(fixed(token["p"].get<double>(), 3)));
    layout->addWidget(wrapped(tr("Most probable tokens"), "label"));
    layout->addWidget(wrapped(parts.join(QStringLiteral("   "))));
}

void QuestionDetail::addPrompt(QVBoxLayout* layout, const QuestionFacts& facts) {
    if (!facts.prompt)
        return;
    auto* open = new QPushButton(tr("Prompt, exactly as sent"));
    setRole(open, "inline");
    open->setObjectName(QStringLiteral("showPrompt"));
    open->setCheckable(true);
    open->setToolTip(tr("Shows the text that the model was given, with the marks of its chat format"));
    auto* prompt = wrapped(text(*facts.prompt));
    prompt->setObjectName(QStringLiteral("sentPrompt"));
    prompt->setFont(monospaceFont());
    open->setChecked(promptOpen_);
    prompt->setVisible(promptOpen_);
    connect(open, &QPushButton::toggled, this, [this, prompt](bool on) {
        promptOpen_ = on;
        prompt->setVisible(on);
    });
    layout->addWidget(open, 0, Qt::AlignLeft);
    layout->addWidget(prompt);
}

void QuestionDetail::addTraces(QVBoxLayout* layout, const QuestionFacts& facts) {
    for (const Trace& trace : facts.traces) {
        QString title = tr("Reasoning of %1, %2").arg(text(trace.teacher), trace.right ? tr("right") : tr("wrong"));
        if (trace.tokens > 0)
            title += tr(", %1 tokens").arg(groupedText(trace.tokens));
        const auto cost = facts.costs.find(trace.id);
        layout->addWidget(
            new ReasoningView(title, cost == facts.costs.end() ? TokenText{trace.text, {}} : cost->second));
    }
    if (facts.traces.empty() && !facts.question.question.rationale.empty()) {
        layout->addWidget(wrapped(tr("Recorded rationale"), "label"));
        layout->addWidget(wrapped(text(facts.question.question.rationale)));
    }
}

} // namespace caftan::ui
