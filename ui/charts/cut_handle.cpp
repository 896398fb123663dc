#include "ui/charts/cut_handle.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QWheelEvent>
#include <cmath>

namespace caftan::ui {

CutHandle::CutHandle(int cut, QWidget* chart) : QAbstractSlider(chart), cut_(cut) {
    setRange(0, 1000);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
}

void CutHandle::setShare(double share) {
    const QSignalBlocker blocker(this);
    setValue(int(std::lround(share * 1000)));
}

void CutHandle::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    dragged_ = true;
    offset_ = event->position() - QRectF(rect()).center();
    Q_EMIT grabbed();
}

void CutHandle::mouseMoveEvent(QMouseEvent* event) {
    if (dragged_)
        Q_EMIT draggedTo(QPointF(mapToParent(QPoint(0, 0))) + event->position() - offset_);
}

void CutHandle::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !dragged_)
        return;
    dragged_ = false;
    Q_EMIT released();
}

void CutHandle::keyPressEvent(QKeyEvent* event) {
    const bool coarse = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        Q_EMIT nudged(-1, coarse);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        Q_EMIT nudged(1, coarse);
        break;
    case Qt::Key_PageDown:
        Q_EMIT nudged(-1, true);
        break;
    case Qt::Key_PageUp:
        Q_EMIT nudged(1, true);
        break;
    case Qt::Key_Home:
        Q_EMIT jumped(-1);
        break;
    case Qt::Key_End:
        Q_EMIT jumped(1);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

void CutHandle::wheelEvent(QWheelEvent* event) {
    event->ignore();
} // the page scrolls

void CutHandle::enterEvent(QEnterEvent* event) {
    QAbstractSlider::enterEvent(event);
    Q_EMIT entered();
}

void CutHandle::focusInEvent(QFocusEvent* event) {
    QAbstractSlider::focusInEvent(event);
    Q_EMIT focusChanged();
}

void CutHandle::focusOutEvent(QFocusEvent* event) {
    if (dragged_) { // the window lost the mouse: what was dragged stays where it is
        dragged_ = false;
        Q_EMIT released();
    }
    QAbstractSlider::focusOutEvent(event);
    Q_EMIT focusChanged();
}

} // namespace caftan::ui
