#include "core/engine/infer/sampling.h"

#include <algorithm>
#include <cmath>

namespace caftan {

Status checkSampling(const SamplingOptions& options) {
    if (!(options.temperature >= 0 && options.temperature <= 100))
        return fail("the temperature must lie between 0 (greedy) and 100.");
    if (!(options.topP > 0 && options.topP <= 1))
        return fail("top-p must lie above 0 and at most at 1.");
    return options.topK < 0 ? fail("top-k must be 0 (all tokens) or more.") : Status();
}

Sampler::Sampler(const SamplingOptions& options, uint64_t stream)
    : options_(options), random_(options.seed + 0x9E3779B97F4A7C15u * stream) {}

TokenId Sampler::pick(std::span<const float> logits) {
    const auto best = std::max_element(logits.begin(), logits.end());
    if (options_.temperature <= 0)
        return TokenId(best - logits.begin());
    candidates_.clear();
    double sum = 0;
    for (size_t i = 0; i < logits.size(); ++i) {
        const double weight = std::exp((double(logits[i]) - double(*best)) / options_.temperature);
        if (weight > 0) {
            candidates_.emplace_back(weight, TokenId(i));
            sum += weight;
        }
    }
    // By falling probability, equal ones by id: what is drawn does not depend on the sort.
    const auto likelier = [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    size_t kept = candidates_.size();
    if (options_.topK > 0)
        kept = std::min(kept, size_t(options_.topK));
    if (options_.topP < 1 || kept < candidates_.size()) {
        std::sort(candidates_.begin(), candidates_.end(), likelier);
        const double wanted = options_.topP < 1 ? options_.topP * sum : sum;
        double reached = 0;
        size_t nucleus = 0;
        while (nucleus < kept && (nucleus == 0 || reached < wanted))
            reached += candidates_[nucleus++].first;
        kept = nucleus;
        sum = reached;
    }
    double left = random_.uniform() * sum;
    for (size_t i = 0; i < kept; ++i) {
        left -= candidates_[i].first;
        if (left < 0)
            return candidates_[i].second;
    }
    return candidates_[kept - 1].second;
}

} // namespace caftan
