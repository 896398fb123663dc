// The navigation rail: one entry a page, icon above word, Ctrl+1.. chooses. Painted by ourselves from ThemeColors.
#pragma once

#include <QAbstractButton>
#include <QFrame>

class QButtonGroup;
class QVBoxLayout;

namespace caftan::ui {

class RailButton : public QAbstractButton {
    Q_OBJECT

  public:
    RailButton(const QString& iconName, const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); } // its word stays whole

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    QString iconName_;
};

class Rail : public QFrame {
    Q_OBJECT

  public:
    explicit Rail(QWidget* parent = nullptr);

    int add(const QString& iconName, const QString& text, const QString& toolTip); // gives the index
    void setCurrent(int index);
    int count() const;
    RailButton* button(int index) const;

  Q_SIGNALS:
    void chosen(int index);

  private:
    QButtonGroup* group_;
    QVBoxLayout* layout_;
};

} // namespace caftan::ui
