#include "ui/shell/pointer_halo.h"

#include "ui/shell/theme.h"

#include <QCursor>
#include <QGuiApplication>
#include <QPainter>
#include <QTimerEvent>
#include <utility>

namespace caftan::ui {

namespace {

constexpr int haloMilliseconds = 25, haloSize = 56;

} // namespace

PointerHalo::PointerHalo(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("pointerHalo"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    resize(haloSize, haloSize);
    hide();
}

void PointerHalo::setOn(bool on) {
    if (on && timer_ == 0)
        timer_ = startTimer(haloMilliseconds);
    else if (!on && timer_ != 0) {
        killTimer(std::exchange(timer_, 0));
        hide();
    }
}

void PointerHalo::timerEvent(QTimerEvent* event) {
    if (event->timerId() != timer_)
        return;
    const QPoint at = window()->mapFromGlobal(QCursor::pos());
    const bool inside = window()->isActiveWindow() && window()->rect().contains(at);
    setVisible(inside);
    const QPoint corner = at - QPoint(haloSize / 2, haloSize / 2);
    if (inside && corner != pos()) {
        move(corner);
        raise();
    }
}

void PointerHalo::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = ThemeColors::of(palette()).accent;
    painter.setPen(QPen(fill, 4));
    fill.setAlphaF(0.12f);
    painter.setBrush(fill);
    painter.drawEllipse(QRectF(rect()).adjusted(3, 3, -3, -3));
}

} // namespace caftan::ui
