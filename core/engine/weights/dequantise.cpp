#include "core/engine/weights/dequantise.h"

#include <c10/util/Half.h>

#include <cstring>

namespace caftan {

namespace {

constexpr int64_t blockSize = 32;

float readHalf(const std::byte* bytes) {
    uint16_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    return c10::detail::fp16_ieee_to_fp32_value(bits);
}

// d, 32 signed bytes: x = d q
void q8_0(const std::byte* block, float* out) {
    const float scale = readHalf(block);
    int8_t quants[blockSize];
    std::memcpy(quants, block + 2, sizeof quants);
    for (int i = 0; i < blockSize; ++i)
        out[i] = scale * float(quants[i]);
}

// Low nibbles are numbers 0 to 15, high nibbles 16 to 31.
void nibbles(const std::byte* packed, float scale, float offset, int middle, float* out) {
    uint8_t bytes[blockSize / 2];
    std::memcpy(bytes, packed, sizeof bytes);
    for (int i = 0; i < blockSize / 2; ++i)
        out[i] = scale * float(int(bytes[i] & 15) - middle) + offset;
    for (int i = 0; i < blockSize / 2; ++i)
        out[i + blockSize / 2] = scale * float(int(bytes[i] >> 4) - middle) + offset;
}

} // namespace

BlockLayout blockLayout(TensorType type) {
    switch (type) {
    case TensorType::Q8_0:
        return {blockSize, 34};
    case TensorType::Q4_0:
        return {blockSize, 18};
    case TensorType::Q4_1:
        return {blockSize, 20};
    default:
        return {};
    }
}

bool canDequantise(TensorType type) {
    return blockLayout(type).numbers > 0;
}

void dequantiseBlocks(TensorType type, const std::byte* blocks, int64_t count, float* out) {
    const int64_t stride = blockLayout(type).bytes;
    for (int64_t i = 0; i < count; ++i, blocks += stride, out += blockSize) {
        if (type == TensorType::Q8_0)
            q8_0(blocks, out);
        else if (type == TensorType::Q4_0)
            nibbles(blocks + 2, readHalf(blocks), 0, 8, out);
        else
            nibbles(blocks + 4, readHalf(blocks), readHalf(blocks + 2), 0, out);
    }
}

} // namespace caftan
