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

at::Tensor inverseFrequencies(const ModelConfig& config) {
    const int64_t half = config.headSize / 2;
    at::Tensor result = at::empty({half}, at::kFloat);
    float* out = result.data_ptr<float>();
    for (int64_t i = 0; i < half; ++i) {
        const float exponent = float(2 * i) / float(config.headSize);
        out[i] = 1.0f / std::pow(float(config.ropeTheta), exponent);
        if (config.llama3Rope)
            out[i] = llama3Frequency(*config.llama3Rope, out[i]);
        else
            out[i] = float(out[i] / config.linearRopeFactor);
    }
    return result;
}

RopeAngles ropeAngles(const ModelConfig& config, const at::Tensor& positions) {
    const at::Tensor frequencies = inverseFrequencies(config).to(positions.device());
    const at::Tensor angles = positions.to(at::kFloat).unsqueeze(1) * frequencies.unsqueeze(0);
    return {angles.cos(), angles.sin()};
}

} // namespace caftan
