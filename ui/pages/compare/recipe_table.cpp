#include "ui/pages/compare/recipe_table.h"

#include "ui/models/compare_words.h"
#include "ui/shell/run_colors.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace caftan::ui {

namespace {

// Colour and marker before the name; a shown difference in the colour of good or bad, whose sign says the same.
class RecipeDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const ThemeColors& colors = ThemeColors::of(option->widget->window()->palette());
        const bool top = !index.parent().isValid();
        if (top && index.column() == CompareTable::Name) {
            option->font.setWeight(QFont::DemiBold);
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon =
                marker(index.data(CompareTable::SlotRole).toULongLong(), option->fontMetrics.height(), colors);
            option->decorationSize = {option->fontMetrics.height(), option->fontMetrics.height()};
        }
        const QString text = option->text;
        if (!top || !index.siblingAtColumn(0).data(CompareTable::CountedRole).toBool())
            option->palette.setColor(QPalette::Text, colors.muted);
        else if (index.column() == CompareTable::Difference && isShown(index))
            option->palette.setColor(QPalette::Text, text.startsWith(QLatin1Char('+')) ? colors.good : colors.danger);
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }

  private:
    static bool isShown(const QModelIndex& index) {
        const QVariant p = index.siblingAtColumn(CompareTable::P).data(CompareTable::SortRole);
        return p.typeId() == QMetaType::Double && p.toDouble() >= 0 && p.toDouble() < 0.05;
    }
    static QIcon marker(size_t slot, int side, const ThemeColors& colors) {
        QPixmap pixmap(side * 2, side * 2);
        pixmap.setDevicePixelRatio(2);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(runColor(slot, colors));
        paintMarker(painter, runMarker(slot), QPointF(side, side) / 2, side * 0.28);
        return pixmap;
    }
};

// Space ticks, Return and F2 edit, the menu key and Delete do what the menu says.
class RecipeTree : public QTreeView {
  public:
    using QTreeView::QTreeView;

  protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() != Qt::Key_Space || !currentIndex().isValid())
            return QTreeView::keyPressEvent(event);
        const QModelIndex name = currentIndex().siblingAtColumn(CompareTable::Name);
        if (name.flags() & Qt::ItemIsUserCheckable)
            model()->setData(name, name.data(Qt::CheckStateRole) == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                             Qt::CheckStateRole);
    }
};

} // namespace

RecipeTable::RecipeTable(RunComparison& comparison, QWidget* parent)
    : QFrame(parent), comparison_(comparison), table_(comparison), view_(new RecipeTree(this)),
      filter_(new QLineEdit(this)), hint_(new ElidedLabel("label", this)), controls_(new QHBoxLayout),
      actions_(new QMenu(this)) {
    setRole(this, "card");
    order_.setSourceModel(&table_);
    filter_->setObjectName(QStringLiteral("compareFilter"));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter runs"));
    filter_->setToolTip(tr("Only runs whose name, recipe, tags, notes or state hold these words"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    auto* columns =
        makeButton(QStringLiteral("compareColumns"), tr("Columns"), tr("Which columns the table shows"), this, "link");
    makeView();
    makeColumnsMenu(columns);
    makeActions();
    controls_->setSpacing(4);
    auto* title = makeLabel(tr("Runs"), "section", this);
    title->setWordWrap(false);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title);
    head->addWidget(filter_, 2);
    head->addWidget(hint_, 3);
    head->addWidget(columns);
    head->addLayout(controls_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(view_, 1);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
        order_.setWords(words);
        keepState();
    });
    connect(&comparison, &RunComparison::updated, this, &RecipeTable::keepState);
    connect(&comparison, &RunComparison::chosenChanged, this, &RecipeTable::keepState);
    keepState();
}

void RecipeTable::makeView() {
    view_->setObjectName(QStringLiteral("compareTable"));
    view_->setAccessibleName(tr("Runs, folded to recipes"));
    view_->setToolTip(tr("Space ticks a run for comparison, F2 edits a name, tags or notes, Delete deletes"));
    view_->setModel(&order_);
    view_->setItemDelegate(new RecipeDelegate(view_));
    view_->setUniformRowHeights(true);
    view_->setAllColumnsShowFocus(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    view_->setExpandsOnDoubleClick(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setSortingEnabled(true);
    view_->setTextElideMode(Qt::ElideRight);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* head = view_->header();
    head->setSortIndicator(-1, Qt::AscendingOrder); // as they were begun
    head->setStretchLastSection(false);
    head->setMinimumSectionSize(6 * fontMetrics().averageCharWidth());
    head->setSectionsMovable(false);
    head->setHighlightSections(false);
    head->setAccessibleName(tr("Columns"));
    order_.sort(-1);
    for (int column = 0; column < CompareTable::ColumnCount; ++column)
        view_->setColumnHidden(column, !CompareTable::shownAtFirst(column));
    sizeColumns();
    connect(view_, &QTreeView::customContextMenuRequested, this, &RecipeTable::showMenu);
    connect(view_, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        if (!keeping_)
            expanded_.insert(index.data(CompareTable::KeyRole).toString().toStdString());
    });
    connect(view_, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        if (!keeping_)
            expanded_.erase(index.data(CompareTable::KeyRole).toString().toStdString());
    });
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!keeping_ && current.isValid())
            comparison_.choose(current.data(CompareTable::KeyRole).toString().toStdString());
    });
}

