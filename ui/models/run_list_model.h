// The project's training runs, newest first, as a list that follows the project: also those of a terminal, and jobs
// that have not made their run yet or failed before. Checked runs are overlaid in charts. Thread: the window's.
#pragma once

#include "core/store/jobs.h"
#include "core/store/runs.h"

#include <QAbstractListModel>
#include <QTimer>
#include <optional>
#include <set>
#include <vector>

namespace caftan::ui {

class ProjectService;

struct RunView {
    std::string uid; // of the run and of its job
    std::optional<RunRecord> run;
    std::optional<JobRecord> job;
    QString state;                             // queued, running, paused, stopped, failed, done, interrupted
    size_t slot = 0;                           // position by age: decides colour and marker
    std::optional<double> accuracy, bestEpoch; // of validation, best so far
    std::optional<double> epoch;               // reached
    bool canBranch = false;                    // its best weights are there

    int64_t id() const { return run ? run->id : 0; } // 0: no run yet
    bool is(const char* name) const { return state == QLatin1String(name); }
    bool resumable() const { return is("paused") || is("stopped") || is("failed") || is("interrupted"); }
    const Json& config(const char* key) const; // of the run's configuration; null when it has none
    const Json& spec() const;                  // the train spec, from the run or its job
    QString name() const;
    QString recipe() const;
    QString error() const;            // the sentence of a failed one
    double share() const;             // 0 .. 1; negative when the total is not known
    int stages() const;               // at least 1
    double epochs() const;            // in all stages; 0: not known
    double stageEnd(int stage) const; // epoch at which it ends
    int64_t answerTokensSeen() const; // 0: not known yet
};

class RunListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { UidRole = Qt::UserRole + 1, StateRole, ShareRole, AccuracyRole, SlotRole, SearchRole };
    explicit RunListModel(ProjectService& service, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setActive(bool active); // an inactive one reads nothing: nobody looks
    bool loaded() const { return loaded_; }
    const std::vector<RunView>& runs() const { return runs_; }
    const RunView* find(const std::string& uid) const;
    const RunView* findRun(int64_t id) const;
    int rowOf(const std::string& uid) const; // -1: not there
    bool isChecked(const std::string& uid) const { return checked_.contains(uid); }
    void setChecked(const std::string& uid, bool checked);

  Q_SIGNALS:
    void updated(); // after any change, rows in place
    void checkedChanged();
    void failed(const QString& message);

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    void schedule();
    void refresh();
    void take(std::vector<RunView> runs);
    void clear();

    ProjectService& service_;
    std::vector<RunView> runs_;
    std::set<std::string> checked_;
    QTimer throttle_;
    bool active_ = true, loaded_ = false, asking_ = false, again_ = false;
    int timer_ = 0; // runs while a run does: a killed process commits nothing
};

// "running", "waiting", ... as people read it.
QString runStateText(const RunView& run);

} // namespace caftan::ui
