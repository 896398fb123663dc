// Training without tensors in the interface: the handler of "train" jobs, training on given token ids, and the
// evaluation of a model or run. Thread: the caller's; one model at a time.
#pragma once

#include "core/engine/scoring.h"
#include "core/jobs/job.h"
#include "core/jobs/train_spec.h"
#include "core/store/runs.h"
#include "core/text/example.h"

namespace caftan {

// The handler of jobs of kind "train" (spec: TrainSpec). Makes a run row, trains, evaluates, keeps checkpoints in the
// job's folder (runs/<uid>; the run has the job's uid). Paused, stopped or killed, the next attempt goes on from the
// last checkpoint and gives the same bits on the same machine. The job's result is what `caftan-cli train` prints.
Result<JobEnd> runTrainJob(JobContext& context);

// A model with a PEFT adapter on it; scored and asked like any other (scoring.h, generate.h).
Result<std::shared_ptr<LoadedModel>> loadModelWithAdapter(const std::filesystem::path& model,
                                                          const std::filesystem::path& adapter,
                                                          const EngineOptions& options);

// Where a run's checkpoint lies: a Hugging Face folder, or a PEFT folder for LoRA. `which`: best or last.
Result<std::filesystem::path> runCheckpoint(const Project& project, const RunRecord& run, const std::string& which);

// `train --examples`: the file's examples in order, one optimiser step for each batch, settings as in the spec; nothing
// is evaluated.
struct ExampleOptions {
    std::optional<int64_t> steps;    // at most so many
    std::filesystem::path save;      // folder for the weights (adapter or model)
    std::filesystem::path gradients; // safetensors of the first step's gradients, before the clip, by parameter name
    std::filesystem::path adapter;   // start from this PEFT folder instead of a new adapter
    std::function<bool(int64_t step, int64_t of, double loss)> onStep; // false ends the training with an error
};
struct ExampleTraining {
    std::vector<double> losses, norms; // of every step
    int64_t steps = 0, tokens = 0, answerTokens = 0;
    double seconds = 0, tokensPerSecond = 0; // the rate without the first two steps, where there are more than four
    bool recomputed = false;                 // activations were computed again, as asked for or because memory ran out
    int64_t halvings = 0;                    // of micro batches, because memory ran out
    ModelFacts facts;
};
Result<std::vector<Example>> readExamples(const std::filesystem::path& path); // errors name the line
Result<ExampleTraining> trainOnExamples(const std::filesystem::path& model, const std::vector<Example>& examples,
                                        const TrainSpec& spec, const ExampleOptions& options = {});

// Accuracy of a model, or of a run's checkpoint, on one part of a data set. Stores the evaluation with its answers; the
// test part is written to the ledger first.
struct EvaluateSpec {
    std::optional<int64_t> run; // its checkpoint, its data set, its bands
    std::string checkpoint = "best";
    std::optional<int64_t> model;                        // instead of a run
    int64_t dataset = 0;                                 // with a model
    std::optional<int64_t> cuts;                         // cut set for bands; a run has its own
    std::string split = "validation", mode = "generate"; // single, generate, thinking
    int64_t maxNewTokens = 512;
    std::optional<int64_t> limit;
    EngineOptions engine;
    std::string commandLine;   // for the ledger
    bool testRecorded = false; // the caller wrote the opening of the test part that this belongs to
};
Result<Json> evaluateModel(Project& project, const EvaluateSpec& spec, const std::function<bool()>& cancelled = {});

} // namespace caftan
