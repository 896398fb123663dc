// What a training job begins with: the model, or another run's best weights, ready to learn.
#pragma once

#include "core/engine/scoring.h"
#include "core/engine/train/learner.h"
#include "core/jobs/train_plan.h"
#include "core/store/project.h"

#include <optional>
#include <string>
#include <vector>

namespace caftan {

struct TrainStart {
    Learner learner;
    ModelFacts facts;
    std::optional<int64_t> parent;  // the run that this one branches from
    std::vector<std::string> notes; // for the user: the device's notice, activations that are computed again
};
// Loads and, as the spec asks, quantises the weights and puts adapters on them. Errors: files that changed since the
// model was added, a run without checkpoint, what loadDecoder and Learner::create say. The thread that will train.
Result<TrainStart> startTraining(Project& project, const TrainSpec& spec, const TrainPlan& plan);

} // namespace caftan
