// Named tensors to a safetensors file and back into the same storage: checkpoints and adapters. float32 and bfloat16.
#pragma once

#include "core/base/result.h"
#include "core/engine/train/optimizer.h"

#include <filesystem>

namespace caftan {

// Atomic; types are kept.
Status saveTensors(const std::filesystem::path& path, const std::vector<StateTensor>& tensors);
// Copies into the tensors given. Errors name a tensor that is missing, superfluous, or of another shape.
Status loadTensors(const std::filesystem::path& path, const std::vector<StateTensor>& tensors);

} // namespace caftan
