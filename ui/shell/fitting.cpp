#include "ui/shell/fitting.h"

#include <QEvent>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <algorithm>

namespace caftan::ui {

ItemLayout::~ItemLayout() {
    for (QLayoutItem* item : items_)
        delete item;
}

void ItemLayout::addItem(QLayoutItem* item) {
    items_.push_back(item);
    invalidate();
}

QLayoutItem* ItemLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[size_t(index)] : nullptr;
}

QLayoutItem* ItemLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item)
        items_.erase(items_.begin() + index);
    return item;
}

std::vector<QLayoutItem*> ItemLayout::shown() const {
    std::vector<QLayoutItem*> items;
    for (QLayoutItem* item : items_)
        if (!item->isEmpty())
            items.push_back(item);
    return items;
}

FlowLayout::FlowLayout(QWidget* parent, bool justified) : ItemLayout(parent), justified_(justified) {
    setContentsMargins(0, 0, 0, 0);
}

void ItemLayout::addLayout(QLayout* layout) {
    addChildLayout(layout);
    addItem(layout);
}

QSize FlowLayout::sizeHint() const {
    int width = 0, height = 0;
    for (const QLayoutItem* item : shown()) {
        width += (width ? spacing() : 0) + item->sizeHint().width();
        height = std::max(height, item->sizeHint().height());
    }
    const QMargins margins = contentsMargins();
    return QSize(width, height).grownBy(margins);
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : shown())
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const {
    const QRect room = rect.marginsRemoved(contentsMargins());
    const std::vector<QLayoutItem*> items = shown();
    int y = room.top();
    for (size_t first = 0; first < items.size();) {
        size_t next = first;
        int used = 0, tall = 0;
        while (next < items.size()) {
            const int wide = items[next]->sizeHint().width() + (next > first ? spacing() : 0);
            if (next > first && used + wide > room.width())
                break;
            used += wide;
            tall = std::max(tall, items[next++]->sizeHint().height());
        }
        const size_t gaps = next - first - 1;
        const int more = justified_ && gaps ? std::max(0, room.width() - used) / int(gaps) : 0;
        for (int x = room.left(); move && first < next; ++first) {
            const QSize hint = items[first]->sizeHint();
            const int wide = std::min(hint.width(), room.width());
            items[first]->setGeometry(QRect(x, y + (tall - hint.height()) / 2, wide, hint.height()));
            x += wide + spacing() + more;
        }
        first = next;
        y += tall + (next < items.size() ? spacing() : 0);
    }
    const QMargins margins = contentsMargins();
    return y - room.top() + margins.top() + margins.bottom();
}

namespace {

constexpr int besideGap = 12, belowGap = 8;

int heightOf(const QLayoutItem* item, int width, PairLayout::Height height) {
    const bool least = height == PairLayout::Height::Least;
    const int own = least ? item->minimumSize().height() : item->sizeHint().height();
    if (!item->hasHeightForWidth())
        return own;
    return std::max(item->minimumSize().height(),
                    least ? item->minimumHeightForWidth(width) : item->heightForWidth(width));
}

} // namespace

PairLayout::PairLayout(int leftShare, int rightShare, Height height)
    : leftShare_(leftShare), rightShare_(rightShare), height_(height) {
    setContentsMargins(0, 0, 0, 0);
}

QSize PairLayout::sizeHint() const {
    QSize size;
    for (const QLayoutItem* item : shown())
        size = {size.width() + (size.width() ? besideGap : 0) + item->sizeHint().width(),
                std::max(size.height(), heightOf(item, item->sizeHint().width(), height_))};
    return size;
}

QSize PairLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : shown())
        size = size.expandedTo(item->minimumSize());
    return size;
}

int PairLayout::widthOfLeft(int width) const {
    const std::vector<QLayoutItem*> items = shown();
    if (items.size() < 2)
        return width;
    const int left = items[0]->minimumSize().width(), right = items[1]->minimumSize().width();
    const int room = width - besideGap;
    return left + right > room ? width : std::clamp(room * leftShare_ / (leftShare_ + rightShare_), left, room - right);
}

