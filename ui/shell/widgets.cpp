#include "ui/shell/widgets.h"

#include "ui/shell/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr auto numericProperty = "numericColumns";

int rowHeight(const QWidget* widget) {
    return (widget->fontMetrics().height() + 12 + 3) / 4 * 4;
}

} // namespace

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(label, role);
    return label;
}

void layEmptyPage(QWidget* page, const QString& title, QLabel* text, std::initializer_list<QPushButton*> buttons) {
    QLabel* heading = makeLabel(title, "title", page);
    for (QLabel* label : {heading, text})
        label->setAlignment(Qt::AlignHCenter);
    auto* words = new QHBoxLayout; // an aligned label would not get the height of its lines
    words->addStretch(1);
    words->addWidget(text, 2);
    words->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    for (QPushButton* button : buttons)
        row->addWidget(button);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(heading);
    layout->addLayout(words);
    layout->addLayout(row);
    layout->addStretch(1);
}

ElidedLabel::ElidedLabel(const char* role, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setRole(this, role);
}

void ElidedLabel::setWhole(const QString& text) {
    const bool resized = fontMetrics().horizontalAdvance(text) != fontMetrics().horizontalAdvance(whole_);
    whole_ = text;
    elide();
    if (resized && sizePolicy().horizontalPolicy() != QSizePolicy::Ignored)
        updateGeometry();
}

void ElidedLabel::setHelp(const QString& text) {
    help_ = text;
    elide();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(whole_) + 1, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::elide() {
    const QString shown = fontMetrics().elidedText(whole_, Qt::ElideRight, width());
    setText(shown);
    setToolTip(shown == whole_ ? help_ : help_.isEmpty() ? whole_ : whole_ + QLatin1Char('\n') + help_);
    setAccessibleName(whole_);
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

QPushButton* makeButton(const QString& name, const QString& text, const QString& toolTip, QWidget* parent,
                        const char* role) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(toolTip);
    button->setAutoDefault(false);
    if (*role != '\0')
        setRole(button, role);
    return button;
}

QFrame* makeCard(QWidget* parent, QVBoxLayout*& layout) {
    auto* card = new QFrame(parent);
    setRole(card, "card");
    layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    return card;
}

QTableWidget* makeTable(const QString& name, const QStringList& heads, const QList<int>& numeric, int stretch,
                        QWidget* parent) {
    auto* table = new QTableWidget(0, int(heads.size()), parent);
    table->setObjectName(name);
    table->setHorizontalHeaderLabels(heads);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight(table));
    QHeaderView* head = table->horizontalHeader();
    head->setHighlightSections(false);
    head->setSectionsClickable(false);
    head->setTextElideMode(Qt::ElideRight);
    head->setSectionResizeMode(QHeaderView::ResizeToContents);
    if (stretch >= 0)
        head->setSectionResizeMode(stretch, QHeaderView::Stretch);
    QVariantList columns;
    for (int column = 0; column < heads.size(); ++column)
        table->horizontalHeaderItem(column)->setTextAlignment(
            (numeric.contains(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    for (const int column : numeric)
        columns << column;
    table->setProperty(numericProperty, columns);
    return table;
}

void setCell(QTableWidget* table, int row, int column, const QString& text, const QString& toolTip) {
    QTableWidgetItem* item = table->item(row, column);
    if (!item) {
        item = new QTableWidgetItem;
        const bool numeric = table->property(numericProperty).toList().contains(column);
        item->setTextAlignment((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        table->setItem(row, column, item);
    }
    item->setText(text);
    item->setToolTip(toolTip);
}

void fitHeight(QTableWidget* table, int maxRows) {
    const int row = rowHeight(table);
    table->verticalHeader()->setDefaultSectionSize(row);
    const int rows = std::clamp(table->rowCount(), 1, maxRows);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + rows * row + 4);
}

} // namespace caftan::ui
