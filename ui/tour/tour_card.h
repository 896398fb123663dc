// The card of the guided tour: what to do, what came of it, Back, Next and End. It floats beside what it speaks of, can
// be dragged away, and never keeps anything else from being used. TourFrame draws a line around what is meant. Thread:
// the window's.
#pragma once

#include <QFrame>
#include <QPoint>
#include <QString>
#include <optional>
#include <vector>

class QButtonGroup;
class QLabel;
class QPushButton;
class QSpinBox;

namespace caftan::ui {

class TourState;

// Where a card of this size stands in `area`: beside `target` (right, left, below, above) where it does not cover it,
// else in the corner where it covers least; a lower corner where there is no target. Pure, for tests.
QPoint placeBeside(const QRect& target, const QSize& card, const QRect& area);

class TourFrame : public QWidget {
    Q_OBJECT

  public:
    explicit TourFrame(QWidget* parent);

  protected:
    void paintEvent(QPaintEvent* event) override;
};

class TourCard : public QFrame {
    Q_OBJECT

  public:
    TourCard(TourState& state, QWidget* parent);

    void setBusy(bool busy); // the step's button is at work
    void setProblem(const QString& message);
    bool moved() const { return moved_; } // by the user, since the step began
    void forgetMove() { moved_ = false; }

  Q_SIGNALS:
    void stepWanted(int step);
    void endWanted();
    void actionWanted();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    QWidget* makeGuess();
    QWidget* makeBet();
    QWidget* makeButtons();
    void show_();
    void fit();

    TourState& state_;
    bool busy_ = false, moved_ = false;
    QString problem_;
    std::optional<QPoint> grabbed_;
    QLabel *count_, *title_, *body_, *table_, *feedback_, *problemText_;
    QWidget *guessRow_, *bets_;
    QSpinBox* guess_ = nullptr;
    QButtonGroup* betGroup_ = nullptr;
    QPushButton *guessSet_ = nullptr, *action_, *back_ = nullptr, *next_ = nullptr, *end_ = nullptr;
};

} // namespace caftan::ui
