// Estimates training runs of one project again and again while somebody edits them: what took long to read and tokenise
// is kept as long as it is true. Thread: one at a time, that of the Project.
#pragma once

#include "core/jobs/train_estimate.h"

#include <map>

namespace caftan {

class TrainMeter {
  public:
    // Of `spec` under `cuts` (its name in the spec does not matter, nor whether they are stored). An error when the
    // rows do not allow any run, or once `cancelled` says true.
    Result<TrainEstimate> estimate(Project& project, const TrainSpec& spec, const CutSet& cuts,
                                   const TrainMachine& machine, const std::function<bool()>& cancelled = {});

  private:
    // What sizes depend on.
    struct Key {
        int64_t scoring = 0, model = 0, traces = 0, questions = 0, train = 0, validation = 0;
        std::string teacher, prompts, selection;
        bool wholeSequence = false, sealed = false;
        bool operator==(const Key&) const = default;
    };
    Result<Key> keyOf(Project& project, const TrainSpec& spec) const;
    Status open(Project& project, const TrainSpec& spec);
    Result<const ScoreColumns*> columnsOf(Project& project, int64_t scoring, const std::string& metric);

    Key key_;
    std::optional<TrainSizes> sizes_;
    std::pair<int64_t, int64_t> scored_;          // scoring and its rows that columns_ are of
    std::map<std::string, ScoreColumns> columns_; // by metric
};

} // namespace caftan
