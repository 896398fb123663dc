#include "core/text/token_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace caftan {

namespace {

constexpr size_t packedSize = 6;
constexpr uint16_t none = 0xFFFF;
constexpr double entropySteps = 4096, nllSteps = 1024; // of a nat

uint16_t steps(float value, double perNat) {
    return std::isnan(value) ? none : uint16_t(std::clamp(std::round(double(value) * perNat), 0.0, double(none - 1)));
}

float natsOf(uint16_t steps, double perNat) {
    return steps == none ? TokenValue::unknown : float(double(steps) / perNat);
}

void put(std::string& to, uint16_t value) {
    to.push_back(char(value & 0xFF));
    to.push_back(char(value >> 8));
}

uint16_t take(std::string_view from, size_t at) {
    return uint16_t(uint8_t(from[at]) | uint8_t(from[at + 1]) << 8);
}

} // namespace

std::string packTokenValues(std::span<const TokenValue> tokens) {
    std::string packed;
    packed.reserve(tokens.size() * packedSize);
    for (const TokenValue& token : tokens) {
        put(packed, uint16_t(std::min<size_t>(token.bytes, none)));
        put(packed, steps(token.entropy, entropySteps));
        put(packed, steps(token.nll, nllSteps));
    }
    return packed;
}

std::vector<TokenValue> unpackTokenValues(std::string_view packed) {
    std::vector<TokenValue> tokens;
    if (packed.size() % packedSize != 0)
        return tokens;
    tokens.reserve(packed.size() / packedSize);
    for (size_t at = 0; at < packed.size(); at += packedSize)
        tokens.push_back(
            {take(packed, at), natsOf(take(packed, at + 2), entropySteps), natsOf(take(packed, at + 4), nllSteps)});
    return tokens;
}

TokenSummary summarise(std::span<const TokenValue> tokens) {
    TokenSummary summary;
    double entropy = 0, nll = 0, highest = 0;
    size_t entropies = 0, costs = 0;
    for (const TokenValue& token : tokens) {
        if (!std::isnan(token.entropy)) {
            ++entropies;
            entropy += double(token.entropy);
            highest = std::max(highest, double(token.entropy));
        }
        if (!std::isnan(token.nll)) {
            ++costs;
            nll += double(token.nll);
        }
    }
    if (entropies > 0) {
        summary.meanEntropy = entropy / double(entropies);
        summary.maxEntropy = highest;
    }
    if (costs > 0)
        summary.meanNll = nll / double(costs);
    return summary;
}

} // namespace caftan
