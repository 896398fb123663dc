// How sure a run is of every validation question, evaluation by evaluation: columns of one run and mode, read once
// each, as they come. Thread: the window's.
#pragma once

#include "core/store/run_tail.h"

#include <QObject>
#include <map>
#include <vector>

namespace caftan::ui {

class ProjectService;

struct EntropyFrame {
    int64_t evaluation = 0, step = 0;
    double epoch = 0;
    AnswerColumns answers;
    int64_t valid() const;
};

class EntropyHistory : public QObject {
    Q_OBJECT

  public:
    explicit EntropyHistory(ProjectService& service, QObject* parent = nullptr);

    // The evaluations that there are now, in the order of the frames; what is not known yet is read.
    void show(int64_t run, const std::vector<Evaluation>& evaluations);
    const std::vector<EntropyFrame>& frames() const { return frames_; }
    double highest() const; // largest entropy of a valid answer in any frame

  Q_SIGNALS:
    void updated();
    void failed(const QString& message);

  private:
    struct Wanted {
        int64_t evaluation, step;
        double epoch;
    };
    void readNext();
    void rebuild();

    ProjectService& service_;
    std::vector<Wanted> wanted_;
    std::map<int64_t, AnswerColumns> known_;
    std::vector<EntropyFrame> frames_;
    int64_t run_ = 0;
    bool asking_ = false;
};

} // namespace caftan::ui
