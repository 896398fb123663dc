#include "ui/pages/explore/question_panel.h"

#include "ui/charts/number_text.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/pages/explore/looks.h"
#include "ui/shell/fitting.h"
#include "ui/shell/text_cells.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace caftan::ui {

QuestionPanel::QuestionPanel(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QFrame(parent), exploration_(exploration), model_(new QuestionTableModel(service, exploration, this)) {
    setRole(this, "card");
    chipRow_ = new QHBoxLayout;
    chipRow_->setSpacing(4);
    search_ = new QLineEdit(this);
    search_->setObjectName(QStringLiteral("search"));
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search questions"));
    search_->setToolTip(tr("Lists the questions whose text, options or category contain this"));
    search_->setClearButtonEnabled(true);
    search_->setMinimumWidth(130);
    search_->setMaximumWidth(240);
    count_ = new QuietLabel(QStringLiteral("100,000 questions"), Qt::AlignRight, this);
    count_->setObjectName(QStringLiteral("questionCount"));
    count_->setMuted(true);
    table_ = new QTableView(this);
    table_->setTabKeyNavigation(false);
    table_->setObjectName(QStringLiteral("questions"));
    table_->setAccessibleName(tr("Questions"));
    table_->setModel(model_);
    table_->setItemDelegate(new TextCells(table_));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView* header = table_->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(QuestionTableModel::Text, QHeaderView::Stretch);
    header->hide();
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    header->resizeSection(QuestionTableModel::Metric, digit * 7 + 16);
    header->resizeSection(QuestionTableModel::Category, digit * 14);
    header->resizeSection(QuestionTableModel::Answered, digit * 9 + 8);
    header->resizeSection(QuestionTableModel::Key, digit * 5 + 8);

    sort_ = addChip(QStringLiteral("↓"), tr("Lists the least or the most sure questions first"));
    sort_->setCheckable(false);
    sort_->setAccessibleName(tr("Least sure first"));
    auto* filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(search_, 3);
    filters->addLayout(chipRow_);
    filters->addStretch(1);
    auto* listed = new QHBoxLayout;
    listed->setSpacing(8);
    listed->addStretch();
    listed->addWidget(count_);
    auto* more = new QPushButton(tr("Keep…"), this);
    more->setObjectName(QStringLiteral("keepQuestions"));
    more->setAccessibleName(tr("Keep the questions that are listed"));
    more->setToolTip(tr("Writes the questions that are listed to a file, or keeps them as a selection to train on"));
    setRole(more, "inline");
    auto* menu = new QMenu(more);
    menu->addAction(tr("Export as CSV, JSONL or Parquet…"), this, &QuestionPanel::exportWanted)
        ->setObjectName(QStringLiteral("exportQuestions"));
    menu->addAction(tr("Keep as a selection…"), this, &QuestionPanel::keepWanted)
        ->setObjectName(QStringLiteral("keepSelection"));
    more->setMenu(menu);
    listed->addWidget(more);
    auto* top = new PairLayout(100, 1, PairLayout::Height::Hint); // large text puts the count on a line of its own
    top->addLayout(filters);
    top->addLayout(listed);
    setTabOrder(search_, sort_);
    setTabOrder(sort_, more);
    setTabOrder(more, table_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 6);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(table_, 1);

    connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
        QuestionFilter filter = model_->filter();
        filter.search = text.trimmed();
        applyFilter(filter);
    });
    connect(sort_, &QPushButton::clicked, this, [this] {
        descending_ = !descending_;
        sort_->setText(descending_ ? QStringLiteral("↓") : QStringLiteral("↑"));
        sort_->setAccessibleName(descending_ ? tr("Least sure first") : tr("Most sure first"));
        model_->sort(QuestionTableModel::Metric, descending_ ? Qt::DescendingOrder : Qt::AscendingOrder);
        table_->scrollToTop();
        keepSelection();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { chooseRow(current.row()); });
    connect(model_, &QuestionTableModel::matchingChanged, this, [this] {
        updateCount();
        keepSelection();
    });
    connect(&exploration, &Exploration::dataChanged, this, &QuestionPanel::buildChips);
    connect(&exploration, &Exploration::recipesChanged, this,
            &QuestionPanel::buildChips); // the number of bands changed
    buildChips();
    updateCount();
}

QPushButton* QuestionPanel::addChip(const QString& text, const QString& toolTip) {
    auto* chip = new QPushButton(text, this);
    chip->setCheckable(true);
    chip->setToolTip(toolTip);
    setRole(chip, "chip");
    chipRow_->addWidget(chip);
    return chip;
}

