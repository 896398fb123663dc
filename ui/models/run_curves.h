// Points and evaluations of the runs that are looked at, read as they come: only what was added since the last look.
// A run that was resumed from an earlier checkpoint is read anew. Thread: the window's.
#pragma once

#include "core/store/run_tail.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace caftan::ui {

class ProjectService;

// One metric of one run, by ascending step. All vectors are as long.
struct Curve {
    std::vector<double> step, epoch, tokens, seconds, value;

    size_t size() const { return step.size(); }
    void add(const MetricPoint& point); // a step that is there already is replaced
};

struct RunPoints {
    RunPosition position;
    std::map<std::string, Curve, std::less<>> curves; // by the name of the metric
    std::vector<Evaluation> evaluations;              // in the order they were stored
    bool loaded = false;                              // read at least once

    const Curve* curve(std::string_view name) const; // nullptr: none
    // Validations of the training itself in this mode, by step. What was evaluated afterwards (`caftan-cli eval`) has
    // no step of its own and no point in the curves.
    std::vector<Evaluation> course(const std::string& mode) const;
    double seconds() const;                // at work, up to the last point
    RunPoints until(double seconds) const; // as it was known then
};

class RunCurves : public QObject {
    Q_OBJECT

  public:
    explicit RunCurves(ProjectService& service, QObject* parent = nullptr);

    void follow(const std::vector<int64_t>& runs); // others keep what they have
    const RunPoints* points(int64_t run) const;    // nullptr: never followed
    int64_t pointsRead() const { return read_; }   // from the project, over all reads

  Q_SIGNALS:
    void grown(int64_t run); // new points, or a new beginning
    void failed(const QString& message);

  private:
    void schedule();
    void readNext();
    void take(RunTail tail);
    void clear();

    ProjectService& service_;
    std::map<int64_t, RunPoints> runs_;
    std::vector<int64_t> followed_, due_; // due_: to be read, the next one last
    QTimer throttle_;
    bool asking_ = false, again_ = false;
    int64_t read_ = 0;
};

} // namespace caftan::ui
