#include "core/engine/train/train_start.h"

#include "core/base/text.h"
#include "core/engine/model/loaded_model.h"
#include "core/engine/training.h"
#include "core/engine/weights/load.h"
#include "core/jobs/machine_memory.h"
#include "core/jobs/train_memory.h"

namespace caftan {

namespace {

// Where the weights are; an adapter is merged into them.
struct StartWeights {
    std::filesystem::path path, adapter;
    std::optional<int64_t> parent;
};

// A branch starts from another run's best weights, everything else from the model.
Result<StartWeights> startWeights(Project& project, const TrainSpec& spec, const TrainPlan& plan) {
    if (spec.startRun.empty())
        return StartWeights{plan.modelPath, {}, {}};
    CAFTAN_TRY(parent, findRun(project, spec.startRun));
    CAFTAN_TRY(folder, runCheckpoint(project, parent, "best"));
    if (!std::filesystem::exists(folder / "adapter_config.json"))
        return StartWeights{folder, {}, parent.id};
    if (parent.model != plan.model.id)
        return fail("run " + std::to_string(parent.id) +
                    " trained an adapter for another model: a branch starts from the same one.");
    return StartWeights{plan.modelPath, folder, parent.id};
}

Status checkModel(const ModelSource& source, const TrainSpec& spec, const TrainPlan& plan) {
    if (!spec.startRun.empty() || plan.model.sha256.empty())
        return {};
    CAFTAN_TRY(digest, source.sha256());
    if (digest != plan.model.sha256)
        return fail("The files of the model \"" + plan.model.name + "\" at " + plan.modelPath.string() +
                    " changed since it was added. Add them as a model of another name with `caftan-cli model add`.");
    return {};
}

TrainLoad largestMicroBatch(const TrainPlan& plan) {
    TrainLoad load;
    for (const TrainStep& step : plan.steps)
        for (const auto& micro : step.micros) {
            int64_t tokens = 0;
            for (const size_t i : micro)
                tokens += int64_t(plan.items[i].example.ids.size());
            load.microTokens = load.lossTokens = std::max(load.microTokens, tokens);
        }
    return load;
}

// Where keeping activations would not fit, they are computed again: the same bits, later.
bool mustRecompute(const TrainSpec& spec, const TrainPlan& plan, const ModelConfig& config, bool cpu,
                   std::vector<std::string>& notes) {
    const int64_t available = cpu ? availableMemory() : 0;
    if (spec.recompute != "auto" || available <= 0)
        return spec.recompute == "on";
    const double needed = trainMemory(config, spec, largestMicroBatch(plan)).total();
    if (needed <= double(available))
        return false;
    notes.push_back("about " + fixed(needed / 1e9, 1) + " GB would be needed and " + fixed(double(available) / 1e9, 1) +
                    " are free: activations are computed again instead of kept, to the same bits, which takes "
                    "longer; a smaller micro batch (--micro-tokens) needs less too");
    return true;
}

} // namespace

Result<TrainStart> startTraining(Project& project, const TrainSpec& spec, const TrainPlan& plan) {
    CAFTAN_TRY(setup, setUpEngine({spec.dtype, spec.device, spec.threads}));
    CAFTAN_TRY(weights, startWeights(project, spec, plan));
    CAFTAN_TRY(source, ModelSource::open(weights.path));
    CAFTAN_CHECK(checkModel(*source, spec, plan));
    std::vector<std::string> notes;
    const bool recompute = mustRecompute(spec, plan, source->config(), setup.device.is_cpu(), notes);
    const int bits = int(spec.baseBits);
    CAFTAN_TRY(decoder, loadDecoder(*source, setup.dtype, setup.device, weights.adapter.empty() ? bits : 0));
    if (!weights.adapter.empty()) {
        CAFTAN_CHECK(loadAdapter(decoder, weights.adapter));
        mergeAdapters(decoder);
        if (bits > 0)
            quantiseDecoder(decoder, bits);
    }
    CAFTAN_TRY(learner, Learner::create(std::move(decoder), spec));
    if (!setup.facts.notice.empty())
        notes.push_back(setup.facts.notice);
    if (recompute)
        learner.recompute();
    return TrainStart{std::move(learner), setup.facts, weights.parent, std::move(notes)};
}

Result<std::filesystem::path> runCheckpoint(const Project& project, const RunRecord& run, const std::string& which) {
    if (which != "best" && which != "last")
        return fail("there is no checkpoint \"" + which + "\": choose best or last.");
    CAFTAN_TRY(folder, CheckpointStore(project.runFolder(run.uid)).find(which));
    if (!folder && which == "best" && run.state == "done")
        return fail("no epoch of run " + std::to_string(run.id) +
                    " was better than its base model, so it kept no best checkpoint. The last one can be taken "
                    "instead: --checkpoint last.");
    if (!folder)
        return fail("run " + std::to_string(run.id) + " has no " + which + " checkpoint yet (" + run.state + ").");
    return *folder;
}

} // namespace caftan
