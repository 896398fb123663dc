#include "ui/pages/compare/changed_card.h"

#include "core/data/question.h"
#include "core/store/judgements.h"
#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"
#include "ui/models/project_service.h"
#include "ui/shell/fitting.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

QString inHtml(const QString& text) {
    return text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QPushButton* makeChip(const QString& name, const QString& text, const QString& toolTip, QWidget* parent) {
    QPushButton* chip = makeButton(name, text, toolTip, parent, "chip");
    chip->setCheckable(true);
    return chip;
}

} // namespace

ChangedCard::ChangedCard(ProjectService& service, RunComparison& comparison, QWidget* parent)
    : QFrame(parent), service_(service), comparison_(comparison), model_(service), chips_(new QHBoxLayout),
      table_(new QTableView(this)), detail_(new QTextBrowser(this)) {
    setRole(this, "card");
    won_ =
        makeChip(QStringLiteral("compareWon"), tr("Won"), tr("Questions that the recipe gets right more often"), this);
    lost_ = makeChip(QStringLiteral("compareLost"), tr("Lost"), tr("Questions that the baseline gets right more often"),
                     this);
    makeTable();
    auto* title = makeLabel(tr("Questions that changed"), "section", this);
    title->setWordWrap(false);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(won_);
    head->addWidget(lost_);
    head->addLayout(chips_);
    head->addStretch(1);
    chips_->setSpacing(8);
    detail_->setObjectName(QStringLiteral("compareDetail"));
    detail_->setAccessibleName(tr("The chosen question with both answers"));
    detail_->setFrameShape(QFrame::NoFrame);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(table_);
    splitter->addWidget(detail_);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    connect(splitter, &QSplitter::splitterMoved, this, &ChangedCard::sizeColumns);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    connectTable();
    fillChips();
}

void ChangedCard::makeTable() {
    table_->setObjectName(QStringLiteral("compareChanged"));
    table_->setAccessibleName(tr("Questions that changed"));
    table_->setModel(&model_);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setHorizontalHeader(new ElidedHeader(Qt::Horizontal, table_));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    table_->setMinimumHeight(5 * fontMetrics().height()); // the head and some rows
    QHeaderView* head = table_->horizontalHeader();
    head->setHighlightSections(false);
    head->setTextElideMode(Qt::ElideMiddle);
    head->setMinimumSectionSize(9 * fontMetrics().averageCharWidth());
    head->setSectionResizeMode(ChangedQuestions::Text, QHeaderView::Stretch);
    head->setSortIndicatorShown(false);
    sizeColumns();
}

// The heads of two columns are names of recipes: whole, unless that leaves too little for the questions.
void ChangedCard::sizeColumns() {
    QHeaderView* head = table_->horizontalHeader();
    const QFontMetrics metrics = fontMetrics();
    const char* const widest[] = {"Entropy__", "category name", "", "A B C_", "A B C_", "Right_"};
    int wide[ChangedQuestions::ColumnCount], room = table_->viewport()->width() - 14 * metrics.averageCharWidth();
    for (int column = 0; column < ChangedQuestions::ColumnCount; ++column) {
        wide[column] =
            std::max(metrics.horizontalAdvance(QString::fromUtf8(widest[column])) + 12, head->sectionSizeHint(column));
        if (column != ChangedQuestions::Text && column != ChangedQuestions::Before && column != ChangedQuestions::After)
            room -= wide[column];
    }
    int &before = wide[ChangedQuestions::Before], &after = wide[ChangedQuestions::After];
    if (before + after > room) { // the shorter one is whole where it can be
        const int least = metrics.horizontalAdvance(QLatin1String(widest[ChangedQuestions::Before])) + 12;
        int &shorter = before < after ? before : after, &longer = before < after ? after : before;
        shorter = std::min(shorter, std::max(least, room / 2));
        longer = std::max(least, room - shorter);
    }
    for (int column = 0; column < ChangedQuestions::ColumnCount; ++column)
        if (column != ChangedQuestions::Text)
            head->resizeSection(column, wide[column]);
}

void ChangedCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    sizeColumns();
}

