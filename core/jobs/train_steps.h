// Which examples share an optimiser step: a function of their lengths and the seed alone. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caftan {

// One optimiser step: indices of items, in micro batches of like length.
struct TrainStep {
    int stage = 0;
    int64_t epoch = 0; // of the stage, from 0
    bool endOfEpoch = false;
    double epochsDone = 0; // of the whole run, stages one after another, when this step is done
    std::vector<std::vector<size_t>> micros;
};

struct StepOptions {
    int64_t sequences = 16;
    std::optional<int64_t> tokens;
    int64_t microTokens = 8192;
    bool ordered = false; // file order, as `train --examples` wants it
    uint64_t seed = 1;
};

// Steps of one epoch over the `chosen` items: shuffled by the seed, bucketed by length, cut into batches, the batches
// shuffled. `lengths` are those of all items, with prompts.
std::vector<TrainStep> planEpoch(std::span<const int64_t> lengths, const std::vector<size_t>& chosen, int stage,
                                 int64_t epoch, const StepOptions& options);

} // namespace caftan
