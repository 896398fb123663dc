// Points of a run on their way to the project file: stored together, at most 100 ms after they are known.
// Thread: the training loop's.
#pragma once

#include "core/store/runs.h"

#include <functional>
#include <vector>

namespace caftan {

class MetricRecorder {
  public:
    MetricRecorder(Project& project, int64_t run) : project_(project), run_(run) {}

    struct Moment {
        int64_t step = 0, tokens = 0;
        double epoch = 0, seconds = 0;
    };
    void add(const Moment& moment, const std::string& name, double value);
    // Ask after every step: whether something waits that would be older than 100 ms by the end of the next one.
    bool due();
    // `alongside` is written in the same transaction.
    Status flush(const std::function<Status()>& alongside = {});
    double secondsSpent() const { return spent_; }  // storing, so far
    double longestWait() const { return longest_; } // of a point, from being known to being stored

  private:
    Project& project_;
    int64_t run_;
    std::vector<MetricPoint> waiting_;
    double oldest_ = 0, lastAsked_ = 0, interval_ = 0, spent_ = 0, longest_ = 0; // steady seconds
};

} // namespace caftan
