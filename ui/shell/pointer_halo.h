// A ring that goes with the mouse pointer, so that it is seen from the last row: shown while the text is as large as in
// a lecture hall. Thread: the window's.
#pragma once

#include <QWidget>

namespace caftan::ui {

class PointerHalo : public QWidget {
    Q_OBJECT

  public:
    explicit PointerHalo(QWidget* window); // a child of the window
    void setOn(bool on);

  protected:
    void timerEvent(QTimerEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    int timer_ = 0;
};

} // namespace caftan::ui
