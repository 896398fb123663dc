#include "ui/pages/data/scorings_card.h"

#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"
#include "ui/models/library.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QTableWidget>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

constexpr int shownScorings = 8;

QString numberText(std::optional<double> value, int decimals, const QString& unit) {
    return value ? fixedText(*value, decimals) + unit : QStringLiteral("–");
}

} // namespace

ScoringsCard::ScoringsCard(Library& library, QWidget* parent)
    : QFrame(parent), library_(library),
      table_(makeTable(QStringLiteral("scorings"), {tr("Scoring"), tr("State"), tr("Answers"), tr("Right"), tr("AUC")},
                       {2, 3, 4}, 0, this)),
      empty_(makeLabel(
          tr("A scoring is what a model answered and how sure it was. It would stand here with its accuracy, and be "
             "explored from here. Score the data set, or import a file that has recorded entropies."),
          "muted", this)),
      score_(makeButton(QStringLiteral("score"), tr("Score…"),
                        tr("Lets a model answer the questions of this data set with one token each"), this, "primary")),
      explore_(makeButton(QStringLiteral("explore"), tr("Explore"),
                          tr("Opens the chosen scoring with its histogram, ROC and cuts"), this)) {
    setRole(this, "card");
    table_->setAccessibleName(tr("Scorings of the data set"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("Scorings"), "section", this), 1);
    head->addWidget(explore_);
    head->addWidget(score_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(empty_);
    layout->addWidget(table_);
    connect(score_, &QPushButton::clicked, this, &ScoringsCard::scoreWanted);
    const auto explore = [this] {
        if (const auto scoring = selected())
            Q_EMIT exploreWanted(*scoring);
    };
    connect(explore_, &QPushButton::clicked, this, explore);
    connect(table_, &QTableWidget::itemActivated, this, explore);
    connect(table_, &QTableWidget::itemSelectionChanged, this,
            [this] { explore_->setEnabled(selected().has_value()); });
    connect(&library_, &Library::updated, this, &ScoringsCard::refresh);
    refresh();
}

void ScoringsCard::setDataset(std::optional<int64_t> dataset) {
    if (dataset_ == dataset)
        return;
    dataset_ = dataset;
    table_->clearSelection();
    refresh();
}

std::optional<int64_t> ScoringsCard::selected() const {
    const QList<QTableWidgetSelectionRange> ranges = table_->selectedRanges();
    if (ranges.isEmpty() || size_t(ranges.first().topRow()) >= rows_.size())
        return std::nullopt;
    return rows_[size_t(ranges.first().topRow())];
}

void ScoringsCard::refresh() {
    const std::optional<int64_t> before = selected();
    rows_.clear();
    const auto& scorings = library_.scorings();
    for (auto scoring = scorings.rbegin(); scoring != scorings.rend(); ++scoring) {
        if (scoring->dataset != dataset_)
            continue;
        const int row = int(rows_.size());
        rows_.push_back(scoring->id);
        if (table_->rowCount() <= row)
            table_->insertRow(row);
        const bool recorded = !scoring->model;
        const QString name = QString::fromStdString(scoring->name);
        setCell(table_, row, 0, name,
                tr("%1: prompt %2, %3")
                    .arg(name, QString::fromStdString(scoring->prompt), QString::fromStdString(scoring->dtype)));
        setCell(table_, row, 1, recorded ? tr("recorded") : stateWord(scoring->state));
        setCell(table_, row, 2, groupedText(scoring->rows));
        const ScoringSummary* summary = library_.summary(scoring->id);
        const ScoringSummary shown = summary ? *summary : ScoringSummary();
        const QString note = tr("Over valid answers; a sealed test part is left out");
        setCell(
            table_, row, 3,
            numberText(shown.accuracy ? std::optional(100 * *shown.accuracy) : std::nullopt, 1, QStringLiteral(" %")),
            note);
        setCell(table_, row, 4, shown.auc ? shareText(*shown.auc) : numberText({}, 0, {}), note);
    }
    table_->setRowCount(int(rows_.size()));
    for (size_t row = 0; row < rows_.size(); ++row)
        if (rows_[row] == before.value_or(rows_.front()))
            table_->selectRow(int(row));
    table_->setVisible(!rows_.empty());
    explore_->setVisible(!rows_.empty());
    explore_->setEnabled(selected().has_value());
    empty_->setVisible(rows_.empty());
    score_->setEnabled(dataset_.has_value());
    fitHeight(table_, shownScorings);
}

} // namespace caftan::ui
