#include "core/engine/train/run_state.h"

namespace caftan {

Json RunState::json() const {
    return {{"step", step},
            {"tokens", tokens},
            {"evaluated", evaluated},
            {"answer_tokens", answerTokens},
            {"halvings", halvings},
            {"seconds", seconds},
            {"loss", loss},
            {"best_accuracy", bestAccuracy},
            {"best_epoch", bestEpoch},
            {"last_accuracy", lastAccuracy},
            {"last_evaluation", lastEvaluation},
            {"best_evaluation", bestEvaluation}};
}

RunState RunState::from(const Json& json) {
    RunState state;
    state.step = json.value("step", int64_t(0));
    state.tokens = json.value("tokens", int64_t(0));
    state.evaluated = json.value("evaluated", int64_t(-1));
    state.answerTokens = json.value("answer_tokens", int64_t(0));
    state.halvings = json.value("halvings", int64_t(0));
    state.seconds = json.value("seconds", 0.0);
    state.loss = json.value("loss", 0.0);
    state.bestAccuracy = json.value("best_accuracy", -1.0);
    state.bestEpoch = json.value("best_epoch", 0.0);
    state.lastAccuracy = json.value("last_accuracy", -1.0);
    state.lastEvaluation = json.value("last_evaluation", Json());
    state.bestEvaluation = json.value("best_evaluation", Json());
    return state;
}

} // namespace caftan
