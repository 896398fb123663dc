#include "ui/pages/explore/toolbar.h"

#include "ui/models/exploration.h"
#include "ui/pages/explore/cuts_field.h"
#include "ui/pages/explore/looks.h"
#include "ui/shell/fitting.h"
#include "ui/shell/icons.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTabBar>
#include <algorithm>

namespace caftan::ui {
namespace {

QComboBox* choice(const char* name, int letters, const QString& accessible, const QString& toolTip, QWidget* parent) {
    auto* box = new ElidedCombo(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessible);
    box->setToolTip(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return box;
}

QString scoringText(const Scoring& scoring) {
    QString text = QString::fromStdString(scoring.name);
    if (scoring.state != "done")
        text += QStringLiteral(" · ") + QString::fromStdString(scoring.state);
    return text;
}

struct Item {
    QString text;
    QVariant value;
};

// Nothing is touched when nothing differs: a list that is open stays open while a scoring runs.
void setItems(QComboBox* box, const std::vector<Item>& items, const QVariant& current) {
    const QSignalBlocker blocker(box);
    bool same = box->count() == int(items.size());
    for (int i = 0; same && i < box->count(); ++i)
        same = box->itemText(i) == items[size_t(i)].text && box->itemData(i) == items[size_t(i)].value;
    if (!same) {
        box->clear();
        for (const Item& item : items)
            box->addItem(item.text, item.value);
    }
    const int index = current.isValid() ? box->findData(current) : -1;
    if (index != box->currentIndex())
        box->setCurrentIndex(index);
}

} // namespace

ExploreToolbar::ExploreToolbar(Exploration& exploration, QWidget* parent) : QWidget(parent), exploration_(exploration) {
    grid_ = new QGridLayout(this);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(2);
    scoring_ = choice("scoring", 12, tr("Scoring"), tr("Chooses whose answers are shown"), this);
    metric_ = choice("metric", 8, tr("Metric"), tr("Chooses the measure of uncertainty; higher is less sure"), this);
    slice_ = choice("slice", 8, tr("Slice"), tr("Shows the questions of one category only"), this);
    cuts_ = new CutsField(exploration, this);
    axis_ =
        choice("axis", 5, tr("Axis"), tr("Spaces the histogram by value, by its logarithm, or by equal counts"), this);
    axis_->addItem(tr("Linear"), int(AxisScale::Linear));
    axis_->addItem(tr("Log"), int(AxisScale::Log));
    axis_->addItem(tr("Rank"), int(AxisScale::Rank));
    axis_->setCurrentIndex(1);
    addChoice(tr("Scoring"), scoring_);
    addChoice(tr("Metric"), metric_);
    addChoice(tr("Slice"), slice_);
    addChoice(tr("Cuts"), cuts_);
    addChoice(tr("Axis"), axis_);
    views_ = new SteadyTabBar(this);
    actions_ = new QWidget(this);
    undo_ = new QPushButton(tr("Undo"), actions_);
    redo_ = new QPushButton(tr("Redo"), actions_);
    train_ = new QPushButton(tr("Train…"), actions_);
    auto* row = new QHBoxLayout(actions_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(undo_);
    row->addWidget(redo_);
    row->addStretch(1);
    row->addWidget(train_);
    for (QPushButton* button : {undo_, redo_})
        setRole(button, "flat");
    setRole(train_, "primary");
    undo_->setToolTip(tr("Takes back the last change of the cuts (Ctrl+Z)"));
    redo_->setToolTip(tr("Makes the change again (Ctrl+Shift+Z)"));
    undo_->setObjectName(QStringLiteral("undo"));
    redo_->setObjectName(QStringLiteral("redo"));
    train_->setObjectName(QStringLiteral("train"));
    train_->setAccessibleName(tr("Train"));
    train_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    showTrain();
    views_->setObjectName(QStringLiteral("exploreViews"));
    views_->setAccessibleName(tr("Views of Explore"));
    views_->setDrawBase(false);
    views_->setExpanding(false);
    views_->setUsesScrollButtons(false);
    const std::pair<QString, QString> names[] = {
        {tr("Cuts"), tr("Cuts the questions into bands")},
        {tr("Estimators"), tr("Which metric finds the errors best, on the same questions")},
        {tr("Two scorings"), tr("Compares two models' answers to the same questions")},
        {tr("Keys"), tr("Lists keys that may be wrong")}};
    for (const auto& [name, tip] : names)
        views_->setTabToolTip(views_->addTab(name), tip);
    arrange(false);
    connect(views_, &QTabBar::currentChanged, this, &ExploreToolbar::viewChosen);

    connect(scoring_, &QComboBox::activated, this,
            [this] { exploration_.setScoring(scoring_->currentData().toLongLong()); });
    connect(metric_, &QComboBox::activated, this,
            [this] { exploration_.setMetric(metric_->currentData().toString()); });
    connect(slice_, &QComboBox::activated, this, [this] { exploration_.setCategory(slice_->currentData().toInt()); });
    connect(axis_, &QComboBox::currentIndexChanged, this, &ExploreToolbar::scaleChanged);
    connect(train_, &QPushButton::clicked, this, &ExploreToolbar::trainRequested);
    QUndoStack& stack = exploration.undoStack();
    connect(undo_, &QPushButton::clicked, &stack, &QUndoStack::undo);
    connect(redo_, &QPushButton::clicked, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::canUndoChanged, undo_, &QWidget::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, redo_, &QWidget::setEnabled);
    undo_->setEnabled(stack.canUndo());
    redo_->setEnabled(stack.canRedo());
    connect(&exploration, &Exploration::scoringsChanged, this, &ExploreToolbar::fillScorings);
    connect(&exploration, &Exploration::dataChanged, this, [this] {
        fillScorings();
        fillMetrics();
        fillCategories();
        showTrain();
    });
    fillScorings();
    fillMetrics();
    fillCategories();
    updateIcons();
}

void ExploreToolbar::addChoice(const QString& label, QWidget* field) {
    auto* title = new QLabel(label, this);
    setRole(title, "label");
    title->setBuddy(field);
    choices_.emplace_back(title, field);
}

// Everything in two rows, or where text is large the choices in two pairs of rows and the rest below them.
void ExploreToolbar::arrange(bool narrow) {
    constexpr int rest = 5, inRow = 3; // column of what stands beside the choices; choices in a row
    constexpr int stretches[] = {7, 6, 6, 5, 0, 3};
    narrow_ = narrow;
    while (QLayoutItem* item = grid_->takeAt(0))
        delete item;
    for (int i = 0; i < int(choices_.size()); ++i) {
        const int row = narrow ? 2 * (i / inRow) : 0, column = narrow ? i % inRow : i;
        grid_->addWidget(choices_[size_t(i)].first, row, column);
        grid_->addWidget(choices_[size_t(i)].second, row + 1, column);
    }
    for (int column = 0; column <= rest; ++column)
        grid_->setColumnStretch(column, narrow && column >= inRow ? 0 : stretches[column]);
    grid_->addWidget(views_, narrow ? 4 : 0, narrow ? 0 : rest, 1, narrow ? inRow : 1,
                     narrow ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignBottom);
    grid_->addWidget(actions_, narrow ? 5 : 1, narrow ? 0 : rest, 1, narrow ? inRow : 1);
}

int ExploreToolbar::needed(bool narrow) const {
    const int gap = grid_->horizontalSpacing();
    const auto wide = [this](size_t choice) { return choices_[choice].second->minimumSizeHint().width(); };
    const int tabs = views_->sizeHint().width(), actions = actions_->sizeHint().width();
    if (narrow)
        return std::max({std::max(wide(0), wide(3)) + std::max(wide(1), wide(4)) + wide(2) + 2 * gap, tabs, actions});
    return wide(0) + wide(1) + wide(2) + wide(3) + wide(4) + 5 * gap + std::max(tabs, actions);
}

QSize ExploreToolbar::minimumSizeHint() const {
    return {needed(true), QWidget::minimumSizeHint().height()};
}

void ExploreToolbar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = needed(false) > width();
    if (narrow != narrow_)
        arrange(narrow);
}

int ExploreToolbar::view() const {
    return views_->currentIndex();
}

void ExploreToolbar::setView(int view) {
    views_->setCurrentIndex(view);
}

AxisScale ExploreToolbar::scale() const {
    return AxisScale(axis_->currentData().toInt());
}

void ExploreToolbar::fillScorings() {
    std::vector<Item> items;
    const auto& scorings = exploration_.scorings();
    for (auto scoring = scorings.rbegin(); scoring != scorings.rend(); ++scoring)
        items.push_back({scoringText(*scoring), qlonglong(scoring->id)});
    setItems(scoring_, items, exploration_.scoring() ? QVariant(qlonglong(*exploration_.scoring())) : QVariant());
}

// What reads the key stands apart, under a heading that cannot be chosen.
void ExploreToolbar::fillMetrics() {
    std::vector<Item> items;
    if (const ExplorationRows* rows = exploration_.rows()) {
        bool apart = false;
        for (const MetricInfo& info : rows->metrics) {
            if (info.readsKey && !std::exchange(apart, true))
                items.push_back({tr("Not available at test time:"), {}});
            const QString metric = QString::fromStdString(info.name);
            items.push_back({metricTextOf(metric).choice, metric});
        }
        if (items.empty())
            items.push_back({metricTextOf(exploration_.metric()).choice, exploration_.metric()});
    }
    setItems(metric_, items, exploration_.metric());
    auto* model = qobject_cast<QStandardItemModel*>(metric_->model());
    for (int i = 0; model && i < metric_->count(); ++i)
        model->item(i)->setEnabled(metric_->itemData(i).isValid());
}

void ExploreToolbar::fillCategories() {
    std::vector<Item> items{{tr("All categories"), -1}};
    if (exploration_.rows())
        for (size_t i = 0; i < exploration_.rows()->categories.size(); ++i)
            items.push_back({QString::fromStdString(exploration_.rows()->categories[i]), int(i)});
    setItems(slice_, items, exploration_.category());
}

void ExploreToolbar::showTrain() {
    const bool scored = exploration_.rows() && exploration_.index().valid() > 0;
    train_->setEnabled(scored);
    train_->setToolTip(scored ? tr("Trains each band as its recipe says: shows first what that takes (Ctrl+T)")
                              : tr("Nothing can be trained before a model has answered the questions: score them on "
                                   "the Data page"));
    train_->setAccessibleDescription(train_->toolTip());
}

void ExploreToolbar::updateIcons() {
    const ThemeColors& colors = ThemeColors::of(palette());
    undo_->setIcon(themedIcon(QStringLiteral("undo"), colors.muted));
    redo_->setIcon(themedIcon(QStringLiteral("redo"), colors.muted));
}

void ExploreToolbar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && undo_)
        updateIcons();
}

} // namespace caftan::ui
