// Rotary position embedding in Hugging Face's half-rotation layout. Angles in float32, as transformers computes them.
#pragma once

#include "core/formats/model_source.h"

#include <ATen/ATen.h>

namespace caftan {

// [rotated / 2] float32; with llama3, linear or longrope scaling applied (transformers modeling_rope_utils). `longer`:
// of sequences beyond longrope's original context. `sliding`: of layers that slide, where those have a base of their
// own.
at::Tensor inverseFrequencies(const ModelConfig& config, bool longer = false, bool sliding = false);

struct RopeAngles {
    at::Tensor cosine, sine; // [N, rotated / 2] float32, scaled by longrope's attention factor
};

// The angles of every layer for these tokens.
struct LayerAngles {
    RopeAngles whole, sliding; // the same unless sliding layers have a base of their own
    const RopeAngles& of(const ModelConfig& config, size_t layer) const {
        return config.slides(int64_t(layer)) ? sliding : whole;
    }
};
// positions [N]; `longer` [N] bool: tokens of sequences longer than longrope's original context, undefined: none.
LayerAngles ropeAngles(const ModelConfig& config, const at::Tensor& positions, const at::Tensor& longer = {});

} // namespace caftan
