// What the Train sheet says before a run is started, and what a terminal can ask for: rows and tokens of each band,
// steps, memory, time, and what stands against it. Pure but for trainSpeed; no tensors. Any thread.
#pragma once

#include "core/jobs/train_memory.h"
#include "core/jobs/train_source.h"

namespace caftan {

// Bytes; 0: not known, or no such device.
struct TrainMachine {
    double memory = 0, gpuMemory = 0;

    bool usesGpu(const TrainSpec& spec) const {
        return spec.device == "cuda" || (spec.device == "auto" && gpuMemory > 0);
    }
    double available(const TrainSpec& spec) const { return usesGpu(spec) ? gpuMemory : memory; }
};

// Tokens with prompts per second of training, validation included, and where the figure comes from.
struct TrainSpeed {
    double tokensPerSecond = 0; // 0: nothing like it has run yet
    std::optional<int64_t> run; // that ran like this
    bool guessed = false;       // from the speed of scoring: three times its work for each token
};
Result<TrainSpeed> trainSpeed(Project& project, const TrainSpec& spec, int64_t model);

struct TrainEstimate {
    std::vector<BandOutline> bands; // easy .. hard, then "invalid"
    std::vector<std::vector<std::string>> stages;
    std::vector<int64_t> stageSteps;
    std::vector<TrainProblem> problems;
    std::vector<std::string> notes;
    int64_t steps = 0, validation = 0, wrongTeacher = 0;
    int64_t answerTokens = 0, answerTokensSeen = 0, tokensSeen = 0, boughtTokens = 0; // see validity rule 5
    int64_t rows = 0, reasoningRows = 0;
    int64_t distillTokens = 0; // answer tokens when every band that can reason does, each once; 0: no reasoning
    int64_t shortTokens = 0;   // answer tokens when every band is trained on the short answer
    int64_t longestExample = 0, microTokens = 0; // tokens with prompts; microTokens of the largest micro batch
    TrainMemory memory, full, lora;              // as asked; with all weights; with an adapter
    double smallest = 0;                         // bytes as asked with one example at a time: what cannot be gone below
    double recomputed = 0;                       // bytes as asked, activations computed again
    double fewBits = 0;                          // bytes of an adapter on a base in 4 bits, one example at a time
    TrainSpeed speed;
    double seconds = 0; // 0: not known

    bool fits(double available) const { return available <= 0 || memory.total() <= available; }
};

// The sizes must have been measured and given their bands.
Result<TrainEstimate> estimateTraining(const TrainSizes& sizes, const TrainSpec& spec, const TrainMachine& machine,
                                       const TrainSpeed& speed);

// The largest TrainSpec::microTokens that fits into so many bytes, rounded down to 64; 0: not even one example does.
int64_t microTokensThatFit(const TrainEstimate& estimate, double available);

} // namespace caftan
