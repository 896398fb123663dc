// The panel that slides over the right side of the window: what runs, what waits and in which order, what was, each
// with progress, pause, stop, resume and log. Pages below stay as they are. Thread: the window's.
#pragma once

#include "ui/jobs/job_card.h"

#include <map>

class QVBoxLayout;

namespace caftan::ui {

class JobLauncher;
class Library;
class Notice;
class ProjectService;

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
    QWidget* makeList();
    QFrame* makeAbandoned();
    void refresh();
    std::vector<const JobView*> shownOrder() const; // running, waiting, the others
    void placeCards(const std::vector<const JobView*>& jobs);
    void offerStart();
    JobCard* makeCard(int64_t job);
    void move(int64_t job, int by);
    void drag(int64_t job, QPoint globalPosition);
    void drop(int64_t job);
    void readLogs();
    void readLog(int64_t job);
    QString subjectOf(const JobRecord& job) const;

    ProjectService& service_;
    Library& library_;
    JobsModel& model_;
    JobLauncher& launcher_;
    Notice* notice_;
    QLabel *abandonedText_ = nullptr, *empty_;
    QFrame* abandoned_;
    QVBoxLayout* list_;
    std::map<int64_t, JobCard*> cards_;
    std::map<int64_t, int64_t> lastLogLine_;
    std::vector<int64_t> order_; // of the waiting jobs while one is dragged, and until the store says so too
    int64_t lifted_ = 0;         // the job that is dragged
};

} // namespace caftan::ui
