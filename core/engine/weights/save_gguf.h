// A decoder as a GGUF file that llama.cpp reads.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/formats/gguf_writer.h"

#include <filesystem>

namespace caftan {

// Whether llama.cpp knows this family under the tensors that our decoder has; the error names it.
Status checkGgufFamily(const ModelConfig& config);

// `type`: F32, F16, BF16 or Q8_0 for matrices; vectors stay F32, and rows that are no multiple of 32 numbers become F16
// instead of Q8_0. `more` is written behind the model's own metadata.
Status saveGguf(const Decoder& decoder, const std::filesystem::path& path, TensorType type, const std::string& name,
                const GgufMetadata& more);

} // namespace caftan
