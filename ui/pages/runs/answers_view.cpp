#include "ui/pages/runs/answers_view.h"

#include "core/data/question.h"
#include "ui/charts/number_text.h"
#include "ui/shell/fitting.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int answerTypingMilliseconds = 250;

QString evaluationText(const Evaluation& evaluation, bool ofTraining) {
    const Json accuracy = evaluation.result.is_object() ? evaluation.result.value("accuracy_all", Json()) : Json();
    QString text = !ofTraining ? AnswersView::tr("%1 part, afterwards").arg(QString::fromStdString(evaluation.split))
                   : evaluation.step == 0 ? AnswersView::tr("before training")
                                          : AnswersView::tr("epoch %1").arg(epochText(evaluation.epoch));
    text += QStringLiteral(", ") + evaluationModeText(evaluation.mode);
    return accuracy.is_number() ? text + QStringLiteral(": ") + percentText(accuracy.get<double>()) : text;
}

QString paragraph(const QString& head, const QString& text) {
    return QStringLiteral("<p><b>%1</b><br>%2</p>")
        .arg(head.toHtmlEscaped(), text.toHtmlEscaped()
                                       .replace(QLatin1Char('\n'), QStringLiteral("<br>"))
                                       .replace(QStringLiteral("    "), QStringLiteral(" &nbsp; &nbsp; ")));
}

QString sampleHtml(const AnswerSample& sample) {
    QString html = paragraph(AnswersView::tr("Question"), QString::fromStdString(sample.question));
    html += paragraph(AnswersView::tr("Answer"), QString::fromStdString(sample.answer.output));
    QStringList options;
    for (size_t i = 0; i < sample.options.size(); ++i)
        options << QStringLiteral("%1 %2. %3")
                       .arg(int(i) == sample.key ? QStringLiteral("●") : QStringLiteral("○"),
                            QString::fromStdString(optionLetter(int(i))), QString::fromStdString(sample.options[i]));
    constexpr qsizetype oneLine = 140; // characters: short options stand side by side
    const QString inOne = options.join(QStringLiteral("    "));
    if (!options.isEmpty())
        html += paragraph(AnswersView::tr("Options, the key marked"),
                          inOne.size() < oneLine ? inOne : options.join(QLatin1Char('\n')));
    QString certainty = AnswersView::tr("%1 tokens").arg(groupedText(sample.answer.tokens));
    if (sample.answer.valid)
        certainty += AnswersView::tr(" · entropy %1 nats").arg(metricText(sample.answer.entropy));
    if (!std::isnan(sample.baseEntropy))
        certainty += AnswersView::tr(" · %1 nats before training").arg(metricText(sample.baseEntropy));
    return html + paragraph(AnswersView::tr("Certainty"), certainty);
}

} // namespace

AnswersView::AnswersView(ProjectService& service, QWidget* parent) : RunTab(parent), model_(service) {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    table_ = makeTable();
    detail_ = new QTextBrowser(card);
    detail_->setObjectName(QStringLiteral("answerDetail"));
    detail_->setAccessibleName(tr("The chosen answer in full"));
    detail_->setFrameShape(QFrame::NoFrame);
    auto* splitter = new QSplitter(Qt::Vertical, card);
    splitter->addWidget(table_);
    splitter->addWidget(detail_);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    empty_ = makeLabel(tr("No evaluation yet: validation comes before the first step and after each epoch, and its "
                          "answers stand here, each with what the model wrote."),
                       "muted", card);
    empty_->setAlignment(Qt::AlignCenter);
    inner->addWidget(makeFilters());
    inner->addWidget(empty_, 1);
    inner->addWidget(splitter, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    typing_.setSingleShot(true);
    typing_.setInterval(answerTypingMilliseconds);
    connect(&typing_, &QTimer::timeout, this, &AnswersView::ask);
    connect(&model_, &AnswerTableModel::updated, this, &AnswersView::showCount);
    connect(&model_, &AnswerTableModel::failed, this, &RunTab::problem);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AnswersView::showRow);
    showCount();
}

