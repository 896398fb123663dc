// Plays a run that has ended again: a slider over its time at work, play and pause, a speed. Space plays and pauses,
// the arrow keys move. Thread: the window's.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace caftan::ui {

class ReplayBar : public QWidget {
    Q_OBJECT

  public:
    explicit ReplayBar(QWidget* parent = nullptr);

    void begin(double seconds); // of the whole run; begins to play
    void end();                 // everything is shown again
    bool active() const { return isVisibleTo(parentWidget()); }
    std::optional<double> position() const; // seconds; none: no replay
    bool playing() const { return timer_.isActive(); }
    void play(bool on);

  Q_SIGNALS:
    void moved();
    void ended();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void tick();
    void showTime();

    QPushButton *play_, *close_;
    QSlider* slider_;
    QLabel* time_;
    QComboBox* speed_;
    QTimer timer_;
    QElapsedTimer clock_;
    double seconds_ = 0, at_ = 0;
};

} // namespace caftan::ui
