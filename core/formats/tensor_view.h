// Names, types and bytes of tensors in a file, without torch: what safetensors and GGUF readers hand to the engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

enum class TensorType { F32, F16, BF16, F64, I64, I32, U8, Bool, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K };
std::string tensorTypeName(TensorType type);

// Quantised types store `elements` numbers in `bytes` bytes, along the innermost dimension; plain types one at a time.
struct TypeBlock {
    int64_t elements, bytes;
};
TypeBlock typeBlock(TensorType type);

// Bytes that a tensor of this type and shape takes; nullopt when the numbers do not fit, are negative, or the innermost
// dimension is no whole number of blocks.
std::optional<uint64_t> tensorBytes(TensorType type, std::span<const int64_t> shape);
std::string shapeText(std::span<const int64_t> shape); // "[576, 1536]"

struct TensorView {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<int64_t> shape;       // row-major, outermost first (GGUF's order is reversed by its reader)
    std::span<const std::byte> bytes; // inside the mapped file; checked against shape and type
    int64_t elements() const;
};

} // namespace caftan