QWidget* AnswersView::makeFilters() {
    auto* filters = new QWidget(this);
    evaluation_ = new ElidedCombo(filters);
    evaluation_->setObjectName(QStringLiteral("answersEvaluation"));
    evaluation_->setToolTip(tr("Whose answers: which evaluation"));
    kind_ = new ElidedCombo(filters);
    kind_->setObjectName(QStringLiteral("answersKind"));
    kind_->setToolTip(tr("Which answers"));
    kind_->addItems({tr("all answers"), tr("right"), tr("wrong"), tr("invalid"), tr("think first")});
    search_ = new QLineEdit(filters);
    search_->setObjectName(QStringLiteral("answersSearch"));
    search_->setPlaceholderText(tr("Search question and answer"));
    search_->setToolTip(tr("Only rows whose question or answer holds these words"));
    search_->setClearButtonEnabled(true);
    for (QWidget* widget :
         {static_cast<QWidget*>(evaluation_), static_cast<QWidget*>(kind_), static_cast<QWidget*>(search_)})
        widget->setAccessibleName(widget->toolTip());
    evaluation_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    count_ = makeLabel({}, "label", filters);
    count_->setWordWrap(false);
    auto* row = new QHBoxLayout(filters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(evaluation_);
    row->addWidget(kind_);
    row->addWidget(search_, 1);
    row->addWidget(count_);
    connect(evaluation_, &QComboBox::activated, this, &AnswersView::ask);
    connect(kind_, &QComboBox::activated, this, &AnswersView::ask);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    return filters;
}

QTableView* AnswersView::makeTable() {
    auto* table = new QTableView(this);
    table->setObjectName(QStringLiteral("answers"));
    table->setAccessibleName(tr("Answers"));
    table->setModel(&model_);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    QHeaderView* head = table->horizontalHeader();
    head->setMinimumSectionSize(9 * fontMetrics().averageCharWidth()); // of a stretched one too
    head->setHighlightSections(false);
    const char* const widest[] = {"✗ wrong__", "", "said_", "key_", "0.0000__", "0.0000__", "tokens__", ""};
    for (int column = 0; column < AnswerTableModel::ColumnCount; ++column)
        head->resizeSection(column, fontMetrics().horizontalAdvance(QString::fromUtf8(widest[column])) + 16);
    head->setSectionResizeMode(AnswerTableModel::Question, QHeaderView::Stretch);
    head->setSectionResizeMode(AnswerTableModel::Output, QHeaderView::Stretch);
    return table;
}

void AnswersView::showRun(const RunView* run, const RunPoints* points) {
    const size_t evaluations = points ? points->evaluations.size() : 0;
    const int64_t id = run ? run->id() : 0;
    if (id == run_ && evaluations == known_)
        return;
    const bool newest = id != run_ || evaluation_->currentIndex() <= 0;
    const QVariant before = evaluation_->currentData();
    run_ = id;
    known_ = evaluations;
    evaluation_->clear();
    if (points)
        fillEvaluations(*run, *points);
    if (!newest)
        evaluation_->setCurrentIndex(std::max(0, evaluation_->findData(before)));
    ask();
}

// Those of the training first, the newest at the top and the run's own mode before the other.
void AnswersView::fillEvaluations(const RunView& run, const RunPoints& points) {
    const Json& primary = run.config("primary_mode");
    const std::string own = primary.is_string() ? primary.get<std::string>() : "generate";
    std::vector<Evaluation> course = points.course(own == "single" ? "generate" : "single"), rest;
    const std::vector<Evaluation> ofOwn = points.course(own);
    course.insert(course.end(), ofOwn.begin(), ofOwn.end());
    std::stable_sort(course.begin(), course.end(),
                     [](const Evaluation& a, const Evaluation& b) { return a.step < b.step; });
    for (const Evaluation& evaluation : points.evaluations)
        if (std::none_of(course.begin(), course.end(), [&](const Evaluation& e) { return e.id == evaluation.id; }))
            rest.push_back(evaluation);
    for (const bool ofTraining : {true, false})
        for (size_t i = (ofTraining ? course : rest).size(); i-- > 0;) {
            const Evaluation& evaluation = (ofTraining ? course : rest)[i];
            evaluation_->addItem(evaluationText(evaluation, ofTraining), qlonglong(evaluation.id));
        }
}

void AnswersView::ask() {
    model_.show(evaluation_->currentData().toLongLong(), AnswerKind(kind_->currentIndex()),
                search_->text().trimmed().toStdString());
}

void AnswersView::showCount() {
    const bool any = evaluation_->count() > 0;
    evaluation_->parentWidget()->setVisible(any);
    table_->parentWidget()->setVisible(any);
    empty_->setVisible(!any);
    count_->setText(tr("%1 answers").arg(groupedText(model_.found())));
    if (model_.rowCount() > 0 && !table_->currentIndex().isValid())
        table_->setCurrentIndex(model_.index(0, 0));
    showRow();
}

void AnswersView::showRow() {
    const AnswerSample* sample = model_.row(table_->currentIndex().row());
    detail_->setHtml(sample ? sampleHtml(*sample) : QString());
}

} // namespace caftan::ui
