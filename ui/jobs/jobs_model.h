// The project's jobs, newest first, as a list model that follows the job table. A job whose process died is shown as
// interrupted. Thread: the window's.
#pragma once

#include "core/store/jobs.h"

#include <QAbstractListModel>
#include <map>
#include <vector>

namespace caftan::ui {

class ProjectService;

struct JobView {
    JobRecord record;
    QString state;          // queued, running, paused, stopped, failed, done, interrupted
    bool abandoned = false; // it waits, but no process would ever run it: the machine was switched off meanwhile

    bool running() const { return state == QLatin1String("running"); }
    bool waiting() const { return state == QLatin1String("queued"); }
    bool resumable() const;
    double share() const;   // 0 .. 1; negative when the total is not known
    QString title() const;  // "Scoring"
    QString detail() const; // "4,210 of 12,032 · 53/s · 2 min left"
    QString stateText() const;
};

class JobsModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, ShareRole, DetailRole, ErrorRole };
    explicit JobsModel(ProjectService& service, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const std::vector<JobView>& jobs() const { return jobs_; }
    const JobView* find(int64_t id) const;
    const JobView* firstRunning() const;
    std::vector<const JobView*> waiting() const; // in the order they are to run

  Q_SIGNALS:
    void updated(); // after any change, rows in place

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    void refresh();
    void take(std::vector<JobView> jobs);
    void markAbandoned(std::vector<JobView>& jobs);
    void clear();

    ProjectService& service_;
    std::vector<JobView> jobs_;
    std::map<int64_t, qint64> alone_; // waiting jobs without a process, and since when (ms of the steady clock)
    bool asking_ = false, again_ = false;
    int timer_ = 0; // runs while a job does: a killed process commits nothing
};

// "2 min 5 s", "1 h 3 min"; empty for a negative time.
QString durationText(double seconds);

} // namespace caftan::ui
