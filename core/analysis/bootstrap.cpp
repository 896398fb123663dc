#include "core/analysis/bootstrap.h"

#include "core/analysis/intervals.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace caftan {

namespace {

// Questions whose judgements are the same in every seed are one pattern, so that a replicate is a count of patterns.
struct Patterns {
    std::vector<uint32_t> ofQuestion;
    std::vector<std::vector<uint8_t>> bits; // by pattern: a's seeds, then b's

    Patterns(const SeedJudgements& a, const SeedJudgements& b) {
        const size_t questions = a.empty() ? 0 : a.front().size();
        std::unordered_map<std::string, uint32_t> known;
        std::string key(a.size() + b.size(), '\0');
        for (size_t q = 0; q < questions; ++q) {
            for (size_t s = 0; s < key.size(); ++s)
                key[s] = char((s < a.size() ? a[s][q] : b[s - a.size()][q]) != 0);
            const auto [entry, fresh] = known.try_emplace(key, uint32_t(bits.size()));
            if (fresh)
                bits.emplace_back(key.begin(), key.end());
            ofQuestion.push_back(entry->second);
        }
    }
};

// Weights of `seeds` seeds, summing to 1: s - 1 draws, or the one there is.
void drawSeeds(Random& random, size_t seeds, double sign, double* weights) {
    std::fill(weights, weights + seeds, seeds == 1 ? sign : 0.0);
    for (size_t draw = 1; draw < seeds; ++draw)
        weights[random.below(uint32_t(seeds))] += sign / double(seeds - 1);
}

// Two draws of one number: 32 bits each, scaled by multiplication (bias below questions / 2^32).
void drawQuestions(Random& random, const Patterns& patterns, std::vector<uint32_t>& counts) {
    const uint64_t n = patterns.ofQuestion.size();
    std::fill(counts.begin(), counts.end(), 0);
    for (uint64_t q = 0; q < n; q += 2) {
        const uint64_t bits = random.next();
        ++counts[patterns.ofQuestion[size_t(((bits >> 32) * n) >> 32)]];
        if (q + 1 < n)
            ++counts[patterns.ofQuestion[size_t(((bits & 0xffffffffu) * n) >> 32)]];
    }
}

double weighted(const Patterns& patterns, const std::vector<uint32_t>& counts, const std::vector<double>& weights) {
    double sum = 0;
    for (size_t k = 0; k < counts.size(); ++k) {
        if (counts[k] == 0)
            continue;
        double value = 0;
        for (size_t s = 0; s < weights.size(); ++s)
            if (patterns.bits[k][s])
                value += weights[s];
        sum += double(counts[k]) * value;
    }
    return sum / double(patterns.ofQuestion.size());
}

Bootstrap summary(double value, std::vector<double> replicates) {
    Bootstrap result;
    result.value = value;
    const double n = double(replicates.size());
    double sum = 0, squares = 0;
    int64_t below = 0, above = 0;
    for (const double replicate : replicates) {
        sum += replicate;
        below += replicate <= 1e-12; // weights are thirds and the like
        above += replicate >= -1e-12;
    }
    for (const double replicate : replicates)
        squares += (replicate - sum / n) * (replicate - sum / n);
    result.deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    result.p = std::min(1.0, 2 * double(std::min(below, above) + 1) / (n + 1));
    std::sort(replicates.begin(), replicates.end());
    result.low = quantileSorted(replicates, 0.025);
    result.high = quantileSorted(replicates, 0.975);
    return result;
}

} // namespace

Bootstrap bootstrapDifference(const SeedJudgements& a, const SeedJudgements& b, const BootstrapOptions& options) {
    const Patterns patterns(a, b);
    if (patterns.ofQuestion.empty() || options.replicates < 1)
        return {};
    std::vector<double> weights(a.size() + b.size());
    std::vector<uint32_t> counts(patterns.bits.size());
    for (const uint32_t pattern : patterns.ofQuestion)
        ++counts[pattern];
    for (size_t s = 0; s < weights.size(); ++s)
        weights[s] = s < a.size() ? 1 / double(a.size()) : -1 / double(b.size());
    const double value = weighted(patterns, counts, weights);
    Random random(options.seed);
    std::vector<double> replicates(size_t(options.replicates));
    for (double& replicate : replicates) {
        drawSeeds(random, a.size(), 1, weights.data());
        if (!b.empty())
            drawSeeds(random, b.size(), -1, weights.data() + a.size());
        drawQuestions(random, patterns, counts);
        replicate = weighted(patterns, counts, weights);
    }
    return summary(value, std::move(replicates));
}

Bootstrap bootstrapMean(const SeedJudgements& recipe, const BootstrapOptions& options) {
    return bootstrapDifference(recipe, {}, options);
}

} // namespace caftan