void ChangedCard::connectTable() {
    const auto side = [this](bool won) {
        wonShown_ = won;
        model_.setFilter(wonShown_, band_);
        fillChips();
    };
    connect(won_, &QPushButton::clicked, this, [side] { side(true); });
    connect(lost_, &QPushButton::clicked, this, [side] { side(false); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChangedCard::openRow);
    connect(&model_, &ChangedQuestions::listed, this, [this] {
        if (model_.rowCount() > 0)
            table_->setCurrentIndex(model_.index(0, 0));
        openRow();
    });
    connect(&model_, &ChangedQuestions::textLoaded, this, &ChangedCard::openRow);
}

void ChangedCard::refresh() {
    const auto list = comparison_.changed();
    const RecipeView *recipe = comparison_.chosen(), *base = comparison_.baseline();
    if (list == model_.list())
        return;
    opened_ = 0;
    const bool shown = list && recipe && base;
    model_.setList(shown ? list : nullptr, base ? recipeName(*base, false) : QString(),
                   recipe ? recipeName(*recipe, false) : QString());
    sizeColumns();
    if (shown && band_ >= int(list->bands.names.size()))
        band_ = -1;
    model_.setFilter(wonShown_, band_);
    fillChips();
}

// Chips of bands are made anew only when there are others.
void ChangedCard::fillChips() {
    const auto list = model_.list();
    const std::vector<std::string> names = list ? list->bands.names : std::vector<std::string>();
    while (bandChips_.size() > names.size()) {
        delete bandChips_.back();
        bandChips_.pop_back();
    }
    while (bandChips_.size() < names.size()) {
        const int band = int(bandChips_.size());
        QPushButton* chip =
            makeChip(QStringLiteral("compareBand%1").arg(band), {}, tr("Only the questions of this band"), this);
        chips_->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, band](bool on) {
            showBand(on ? band : -1);
            Q_EMIT bandChosen(band_);
        });
        bandChips_.push_back(chip);
    }
    const auto label = [](QPushButton* chip, const QString& text, bool checked) {
        chip->setText(text);
        chip->setAccessibleName(text);
        chip->setChecked(checked);
    };
    label(won_, tr("Won %1").arg(groupedText(model_.count(true, band_))), wonShown_);
    label(lost_, tr("Lost %1").arg(groupedText(model_.count(false, band_))), !wonShown_);
    won_->setEnabled(list != nullptr);
    lost_->setEnabled(list != nullptr);
    for (size_t band = 0; band < names.size(); ++band) {
        label(bandChips_[band], bandTitle(names[band]), int(band) == band_);
        bandChips_[band]->setVisible(model_.count(true, int(band)) + model_.count(false, int(band)) > 0);
    }
}

void ChangedCard::showBand(int band) {
    band_ = band;
    model_.setFilter(wonShown_, band_);
    fillChips();
}

void ChangedCard::openRow() {
    const int row = table_->currentIndex().row();
    const int64_t question = model_.questionAt(row);
    const StoredQuestion* text = model_.textAt(row);
    if (question == 0) {
        opened_ = 0;
        return detail_->setHtml(comparison_.loaded() && model_.list()
                                    ? QStringLiteral("<p>%1</p>").arg(tr("No question of this kind."))
                                    : QString());
    }
    if (!text || question == opened_)
        return;
    opened_ = question;
    service_.ask<BothAnswers>(
        this,
        [question, list = model_.list()](Project& project) -> Result<BothAnswers> {
            BothAnswers both;
            for (const auto& [evaluations, answers] : {std::pair(&list->evaluationsOfBaseline, &both.before),
                                                       std::pair(&list->evaluationsOfRecipe, &both.after)})
                for (const int64_t evaluation : *evaluations) {
                    CAFTAN_TRY(answer, loadAnswerTo(project, evaluation, question));
                    answers->push_back(std::move(answer));
                }
            return both;
        },
        [this, stored = *text](Result<BothAnswers> both) {
            if (!both)
                return Q_EMIT problem(QString::fromStdString(both.error().message));
            if (stored.id == opened_)
                showDetail(stored, *both);
        });
}

void ChangedCard::showDetail(const StoredQuestion& stored, const BothAnswers& both) {
    const Question& question = stored.question;
    QStringList options;
    constexpr qsizetype shortOption = 24;
    for (size_t i = 0; i < question.options.size(); ++i) {
        QString line = inHtml(QString::fromStdString(question.options[i]));
        if (line.size() < shortOption) // stays with its letter at the end of a line
            line.replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        options << (int(i) == question.answer ? QStringLiteral("<b>●&nbsp;%1.&nbsp;%2</b>")
                                              : QStringLiteral("○&nbsp;%1.&nbsp;%2"))
                       .arg(QString::fromStdString(optionLetter(int(i))), line);
    }
    constexpr qsizetype oneLine = 340; // characters of HTML: short options stand side by side
    const QString inOne = options.join(QStringLiteral(" &nbsp; "));
    QString html = QStringLiteral("<p>%1</p><p>%2</p>")
                       .arg(inHtml(QString::fromStdString(question.text)),
                            inOne.size() < oneLine ? inOne : options.join(QStringLiteral("<br>")));
    const RecipeView *recipe = comparison_.chosen(), *base = comparison_.baseline();
    for (const auto& [view, answers] : {std::pair(base, &both.before), std::pair(recipe, &both.after)}) {
        if (!view)
            continue;
        html += QStringLiteral("<p><b>%1</b></p>").arg(inHtml(recipeName(*view, view == base)));
        for (size_t i = 0; i < answers->size(); ++i) {
            const std::optional<Answer>& answer = (*answers)[i];
            if (!answer)
                continue;
            const QString verdict = !answer->valid ? tr("invalid") : answer->right ? tr("✓ right") : tr("✗ wrong");
            QString facts = verdict + QStringLiteral(" · ") + tr("%1 tokens").arg(groupedText(answer->tokens));
            if (answer->valid && !std::isnan(answer->entropy))
                facts += QStringLiteral(" · ") + tr("entropy %1").arg(metricText(answer->entropy));
            if (answers->size() > 1 && i < view->group.runs.size())
                facts.prepend(tr("seed %1: ").arg(comparison_.catalog().runs[view->group.runs[i]].run.seed));
            html +=
                QStringLiteral("<p>%1<br>%2</p>").arg(inHtml(facts), inHtml(QString::fromStdString(answer->output)));
        }
    }
    detail_->setHtml(html);
}

} // namespace caftan::ui
