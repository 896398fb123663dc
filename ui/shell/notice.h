// A message that stands where something happened: what, why, what to do, and a button for it.
#pragma once

#include <QFrame>
#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace caftan::ui {

class Notice : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { Problem, Warning, Done };
    explicit Notice(QWidget* parent = nullptr); // hidden until show...() is called

    void showMessage(Kind kind, const QString& message);
    void showMessage(Kind kind, const QString& message, const QString& action, std::function<void()> onAction);
    void clear();
    QString message() const;
    QPushButton* actionButton() const { return action_; }

  private:
    QLabel* text_;
    QPushButton* action_;
    QPushButton* close_;
    std::function<void()> onAction_;
};

} // namespace caftan::ui
