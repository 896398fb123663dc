#include "ui/shell/focus_ring.h"

#include "ui/shell/theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QTimerEvent>

namespace caftan::ui {

namespace {

constexpr int ringMilliseconds = 100; // what scrolls or moves takes the ring along

bool movedByKey(Qt::FocusReason reason) {
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

bool showsFocusItself(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           widget->inherits("caftan::ui::CutHandle") || widget->inherits("caftan::ui::Page") ||
           widget->inherits("caftan::ui::JobsDrawer") || widget->inherits("caftan::ui::TourCard"); // they only hold
}

} // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("focusRing"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        const bool wanted =
            movedByKey(static_cast<QFocusEvent*>(event)->reason()) || ThemeColors::of(palette()).contrast;
        follow(wanted && widget->window() == window() && widget != window() && !showsFocusItself(widget) ? widget
                                                                                                         : nullptr);
    } else if (event->type() == QEvent::FocusOut && watched == focused_.data()) {
        follow(nullptr);
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* widget) {
    focused_ = widget;
    if (widget && timer_ == 0)
        timer_ = startTimer(ringMilliseconds);
    else if (!widget && timer_ != 0)
        killTimer(std::exchange(timer_, 0));
    place();
}

void FocusRing::place() {
    const QRect seen = focused_ && focused_->isVisible() ? focused_->visibleRegion().boundingRect() : QRect();
    if (seen.isEmpty())
        return hide();
    const QRect ring(focused_->mapTo(window(), seen.topLeft()) - QPoint(2, 2), seen.size() + QSize(4, 4));
    if (ring != geometry())
        setGeometry(ring.intersected(window()->rect()));
    show();
    raise();
}

void FocusRing::timerEvent(QTimerEvent* event) {
    if (event->timerId() == timer_)
        place();
}

void FocusRing::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = ThemeColors::of(palette());
    const double width = colors.contrast ? 3 : 2;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.accent, width));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 5, 5);
}

} // namespace caftan::ui
