#include "core/engine/scoring.h"

#include <algorithm>
#include <numeric>

namespace caftan {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): the same order on every machine, unlike std::shuffle.
uint64_t next(uint64_t& state) {
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

} // namespace

std::vector<std::vector<size_t>> planBatches(std::span<const size_t> lengths, size_t batchTokens) {
    std::vector<size_t> order(lengths.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return lengths[a] > lengths[b]; });
    std::vector<std::vector<size_t>> batches;
    size_t tokens = 0;
    for (const size_t index : order) {
        if (batches.empty() || tokens + lengths[index] > batchTokens) {
            batches.emplace_back();
            tokens = 0;
        }
        batches.back().push_back(index);
        tokens += lengths[index];
    }
    uint64_t state = 1;
    for (size_t i = batches.size(); i > 2; --i)
        std::swap(batches[i - 1], batches[1 + next(state) % (i - 1)]);
    return batches;
}

} // namespace caftan
