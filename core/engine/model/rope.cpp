#include "core/engine/model/rope.h"

#include <cmath>
#include <numbers>

namespace caftan {

namespace {

float llama3Frequency(const ModelConfig::Llama3Rope& rope, float frequency) {
    const double wavelength = 2 * std::numbers::pi / frequency;
    const double longest = rope.originalContext / rope.lowFrequency;
    const double shortest = rope.originalContext / rope.highFrequency;
    if (wavelength < shortest)
        return frequency;
    if (wavelength > longest)
        return frequency / float(rope.factor);
    const double smooth =
        (rope.originalContext / wavelength - rope.lowFrequency) / (rope.highFrequency - rope.lowFrequency);
    return float((1 - smooth) * frequency / rope.factor + smooth * frequency);
}

} // namespace

at::Tensor inverseFrequencies(const ModelConfig& config, bool longer, bool sliding) {
    const int64_t size = config.rotatedSize(), half = size / 2;
    const bool plain = sliding && config.slidingRopeTheta > 0;
    const float theta = float(plain ? config.slidingRopeTheta : config.ropeTheta);
    at::Tensor result = at::empty({half}, at::kFloat);
    float* out = result.data_ptr<float>();
    for (int64_t i = 0; i < half; ++i) {
        const float power = std::pow(theta, float(2 * i) / float(size));
        out[i] = 1.0f / power;
        if (plain)
            continue;
        if (config.longRope)
            out[i] = 1.0f / (float((longer ? config.longRope->longFactors : config.longRope->shortFactors)[size_t(i)]) *
                             power);
        else if (config.llama3Rope)
            out[i] = llama3Frequency(*config.llama3Rope, out[i]);
        else
            out[i] = float(out[i] / config.linearRopeFactor);
    }
    return result;
}

LayerAngles ropeAngles(const ModelConfig& config, const at::Tensor& positions, const at::Tensor& longer) {
    const at::Tensor column = positions.to(at::kFloat).unsqueeze(1);
    const auto anglesOf = [&](const at::Tensor& frequencies) { // [size / 2] or a row for each token
        const at::Tensor angles = column * (frequencies.dim() == 1 ? frequencies.unsqueeze(0) : frequencies);
        return RopeAngles{angles.cos(), angles.sin()};
    };
    at::Tensor frequencies = inverseFrequencies(config).to(positions.device());
    if (config.longRope && longer.defined())
        frequencies =
            at::where(longer.unsqueeze(1), inverseFrequencies(config, true).to(positions.device()).unsqueeze(0),
                      frequencies.unsqueeze(0));
    LayerAngles result{anglesOf(frequencies), {}};
    if (config.longRope && config.longRope->attentionFactor != 1) {
        result.whole.cosine.mul_(config.longRope->attentionFactor);
        result.whole.sine.mul_(config.longRope->attentionFactor);
    }
    result.sliding = config.slidingRopeTheta > 0
                         ? anglesOf(inverseFrequencies(config, false, true).to(positions.device()))
                         : result.whole;
    return result;
}

} // namespace caftan
