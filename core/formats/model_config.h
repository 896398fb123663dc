// config.json and GGUF metadata -> ModelConfig, everything unsupported refused by name. Pure functions over JSON.
#pragma once

#include "core/formats/model_source.h"

#include <functional>
#include <span>

namespace caftan {

// Errors name the field; the caller adds the file. `generation` is generation_config.json, null when there is none.
Result<ModelConfig> configFromHuggingFace(const Json& config, const Json& generation);

// `ropeFactors` is the tensor rope_freqs.weight (empty when absent): the divisors of the rotary frequencies, which
// are recognised as the llama3 scaling that made them.
Result<ModelConfig> configFromGguf(const Json& metadata, std::span<const float> ropeFactors);

// "blk.3.attn_q.weight" -> "model.layers.3.self_attn.q_proj.weight"; "" for a name that Llama files do not have.
std::string huggingFaceName(const std::string& ggufName);

// Every tensor that the configuration asks for is there in its shape, and nothing is there that would change the
// numbers. Sets config.parameters.
using TensorFinder = std::function<const TensorView*(const std::string&)>;
Status checkTensors(ModelConfig& config, const TensorFinder& find, std::span<const std::string> names);

} // namespace caftan
