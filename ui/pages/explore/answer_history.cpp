#include "ui/pages/explore/answer_history.h"

#include "core/data/question.h"
#include "core/store/run_scoring.h"
#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/detail_labels.h"
#include "ui/pages/explore/reasoning_view.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

AnswerHistory::AnswerHistory(ProjectService& service, Exploration& exploration, int64_t question,
                             std::vector<AnswerOverTime> answers, QWidget* parent)
    : QWidget(parent), service_(service), exploration_(exploration), question_(question), answers_(std::move(answers)),
      grid_(new QGridLayout), more_(new QPushButton(tr("Show more"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(wrapped(tr("Answers over time"), "label", this));
    grid_->setHorizontalSpacing(10);
    grid_->setVerticalSpacing(2);
    grid_->setColumnStretch(0, 1);
    layout->addLayout(grid_);
    setRole(more_, "inline");
    more_->setObjectName(QStringLiteral("moreAnswers"));
    layout->addWidget(more_, 0, Qt::AlignLeft);
    constexpr size_t first = 6, step = 12; // a line is four widgets: hundreds would keep the window
    connect(more_, &QPushButton::clicked, this, [this] { addLines(step); });
    addLines(first);
}

void AnswerHistory::addLines(size_t count) {
    const size_t end = std::min(answers_.size(), shown_ + count);
    while (shown_ < end)
        addLine(answers_[shown_++]);
    if (last_)
        setTabOrder(last_, more_);
    more_->setVisible(shown_ < answers_.size());
    more_->setToolTip(tr("%1 of %2 are shown").arg(groupedText(qint64(shown_)), groupedText(qint64(answers_.size()))));
}

void AnswerHistory::addLine(const AnswerOverTime& answer) {
    const int row = grid_->rowCount();
    const bool ofRun = answer.kind == AnswerOverTime::Kind::Run;
    QString name = QString::fromStdString(answer.name);
    if (ofRun)
        name =
            tr("%1, epoch %2%3")
                .arg(name, QString::number(answer.epoch, 'g', 3), answer.thinks ? tr(", with reasoning") : QString());
    const QString letter =
        answer.predicted >= 0 ? QString::fromStdString(optionLetter(answer.predicted)) : QStringLiteral("–");
    const char* mark = !answer.valid ? "" : answer.right ? " ✓" : " ✗";
    grid_->addWidget(wrapped(name, nullptr, this), row, 0);
    grid_->addWidget(plainLabel(letter + QString::fromUtf8(mark), answer.right ? "good" : "strong", this), row, 1);
    grid_->addWidget(plainLabel(std::isnan(answer.entropy) ? QString() : metricText(answer.entropy), "muted", this),
                     row, 2, Qt::AlignRight);
    if (ofRun)
        addDetails(row, answer);
}

// The text is read when it is first asked for.
void AnswerHistory::addDetails(int row, const AnswerOverTime& answer) {
    auto* open = new QPushButton(tr("Show"), this);
    setRole(open, "inline");
    open->setObjectName(QStringLiteral("showAnswer"));
    open->setCheckable(true);
    open->setToolTip(tr("Shows what the run wrote, its tokens coloured by entropy"));
    last_ = open;
    open->setAccessibleName(tr("Show the answer of %1").arg(QString::fromStdString(answer.name)));
    grid_->addWidget(open, row, 3);
    auto* place = new QVBoxLayout;
    grid_->addLayout(place, row + 1, 0, 1, 4);
    connect(open, &QPushButton::toggled, this, [this, place, evaluation = answer.evaluation](bool on) {
        if (QLayoutItem* shown = place->itemAt(0)) {
            shown->widget()->setVisible(on);
            return;
        }
        service_.ask<std::optional<TokenText>>(
            this,
            [evaluation, question = question_](Project& project) {
                return loadAnswerText(project, evaluation, question);
            },
            [this, place, evaluation](Result<std::optional<TokenText>> text) {
                if (text && *text && place->count() == 0)
                    place->addWidget(detailsOf(**text, evaluation));
            });
    });
}

QWidget* AnswerHistory::detailsOf(const TokenText& text, int64_t evaluation) {
    auto* details = new QWidget(this);
    auto* layout = new QVBoxLayout(details);
    layout->setContentsMargins(8, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(new ReasoningView(QString(), text, details));
    auto* all = new QPushButton(tr("All answers of this run on Explore"), details);
    setRole(all, "inline");
    all->setObjectName(QStringLiteral("exploreAnswers"));
    all->setEnabled(!service_.readOnly());
    all->setToolTip(tr("Makes a scoring of these answers: their entropies over the reasoning, and how sure the run "
                       "became of each key from epoch to epoch"));
    connect(all, &QPushButton::clicked, this, [this, evaluation] { exploreAnswers(evaluation); });
    layout->addWidget(all, 0, Qt::AlignLeft);
    return details;
}

void AnswerHistory::exploreAnswers(int64_t evaluation) {
    service_.change<int64_t>(
        this, [evaluation](Project& project) { return scoringOfEvaluation(project, evaluation); },
        [this](Result<int64_t> scoring) {
            if (scoring)
                exploration_.setScoring(*scoring);
            else
                Q_EMIT exploration_.failed(QString::fromStdString(scoring.error().message));
        });
}

} // namespace caftan::ui
