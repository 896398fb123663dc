// A form that lies over a page: dims what is below, has a title, content, a notice and buttons. Esc closes it.
#pragma once

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace caftan::ui {

class Notice;

class Sheet : public QWidget {
    Q_OBJECT

  public:
    // `over` is the page; `width` is an upper bound at the usual size of text.
    Sheet(QWidget* over, const QString& title, int width);

    void open();
    void close();
    QVBoxLayout* content() const { return content_; }
    QHBoxLayout* buttons() const { return buttons_; } // filled from the right
    void addFooter(QWidget* widget);                  // above the buttons, in sight however long the content is
    Notice* notice() const { return notice_; }
    void setSubtitle(const QString& text);
    void setPrimary(QPushButton* button); // also on Return

  Q_SIGNALS:
    void closed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void place();
    void setOthersEnabled(bool enabled); // what lies below cannot be reached by Tab

    QFrame* panel_;
    QLabel* subtitle_;
    QVBoxLayout* content_;
    QHBoxLayout* buttons_;
    Notice* notice_;
    QScrollArea* area_ = nullptr;
    QPushButton* primary_ = nullptr;
    int width_;
};

} // namespace caftan::ui
