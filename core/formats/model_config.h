// config.json and GGUF metadata -> ModelConfig, everything unsupported refused by name. Pure functions over JSON.
#pragma once

#include "core/formats/model_source.h"

#include <span>

namespace caftan {

constexpr int64_t mostLayers = 10'000, mostHeads = 1 << 16, mostWidth = 1 << 24, mostContext = int64_t(1) << 31;

// Errors name the field; the caller adds the file. `generation` is generation_config.json, null when there is none.
// Reads the spellings of transformers 4 (rope_theta, rope_scaling, sliding_window_pattern) and 5 (rope_parameters,
// layer_types).
Result<ModelConfig> configFromHuggingFace(const Json& config, const Json& generation);

// config.json of this configuration, which transformers 4 and 5 read alike. dtype: "float32" or "bfloat16".
Json configToHuggingFace(const ModelConfig& config, const std::string& dtype);

// Tensors of a GGUF file that belong to its configuration: divisors of the rotary frequencies. Empty when absent.
struct GgufRope {
    std::vector<float> llama3;                    // rope_freqs.weight: recognised as the scaling that made it
    std::vector<float> shortFactors, longFactors; // rope_factors_short.weight, rope_factors_long.weight
};
Result<ModelConfig> configFromGguf(const Json& metadata, const GgufRope& rope);

// What both readers share. Heads that can be shared and rotated.
Status checkHeads(const ModelConfig& model);
Result<int64_t> headSizeField(const Json& object, const std::string& key, const ModelConfig& model);
// -1 for a value that is no id of the vocabulary.
int64_t tokenIdOf(const Json* value, int64_t vocabulary);
// One id or a list of them; repeated ones once.
void addEndTokens(const Json* value, ModelConfig& model);
// The scale of sine and cosine that transformers computes when the file names none.
double longRopeAttention(double factor, int64_t originalContext);
std::string supportedFamilies(); // "This version reads ..."
struct FamilyName {
    const char *name, *architecture, *type; // ours, and config.json's "architectures" and "model_type"
};
std::span<const FamilyName> familyNames();

} // namespace caftan
