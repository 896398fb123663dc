// One job in the drawer: what it does, how far it is, its buttons and its log; a job that waits can be moved by its
// buttons, by the mouse, or with Alt and an arrow key. Thread: the window's.
#pragma once

#include "ui/jobs/jobs_model.h"

#include <QFrame>
#include <QPoint>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace caftan::ui {

class JobCard : public QFrame {
    Q_OBJECT

  public:
    explicit JobCard(int64_t job, QWidget* parent = nullptr);
    int64_t job() const { return job_; }
    void setJob(const JobView& job, const QString& subject); // subject: what it works on
    void setPlace(int place, int of);                        // in the queue, from 0; of 0: it does not wait
    void setLifted(bool lifted);                             // while it is dragged
    void appendLog(const QString& lines);
    bool logShown() const;

  Q_SIGNALS:
    void pauseWanted(int64_t job);
    void stopWanted(int64_t job);
    void resumeWanted(int64_t job);
    void logWanted(int64_t job);          // the log was unfolded
    void moveWanted(int64_t job, int by); // -1: one place earlier
    void dragged(int64_t job, QPoint globalPosition);
    void dropped(int64_t job);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    QPushButton* button(const QString& text, const QString& toolTip, const char* role = "");
    void showButtons(const JobView& job);

    int64_t job_;
    QLabel *title_, *state_, *detail_, *error_;
    QProgressBar* bar_;
    QPushButton *pause_, *stop_, *resume_, *up_, *down_, *log_;
    QPlainTextEdit* logText_;
    int place_ = 0, of_ = 0;
    QPoint pressed_;
    bool holding_ = false, dragging_ = false;
};

} // namespace caftan::ui
