// Writes GGUF v3 (llama.cpp's container): metadata, then tensors one after another, each asked for when its turn comes,
// so that a converted copy of the whole model never lies in memory. The file appears whole or not at all.
#pragma once

#include "core/base/result.h"
#include "core/formats/tensor_view.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace caftan {

using GgufValue = std::variant<bool, uint32_t, int32_t, float, uint64_t, std::string, std::vector<std::string>,
                               std::vector<int32_t>, std::vector<float>>;
using GgufMetadata = std::vector<std::pair<std::string, GgufValue>>;

struct GgufTensor {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<int64_t> shape; // row-major, outermost first
};

// The bytes of tensor `index`, valid until the next call.
using GgufBytes = std::function<Result<std::span<const std::byte>>(size_t index)>;

// Errors: a type that GGUF lacks, bytes that do not fit the shape, what the disk says.
Status writeGguf(const std::filesystem::path& path, const GgufMetadata& metadata,
                 const std::vector<GgufTensor>& tensors, const GgufBytes& bytes);

} // namespace caftan