int PairLayout::needed(int width, Height height) const {
    const std::vector<QLayoutItem*> items = shown();
    const int left = widthOfLeft(width);
    int sum = 0, most = 0;
    for (size_t i = 0; i < items.size(); ++i) {
        const int each = heightOf(items[i], left == width ? width : i == 0 ? left : width - besideGap - left, height);
        sum += each + (i > 0 ? belowGap : 0);
        most = std::max(most, each);
    }
    return left == width ? sum : most;
}

// One below the other they share equally what is more than they need.
void PairLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    const std::vector<QLayoutItem*> items = shown();
    const int left = widthOfLeft(rect.width());
    if (left < rect.width()) {
        items[0]->setGeometry({rect.left(), rect.top(), left, rect.height()});
        const int from = left + besideGap;
        return items[1]->setGeometry({rect.left() + from, rect.top(), rect.width() - from, rect.height()});
    }
    const int more = std::max(0, rect.height() - needed(rect.width(), Height::Least)) / std::max(1, int(items.size()));
    int top = rect.top();
    for (QLayoutItem* item : items) {
        const int height = heightOf(item, rect.width(), Height::Least) + more;
        item->setGeometry({rect.left(), top, rect.width(), height});
        top += height + belowGap;
    }
}

int ViewStack::minimumHeightForWidth(int width) const {
    const QLayout* shown = currentWidget() ? currentWidget()->layout() : nullptr;
    if (!shown)
        return 0;
    return std::max(minimumSize().height(), shown->hasHeightForWidth() ? shown->totalMinimumHeightForWidth(width) : 0);
}

QSize ViewStack::minimumSize() const {
    const QLayout* shown = currentWidget() ? currentWidget()->layout() : nullptr;
    return shown ? shown->totalMinimumSize() : QSize();
}

QSize ElidedCombo::minimumSizeHint() const {
    const QSize whole = QComboBox::minimumSizeHint();
    return {std::min(whole.width(), fontMetrics().averageCharWidth() * 10 + 40), whole.height()};
}

void ElidedCombo::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
    constexpr int beforeArrow = 2; // that the style sheet leaves free
    option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, room + beforeArrow);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ElidedHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const {
    QHeaderView::initStyleOptionForIndex(option, section);
    constexpr int padding = 16; // of the style sheet
    option->text = option->fontMetrics.elidedText(option->text, textElideMode(), sectionSize(section) - padding);
}

QSize SteadyTabBar::tabSizeHint(int index) const {
    QSize size = QTabBar::tabSizeHint(index);
    if (index == currentIndex())
        return size;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString text = tabText(index);
    size.rwidth() += std::max(0, QFontMetrics(bold).size(Qt::TextShowMnemonic, text).width() -
                                     fontMetrics().size(Qt::TextShowMnemonic, text).width());
    return size;
}

PageScroll::PageScroll(QWidget* parent) : QScrollArea(parent) {
    setFocusPolicy(Qt::NoFocus); // what has the focus is scrolled into sight
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
}

void PageScroll::setContent(QWidget* content) {
    setWidget(content);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
    fit();
}

// Not setWidgetResizable(): that takes what a layout with wrapped text would like for what it needs.
void PageScroll::fit() {
    const QLayout* layout = widget() ? widget()->layout() : nullptr;
    if (!layout)
        return;
    const QSize room = maximumViewportSize(), least = layout->totalMinimumSize();
    const int bar = verticalScrollBar()->sizeHint().width();
    const auto tall = [&](int width) {
        return layout->hasHeightForWidth() ? std::max(least.height(), layout->totalMinimumHeightForWidth(width))
                                           : least.height();
    };
    int width = std::max(room.width(), least.width());
    const int below = width > room.width() ? bar : 0;
    if (tall(width) > room.height() - below) // the bar at its side takes some
        width = std::max(room.width() - bar, least.width());
    widget()->resize(width, std::max(tall(width), room.height() - (width > room.width() ? bar : 0)));
}

void PageScroll::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fit();
}

bool PageScroll::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace caftan::ui
