// Quantised blocks of GGUF to float32: ggml's layouts (ggml-quants.c), the same arithmetic. No torch here.
#pragma once

#include "core/base/result.h"
#include "core/formats/tensor_view.h"

#include <span>

namespace caftan {

bool canDequantise(TensorType type);

// Numbers and bytes of one block; 0 for a type that has no blocks here.
struct BlockLayout {
    int64_t numbers = 0, bytes = 0;
};
BlockLayout blockLayout(TensorType type);

// `count` whole blocks from `blocks` to `out` (count * blockLayout's numbers). Any thread. `blocks` needs no alignment.
void dequantiseBlocks(TensorType type, const std::byte* blocks, int64_t count, float* out);

} // namespace caftan