void RecipeTable::sizeColumns() {
    const auto wide = [this](const char* text) {
        return view_->fontMetrics().horizontalAdvance(QString::fromUtf8(text)) + 24;
    };
    const std::pair<int, const char*> widest[] = {
        {CompareTable::Name, "[x] ● complexity-aware (baseline)"},
        {CompareTable::Seeds, "seed 12"},
        {CompareTable::Accuracy, "100.0 [100.0, 100.0]"},
        {CompareTable::Difference, "−20.0 [−20.0, −20.0]"},
        {CompareTable::P, "one seed"},
        {CompareTable::TokensSeen, "Answer tokens"},
        {CompareTable::PerAnswer, "Written per answer"},
        {CompareTable::Time, "10:22:40"},
        {CompareTable::Notes, "a note of some words here"},
        {CompareTable::Recipe, "complexity-aware"},
        {CompareTable::State, "interrupted"},
        {CompareTable::AccuracyValid, "Valid only"},
        {CompareTable::TokensUnique, "Unique tokens"},
        {CompareTable::TokensWithPrompts, "With prompts"},
        {CompareTable::TokensBought, "From the teacher"},
        {CompareTable::Created, "2026-11-21 16:00"},
    };
    for (const auto& [column, text] : widest)
        view_->header()->resizeSection(column, std::max(wide(text), view_->header()->sectionSizeHint(column)));
    view_->header()->setSectionResizeMode(CompareTable::Tags, QHeaderView::Stretch);
    view_->setMinimumHeight(5 * view_->fontMetrics().height()); // the head and some rows
}

void RecipeTable::makeColumnsMenu(QPushButton* button) {
    auto* menu = new QMenu(button);
    for (int column = 1; column < CompareTable::ColumnCount; ++column) {
        QAction* action = menu->addAction(table_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!view_->isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { view_->setColumnHidden(column, !shown); });
    }
    button->setMenu(menu);
}

void RecipeTable::makeActions() {
    const auto current = [this] { return order_.mapToSource(view_->currentIndex()); };
    pin_ = actions_->addAction(tr("Compare others with this"), this, [this, current] {
        if (const auto runs = table_.runsAt(current()); !runs.empty())
            comparison_.pin(runs.front());
    });
    unpin_ = actions_->addAction(tr("Let go of the baseline"), this, [this] { comparison_.pin(std::nullopt); });
    rename_ = actions_->addAction(tr("Rename"), this,
                                  [this] { view_->edit(view_->currentIndex().siblingAtColumn(CompareTable::Name)); });
    actions_->addSeparator();
    remove_ = actions_->addAction(tr("Delete…"), this, [this, current] {
        const QModelIndex index = current();
        if (const auto runs = table_.runsAt(index); !runs.empty())
            Q_EMIT deleteWanted(runs, index.siblingAtColumn(CompareTable::Name).data().toString());
    });
    remove_->setShortcut(QKeySequence::Delete);
    remove_->setShortcutContext(Qt::WidgetShortcut);
    view_->addAction(remove_);
    pin_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    pin_->setShortcutContext(Qt::WidgetShortcut);
    view_->addAction(pin_);
}

void RecipeTable::showMenu(const QPoint& at) {
    const QModelIndex index = order_.mapToSource(view_->indexAt(at));
    if (!index.isValid())
        return;
    const RecipeView* recipe = table_.recipeAt(index);
    pin_->setEnabled(!readOnly_ && recipe->counted() && recipe != comparison_.baseline());
    unpin_->setEnabled(!readOnly_ && comparison_.catalog().pinned().has_value());
    rename_->setEnabled(!readOnly_);
    remove_->setEnabled(!readOnly_);
    actions_->popup(view_->viewport()->mapToGlobal(at));
}

void RecipeTable::setReadOnly(bool readOnly) {
    readOnly_ = readOnly;
    view_->setEditTriggers(readOnly ? QAbstractItemView::NoEditTriggers
                                    : QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    for (QAction* action : {pin_, unpin_, rename_, remove_})
        action->setEnabled(!readOnly);
}

// What was opened stays open, and the chosen recipe chosen, when rows were made anew.
void RecipeTable::keepState() {
    keeping_ = true;
    for (int row = 0; row < order_.rowCount(); ++row) {
        const QModelIndex index = order_.index(row, 0);
        view_->setExpanded(index, expanded_.contains(index.data(CompareTable::KeyRole).toString().toStdString()));
    }
    const RecipeView* chosen = comparison_.chosen();
    const QModelIndex current = view_->currentIndex();
    if (chosen && !current.isValid())
        view_->setCurrentIndex(order_.mapFromSource(table_.indexOf(chosen->key)));
    keeping_ = false;
    const int shown = order_.rowCount(), all = table_.rowCount();
    hint_->setWhole(shown == all ? QString() : tr("%1 of %2").arg(shown).arg(all));
}

QString RecipeTable::csv() const {
    QModelIndexList recipes;
    for (int row = 0; row < order_.rowCount(); ++row)
        recipes << order_.mapToSource(order_.index(row, 0));
    return table_.csv(recipes);
}

void RecipeTable::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
}

} // namespace caftan::ui
