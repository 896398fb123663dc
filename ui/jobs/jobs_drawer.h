// The panel that slides over the right side of the window: queue, progress, pause, stop, resume, log. Pages below stay
// as they are. Thread: the window's.
#pragma once

#include "ui/jobs/jobs_model.h"

#include <QFrame>
#include <map>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace caftan::ui {

class JobLauncher;
class Library;
class Notice;
class ProjectService;

// One job.
class JobCard : public QFrame {
    Q_OBJECT

  public:
    JobCard(int64_t job, QWidget* parent = nullptr);
    void setJob(const JobView& job, const QString& subject); // subject: what it works on
    void appendLog(const QString& lines);
    bool logShown() const;

  Q_SIGNALS:
    void pauseWanted(int64_t job);
    void stopWanted(int64_t job);
    void resumeWanted(int64_t job);
    void logWanted(int64_t job); // the log was unfolded

  private:
    int64_t job_;
    QLabel *title_, *state_, *detail_, *error_;
    QProgressBar* bar_;
    QPushButton *pause_, *stop_, *resume_, *log_;
    QPlainTextEdit* logText_;
};

class JobsDrawer : public QFrame {
    Q_OBJECT

  public:
    JobsDrawer(ProjectService& service, Library& library, JobsModel& model, JobLauncher& launcher,
               QWidget* parent = nullptr);
    JobCard* card(int64_t job) const;

  Q_SIGNALS:
    void closeWanted();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void refresh();
    JobCard* makeCard(int64_t job);
    void readLogs();
    void readLog(int64_t job);

    QString subjectOf(const JobRecord& job) const;

    ProjectService& service_;
    Library& library_;
    JobsModel& model_;
    JobLauncher& launcher_;
    Notice* notice_;
    QLabel* empty_;
    QVBoxLayout* list_;
    std::map<int64_t, JobCard*> cards_;
    std::map<int64_t, int64_t> lastLogLine_;
};

} // namespace caftan::ui
