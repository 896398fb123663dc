// Above a run: its name, how far it is, what can be done with it, and what went wrong. Thread: the window's.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace caftan::ui {

class ElidedLabel;
struct RunView;

class RunHeader : public QWidget {
    Q_OBJECT

  public:
    explicit RunHeader(QWidget* parent = nullptr);
    void setRun(const RunView* run, bool readOnly); // nullptr: none is chosen

  Q_SIGNALS:
    void pauseWanted();
    void stopWanted();
    void resumeWanted();
    void branchWanted();
    void replayWanted();
    void logWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showButtons(const RunView& run, bool readOnly);
    void showName();

    QLabel *name_, *problem_ = nullptr;
    ElidedLabel* about_;
    QString wholeName_;
    QFrame* problemFrame_;
    QPushButton *pause_, *stop_, *resume_, *branch_, *replay_, *log_;
};

} // namespace caftan::ui
