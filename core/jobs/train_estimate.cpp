#include "core/jobs/train_estimate.h"

#include "core/store/runs.h"

#include <algorithm>

namespace caftan {

namespace {

constexpr double workOfTraining = 3; // forward and backward against forward alone
constexpr double workOfRecomputing = 4;
constexpr int64_t roundTo = 64;

bool sameWork(const Json& config, const TrainSpec& spec) {
    const Json run = config.is_object() ? config.value("spec", Json::object()) : Json::object();
    return run.contains("lora") == spec.lora.has_value() && run.value("dtype", "") == spec.dtype &&
           run.value("evaluate", "") == spec.evaluate && run.value("base_bits", int64_t(0)) == spec.baseBits &&
           run.value("recompute", "auto") == spec.recompute;
}

// Answer tokens of the same rows under one recipe for all.
int64_t answerTokensOf(const TrainSizes& sizes, TrainSpec spec, const std::string& recipe) {
    spec.recipe = recipe;
    spec.bands.clear();
    spec.schedule = "mixed";
    spec.epochs = {1};
    spec.answerTokenBudget.reset();
    const auto outline = sizes.outline(spec);
    return outline ? outline->answerTokens : 0;
}

TrainLoad loadOf(const TrainOutline& outline, const TrainSpec& spec, bool cuda) {
    TrainLoad load;
    load.microTokens = load.lossTokens = outline.largestMicroBatch();
    load.cuda = cuda;
    const bool reasons = std::any_of(outline.items.begin(), outline.items.end(),
                                     [](const OutlineItem& item) { return item.routing == Routing::Reasoning; });
    if (spec.evaluate != "none" && spec.evaluate != "single" && (spec.evaluate != "auto" || reasons)) {
        load.generated = outline.validation;
        load.generatedTokens = outline.longestExample() + spec.maxNewTokens;
    }
    return load;
}

TrainMemory memoryWith(const ModelConfig& model, TrainSpec spec, bool lora, const TrainLoad& load, double available) {
    if (!lora) {
        spec.lora.reset();
        spec.baseBits = 0;
    } else if (!spec.lora) {
        spec.lora = LoraSpec{};
    }
    return trainMemoryWithin(model, spec, load, available);
}

void estimateMemory(TrainEstimate& estimate, const ModelConfig& model, const TrainSpec& spec, TrainLoad load,
                    double available) {
    estimate.memory = trainMemoryWithin(model, spec, load, available);
    estimate.full = memoryWith(model, spec, false, load, available);
    estimate.lora = memoryWith(model, spec, true, load, available);
    TrainSpec other = spec;
    other.recompute = "on";
    estimate.recomputed = trainMemory(model, other, load).total();
    load.microTokens = load.lossTokens = estimate.longestExample;
    estimate.smallest = trainMemoryWithin(model, spec, load, available).total();
    other.recompute = "auto";
    other.baseBits = 4;
    estimate.fewBits = memoryWith(model, other, true, load, available).total();
}

} // namespace

Result<TrainSpeed> trainSpeed(Project& project, const TrainSpec& spec, int64_t model) {
    TrainSpeed speed;
    CAFTAN_TRY(runs, listRuns(project));
    for (const RunRecord& run : runs) {
        const double seconds = run.result.is_object() ? run.result.value("seconds", 0.0) : 0;
        if (run.model != model || run.state != "done" || seconds <= 0 || !sameWork(run.config, spec))
            continue;
        speed.tokensPerSecond = run.result.value("tokens", 0.0) / seconds; // the newest one stays
        speed.run = run.id;
    }
    if (speed.run)
        return speed;
    CAFTAN_TRY(scorings, listScorings(project));
    for (const Scoring& scoring : scorings) {
        const double rate = scoring.result.is_object() ? scoring.result.value("tokens_per_s", 0.0) : 0;
        if (scoring.model != model || rate <= 0)
            continue;
        speed.tokensPerSecond = rate / workOfTraining;
        speed.guessed = true;
    }
    return speed;
}

Result<TrainEstimate> estimateTraining(const TrainSizes& sizes, const TrainSpec& spec, const TrainMachine& machine,
                                       const TrainSpeed& speed) {
    const ModelConfig& model = sizes.source().config;
    CAFTAN_TRY(outline, sizes.outline(spec));
    TrainEstimate estimate;
    const TrainLoad load = loadOf(outline, spec, machine.usesGpu(spec));
    estimate.longestExample = outline.longestExample();
    estimate.microTokens = load.microTokens;
    estimateMemory(estimate, model, spec, load, machine.available(spec));
    for (const BandOutline& band : outline.bands) {
        estimate.rows += band.rows;
        estimate.reasoningRows += band.reasoningRows;
    }
    estimate.bands = std::move(outline.bands);
    estimate.stages = std::move(outline.recipe.stages);
    estimate.stageSteps = std::move(outline.stageSteps);
    estimate.problems = std::move(outline.problems);
    estimate.notes = std::move(outline.notes);
    estimate.steps = int64_t(outline.steps.size());
    estimate.validation = outline.validation;
    estimate.wrongTeacher = outline.wrongTeacher;
    estimate.answerTokens = outline.answerTokens;
    estimate.answerTokensSeen = outline.answerTokensSeen;
    estimate.tokensSeen = outline.tokensSeen;
    estimate.boughtTokens = sizes.boughtTokens();
    estimate.distillTokens = sizes.traced() ? answerTokensOf(sizes, spec, "distill") : 0;
    estimate.shortTokens = answerTokensOf(sizes, spec, "sft");
    estimate.speed = speed;
    if (speed.tokensPerSecond > 0)
        estimate.seconds = double(outline.tokensSeen) / speed.tokensPerSecond *
                           (speed.guessed && estimate.memory.recomputed ? workOfRecomputing / workOfTraining : 1);
    return estimate;
}

int64_t microTokensThatFit(const TrainEstimate& estimate, double available) {
    const TrainMemory& memory = estimate.memory;
    if (estimate.microTokens <= 0 || estimate.smallest > available)
        return 0;
    const double fixed = memory.runtime + memory.weights + memory.optimizer + memory.gradients + memory.loss;
    const auto tokens = int64_t((available - fixed) / memory.activations * double(estimate.microTokens));
    return std::max(tokens / roundTo * roundTo, estimate.longestExample);
}

} // namespace caftan
