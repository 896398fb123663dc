// Rotary position embedding in Hugging Face's half-rotation layout. Angles in float32, as transformers computes them.
#pragma once

#include "core/formats/model_source.h"

#include <ATen/ATen.h>

namespace caftan {

// [headSize / 2] float32; with llama3 or linear scaling applied (Llama 3.1, transformers modeling_rope_utils).
at::Tensor inverseFrequencies(const ModelConfig& config);

struct RopeAngles {
    at::Tensor cosine, sine; // [N, headSize / 2] float32
};
RopeAngles ropeAngles(const ModelConfig& config, const at::Tensor& positions);

} // namespace caftan
