#include "core/base/random.h"

#include <numeric>

namespace caftan {

static uint64_t rotateLeft(uint64_t value, int bits) {
    return (value << bits) | (value >> (64 - bits));
}

Random::Random(uint64_t seed) {
    for (uint64_t& word : state_) { // splitmix64
        uint64_t z = (seed += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        word = z ^ (z >> 31);
    }
}

uint64_t Random::next() {
    const uint64_t result = rotateLeft(state_[1] * 5, 7) * 9;
    const uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotateLeft(state_[3], 45);
    return result;
}

uint32_t Random::below(uint32_t bound) {
    const uint64_t limit = UINT64_MAX - UINT64_MAX % bound; // reject the incomplete last run
    uint64_t value = next();
    while (value >= limit)
        value = next();
    return uint32_t(value % bound);
}

double Random::uniform() {
    return double(next() >> 11) * 0x1.0p-53;
}

size_t Random::pick(std::span<const double> weights) {
    double point = uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
    size_t last = 0;
    for (size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0)
            continue;
        last = i;
        if (point < weights[i])
            return i;
        point -= weights[i];
    }
    return last; // rounding at the upper end
}

} // namespace caftan
