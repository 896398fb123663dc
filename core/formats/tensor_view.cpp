#include "core/formats/tensor_view.h"

#include <limits>

namespace caftan {

namespace {

struct TypeFacts {
    const char* name;
    TypeBlock block;
};

// Block sizes of the quantised types: ggml-common.h of llama.cpp.
TypeFacts facts(TensorType type) {
    switch (type) {
    case TensorType::F32:
        return {"F32", {1, 4}};
    case TensorType::F16:
        return {"F16", {1, 2}};
    case TensorType::BF16:
        return {"BF16", {1, 2}};
    case TensorType::F64:
        return {"F64", {1, 8}};
    case TensorType::I64:
        return {"I64", {1, 8}};
    case TensorType::I32:
        return {"I32", {1, 4}};
    case TensorType::U8:
        return {"U8", {1, 1}};
    case TensorType::Bool:
        return {"BOOL", {1, 1}};
    case TensorType::Q8_0:
        return {"Q8_0", {32, 34}};
    case TensorType::Q4_0:
        return {"Q4_0", {32, 18}};
    case TensorType::Q4_1:
        return {"Q4_1", {32, 20}};
    case TensorType::Q5_0:
        return {"Q5_0", {32, 22}};
    case TensorType::Q5_1:
        return {"Q5_1", {32, 24}};
    case TensorType::Q4_K:
        return {"Q4_K", {256, 144}};
    case TensorType::Q5_K:
        return {"Q5_K", {256, 176}};
    case TensorType::Q6_K:
        return {"Q6_K", {256, 210}};
    }
    return {"?", {1, 1}};
}

} // namespace

std::string tensorTypeName(TensorType type) {
    return facts(type).name;
}

TypeBlock typeBlock(TensorType type) {
    return facts(type).block;
}

std::optional<uint64_t> tensorBytes(TensorType type, std::span<const int64_t> shape) {
    constexpr uint64_t most = uint64_t(std::numeric_limits<int64_t>::max());
    const TypeBlock block = typeBlock(type);
    uint64_t elements = 1;
    bool empty = false;
    for (const int64_t size : shape) {
        if (size < 0)
            return std::nullopt;
        if (size == 0)
            empty = true;
        else if (elements > most / uint64_t(size))
            return std::nullopt;
        else
            elements *= uint64_t(size);
    }
    if (empty)
        return 0;
    const int64_t innermost = shape.empty() ? 1 : shape.back();
    if (innermost % block.elements != 0)
        return std::nullopt;
    const uint64_t blocks = elements / uint64_t(block.elements);
    if (blocks > most / uint64_t(block.bytes))
        return std::nullopt;
    return blocks * uint64_t(block.bytes);
}

int64_t TensorView::elements() const {
    int64_t count = 1;
    for (const int64_t size : shape)
        count *= size;
    return count;
}

std::string shapeText(std::span<const int64_t> shape) {
    std::string text = "[";
    for (size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

} // namespace caftan