void QuestionPanel::buildChips() {
    const size_t bands = exploration_.cuts().size() + 1;
    if (bandChips_.size() == bands && invalidChip_ && invalidChip_->isHidden() == (exploration_.index().invalid() == 0))
        return updateChips();
    for (QPushButton* chip : bandChips_)
        delete chip;
    for (QPushButton** chip : {&rightChip_, &wrongChip_, &invalidChip_, &rangeChip_, &sliceChip_, &onlyChip_})
        delete std::exchange(*chip, nullptr);
    bandChips_.clear();
    const auto change = [this](QPushButton* chip, auto edit) {
        connect(chip, &QPushButton::clicked, this, [this, edit](bool on) {
            QuestionFilter filter = model_->filter();
            edit(filter, on);
            applyFilter(filter);
        });
    };
    for (size_t band = 0; band < bands; ++band) {
        const QString name = BandTableModel::displayName(band, bands);
        bandChips_.push_back(
            addChip(bands > 3 ? QString::number(band + 1) : name, tr("Lists the questions of %1 only").arg(name)));
        bandChips_.back()->setAccessibleName(name);
        change(bandChips_.back(), [band](QuestionFilter& filter, bool on) {
            filter.band = on ? int(band) : -1;
            filter.invalid = false;
        });
    }
    using Outcome = QuestionFilter::Outcome;
    invalidChip_ = addChip(tr("Invalid"), tr("Lists the answers that name none of the options"));
    change(invalidChip_, [](QuestionFilter& filter, bool on) {
        filter.invalid = on;
        filter.outcome = Outcome::Any;
        filter.band = -1;
    });
    invalidChip_->setHidden(exploration_.index().invalid() == 0);
    rightChip_ = addChip(tr("✓ right"), tr("Lists the questions answered rightly only"));
    change(rightChip_, [](QuestionFilter& filter, bool on) {
        filter.outcome = on ? Outcome::Right : Outcome::Any;
        filter.invalid = false;
    });
    wrongChip_ = addChip(tr("✗ wrong"), tr("Lists the questions answered wrongly only"));
    change(wrongChip_, [](QuestionFilter& filter, bool on) {
        filter.outcome = on ? Outcome::Wrong : Outcome::Any;
        filter.invalid = false;
    });
    rangeChip_ = addChip(QString(), tr("The range drawn on the histogram; click to let go of it"));
    connect(rangeChip_, &QPushButton::clicked, this, [this] {
        setRange(std::nullopt);
        Q_EMIT rangeCleared();
    });
    sliceChip_ = addChip(QString(), tr("The category that everything shows; click to show all of them"));
    connect(sliceChip_, &QPushButton::clicked, this, [this] { exploration_.setCategory(-1); });
    onlyChip_ = addChip(QString(), tr("Picked questions; click to let go of them"));
    onlyChip_->setObjectName(QStringLiteral("pickedChip"));
    connect(onlyChip_, &QPushButton::clicked, this, [this] {
        setOnly(nullptr, {});
        Q_EMIT onlyCleared();
    });
    if (model_->filter().band >= int(bands)) {
        QuestionFilter filter = model_->filter();
        filter.band = -1;
        model_->setFilter(filter);
    }
    updateChips();
}

void QuestionPanel::applyFilter(const QuestionFilter& filter) {
    model_->setFilter(filter);
    table_->scrollToTop();
    updateChips();
}

void QuestionPanel::updateChips() {
    const QuestionFilter& filter = model_->filter();
    for (size_t band = 0; band < bandChips_.size(); ++band)
        bandChips_[band]->setChecked(filter.band == int(band));
    invalidChip_->setChecked(filter.invalid);
    rightChip_->setChecked(filter.outcome == QuestionFilter::Outcome::Right);
    wrongChip_->setChecked(filter.outcome == QuestionFilter::Outcome::Wrong);
    rangeChip_->setVisible(filter.range.has_value());
    rangeChip_->setChecked(true);
    const QString slice = exploration_.categoryName();
    sliceChip_->setVisible(!slice.isEmpty());
    sliceChip_->setChecked(true);
    sliceChip_->setText(slice + QStringLiteral("  ×"));
    onlyChip_->setVisible(filter.only != nullptr);
    onlyChip_->setChecked(true);
    onlyChip_->setText(fontMetrics().elidedText(filter.onlyName, Qt::ElideRight, 160) + QStringLiteral("  ×"));
    if (filter.range)
        rangeChip_->setText(
            QStringLiteral("%1 – %2  ×").arg(metricText(filter.range->first), metricText(filter.range->second)));
}

void QuestionPanel::updateCount() {
    count_->setText(tr("%1 questions").arg(groupedText(model_->matching())));
}

void QuestionPanel::showBand(int band) {
    QuestionFilter filter = model_->filter();
    filter.band = filter.band == band ? -1 : band;
    filter.invalid = false;
    applyFilter(filter);
}

void QuestionPanel::setRange(std::optional<std::pair<double, double>> range) {
    QuestionFilter filter = model_->filter();
    filter.range = range;
    filter.invalid = false;
    applyFilter(filter);
}

void QuestionPanel::setOnly(std::shared_ptr<const std::vector<int64_t>> questions, const QString& name) {
    QuestionFilter filter = model_->filter();
    filter.only = std::move(questions);
    filter.onlyName = name;
    applyFilter(filter);
}

void QuestionPanel::choose(qint64 question) {
    chosen_ = question;
    keeping_ = true;
    const int row = model_->rowOf(question);
    table_->selectionModel()->setCurrentIndex(row < 0 ? QModelIndex() : model_->index(row, QuestionTableModel::Metric),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    keeping_ = false;
    Q_EMIT questionChosen(question);
}

void QuestionPanel::chooseRow(int row) {
    if (keeping_)
        return;
    chosen_ = model_->questionAt(row);
    Q_EMIT questionChosen(chosen_);
}

// Rows moved under the selection: it follows its question, or lets go when that is gone. Without one, the first is
// shown.
void QuestionPanel::keepSelection() {
    int row = chosen_ ? model_->rowOf(chosen_) : -1;
    const bool lost = row < 0 && !exploration_.isDragging() && model_->rowCount() > 0;
    if (lost)
        row = 0;
    keeping_ = !lost;
    const QModelIndex current = row < 0 ? QModelIndex() : model_->index(row, QuestionTableModel::Metric);
    if (table_->currentIndex().row() != row || row < 0)
        table_->selectionModel()->setCurrentIndex(current,
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    keeping_ = false;
    if (lost && model_->questionAt(row) != chosen_)
        chooseRow(row);
}

} // namespace caftan::ui
