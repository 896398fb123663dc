#include "core/jobs/train_steps.h"

#include "core/base/random.h"

#include <algorithm>

namespace caftan {

namespace {

// Neighbours until the batch is full; a sequence longer than the limit has a batch of its own.
std::vector<std::vector<size_t>> cutBatches(std::span<const int64_t> lengths, const std::vector<size_t>& order,
                                            const StepOptions& options) {
    std::vector<std::vector<size_t>> batches;
    int64_t tokens = 0;
    for (const size_t index : order) {
        const int64_t length = lengths[index];
        const bool full = batches.empty() || (options.tokens ? tokens + length > *options.tokens
                                                             : int64_t(batches.back().size()) >= options.sequences);
        if (full) {
            batches.emplace_back();
            tokens = 0;
        }
        batches.back().push_back(index);
        tokens += length;
    }
    return batches;
}

// Equal lengths stand together: they share a call of attention.
std::vector<std::vector<size_t>> cutMicros(std::span<const int64_t> lengths, std::vector<size_t> batch,
                                           int64_t microTokens) {
    std::stable_sort(batch.begin(), batch.end(), [&](size_t a, size_t b) { return lengths[a] < lengths[b]; });
    std::vector<std::vector<size_t>> micros(1);
    int64_t tokens = 0;
    for (const size_t index : batch) {
        const int64_t length = lengths[index];
        if (!micros.back().empty() && tokens + length > microTokens) {
            micros.emplace_back();
            tokens = 0;
        }
        micros.back().push_back(index);
        tokens += length;
    }
    return micros;
}

} // namespace

std::vector<TrainStep> planEpoch(std::span<const int64_t> lengths, const std::vector<size_t>& chosen, int stage,
                                 int64_t epoch, const StepOptions& options) {
    std::vector<size_t> order = chosen;
    Random random(options.seed * 1'000'003 + uint64_t(stage) * 10'007 + uint64_t(epoch));
    if (!options.ordered) {
        random.shuffle(order);
        // Bucketed by length: short answers and reasoning fill batches of their own, which then weigh the same.
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return lengths[a] < lengths[b]; });
    }
    std::vector<std::vector<size_t>> batches = cutBatches(lengths, order, options);
    if (!options.ordered)
        random.shuffle(batches);
    std::vector<TrainStep> steps;
    for (std::vector<size_t>& batch : batches)
        steps.push_back({stage, epoch, false, 0, cutMicros(lengths, std::move(batch), options.microTokens)});
    if (!steps.empty())
        steps.back().endOfEpoch = true;
    return steps;
}

} // namespace caftan
