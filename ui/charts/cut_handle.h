// The part of a cut that is grabbed: an invisible slider over a chart. It takes mouse and keyboard focus and tells
// assistive technology its value; the chart paints it and decides what a movement means. Thread: the window's.
#pragma once

#include <QAbstractSlider>
#include <QPointF>

namespace caftan::ui {

class CutHandle : public QAbstractSlider {
    Q_OBJECT

  public:
    CutHandle(int cut, QWidget* chart);

    int cut() const { return cut_; }
    bool isDragged() const { return dragged_; }
    // Position on the chart's axis as a share, for assistive technology; emits nothing.
    void setShare(double share);
    bool isActive() const { return dragged_ || hasFocus(); }

  Q_SIGNALS:
    void grabbed();
    void draggedTo(const QPointF& position); // of the handle's centre, in the chart's coordinates
    void released();
    void nudged(int direction, bool coarse); // +1: right or up
    void jumped(int direction);              // Home and End
    void focusChanged();
    void entered(); // the mouse came onto it

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent*) override {}

  private:
    int cut_;
    bool dragged_ = false;
    QPointF offset_; // from the handle's centre to where it was grabbed
};

} // namespace caftan::ui
