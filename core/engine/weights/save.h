// A decoder as a Hugging Face folder: config.json and model.safetensors. Loads in transformers.
#pragma once

#include "core/engine/model/decoder.h"

#include <filesystem>

namespace caftan {

// dtype of the file: float32 or bfloat16. Adapters are not merged here. Files are replaced atomically; `extra` is added
// to config.json's keys.
Status saveDecoder(const Decoder& decoder, const std::filesystem::path& folder, at::ScalarType dtype = at::kFloat,
                   const Json& extra = Json::object());

// The weights alone, into an existing folder: model.safetensors, or where they are more than `shardBytes`
// model-00001-of-0000N.safetensors with their index, as transformers writes them.
Status saveWeights(const Decoder& decoder, const std::filesystem::path& folder, at::ScalarType dtype,
                   int64_t shardBytes);

// config.json's content for this configuration.
Json configJson(const ModelConfig& config, at::ScalarType dtype);

} // namespace caftan
