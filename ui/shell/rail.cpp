#include "ui/shell/rail.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

namespace {

int iconSide(const QFontMetrics& metrics) {
    return std::max(22, metrics.height() * 5 / 4);
}

} // namespace

RailButton::RailButton(const QString& iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent), iconName_(iconName) {
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize RailButton::sizeHint() const {
    const QFontMetrics metrics(scaledFont(0.85, QFont::DemiBold));
    return {std::max(64, metrics.horizontalAdvance(text()) + 16), 8 + iconSide(metrics) + 2 + metrics.height() + 8};
}

void RailButton::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = ThemeColors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? colors.accentSoft : colors.hover);
        painter.drawRoundedRect(rect(), 8, 8);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 8, 8);
    }
    const QColor color = isChecked() ? colors.accent : colors.muted;
    const int side = iconSide(QFontMetrics(scaledFont(0.85)));
    themedIcon(iconName_, color).paint(&painter, QRect((width() - side) / 2, 8, side, side));
    painter.setFont(scaledFont(0.85, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(color);
    painter.drawText(QRect(0, 8 + side + 2, width(), height() - side - 16), Qt::AlignHCenter | Qt::AlignVCenter,
                     text());
}

void RailButton::enterEvent(QEnterEvent*) {
    update();
}
void RailButton::leaveEvent(QEvent*) {
    update();
}

Rail::Rail(QWidget* parent) : QFrame(parent), group_(new QButtonGroup(this)), layout_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    setRole(this, "rail");
    layout_->setContentsMargins(8, 12, 8, 12);
    layout_->setSpacing(8);
    layout_->addStretch(1);
    connect(group_, &QButtonGroup::idClicked, this, &Rail::chosen);
}

int Rail::add(const QString& iconName, const QString& text, const QString& toolTip) {
    const int index = count();
    auto* entry = new RailButton(iconName, text, this);
    entry->setObjectName(QStringLiteral("rail-") + iconName);
    entry->setToolTip(tr("%1 (Ctrl+%2)").arg(toolTip).arg(index + 1));
    entry->setAccessibleName(text);
    entry->setAccessibleDescription(toolTip);
    group_->addButton(entry, index);
    layout_->insertWidget(index, entry);
    return index;
}

void Rail::setCurrent(int index) {
    if (QAbstractButton* entry = group_->button(index)) {
        entry->setChecked(true);
        return;
    }
    group_->setExclusive(false);
    for (QAbstractButton* entry : group_->buttons())
        entry->setChecked(false);
    group_->setExclusive(true);
}

int Rail::count() const {
    return int(group_->buttons().size());
}
RailButton* Rail::button(int index) const {
    return qobject_cast<RailButton*>(group_->button(index));
}

} // namespace caftan::ui
