// A ring around what has the focus, for lists, tabs, charts and buttons alike: after a key that moves the focus, and
// always in high contrast. Fields with a cursor show their own border. Thread: the window's.
#pragma once

#include <QPointer>
#include <QWidget>

namespace caftan::ui {

class FocusRing : public QWidget {
    Q_OBJECT

  public:
    explicit FocusRing(QWidget* window); // a child of the window; watches the whole application

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void follow(QWidget* widget);
    void place();

    QPointer<QWidget> focused_;
    int timer_ = 0;
};

} // namespace caftan::ui
