#include "core/engine/weights/dequantise.h"

#include <c10/util/Half.h>

#include <cstring>

namespace caftan {

namespace {

float readHalf(const std::byte* bytes) {
    uint16_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    return c10::detail::fp16_ieee_to_fp32_value(bits);
}

const uint8_t* unsignedBytes(const std::byte* bytes) {
    return reinterpret_cast<const uint8_t*>(bytes);
}

// d, 32 signed bytes: x = d q
void q8_0(const std::byte* block, float* out) {
    const float scale = readHalf(block);
    const auto* quants = reinterpret_cast<const int8_t*>(block + 2);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * float(quants[i]);
}

// Low nibbles are numbers 0 to 15, high nibbles 16 to 31; bit i of `fifth` is the fifth bit of number i.
void nibbles(const std::byte* packed, uint32_t fifth, float scale, float offset, int middle, float* out) {
    const uint8_t* bytes = unsignedBytes(packed);
    for (int i = 0; i < 16; ++i)
        out[i] = scale * float((bytes[i] & 15) + int(fifth >> i & 1) * 16 - middle) + offset;
    for (int i = 0; i < 16; ++i)
        out[i + 16] = scale * float((bytes[i] >> 4) + int(fifth >> (i + 16) & 1) * 16 - middle) + offset;
}

uint32_t readBits(const std::byte* bytes) {
    uint32_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    return bits;
}

// Scale and minimum of the j-th of eight groups: six bits each, packed into twelve bytes.
struct ScaleAndMinimum {
    float scale, minimum;
};
ScaleAndMinimum groupOf(const uint8_t* packed, int j) {
    if (j < 4)
        return {float(packed[j] & 63), float(packed[j + 4] & 63)};
    return {float((packed[j + 4] & 15) | (packed[j - 4] >> 6) << 4),
            float((packed[j + 4] >> 4) | (packed[j] >> 6) << 4)};
}

// d, dmin, packed scales, 128 bytes of nibbles: groups of 32, low nibbles of 32 bytes, then their high nibbles.
// x = d scale q - dmin minimum. With a fifth bit in `high` (Q5_K): group j's is bit j of the byte.
void q45K(const std::byte* block, const uint8_t* high, const std::byte* nibblesOfBlock, float* out) {
    const float scale = readHalf(block), minimum = readHalf(block + 2);
    const uint8_t *scales = unsignedBytes(block + 4), *quants = unsignedBytes(nibblesOfBlock);
    for (int j = 0; j < 8; ++j) {
        const auto group = groupOf(scales, j);
        const float d = scale * group.scale, m = minimum * group.minimum;
        for (int i = 0; i < 32; ++i) {
            const int low = quants[j / 2 * 32 + i] >> (j % 2 * 4) & 15;
            out[j * 32 + i] = d * float(low + (high ? (high[i] >> j & 1) * 16 : 0)) - m;
        }
    }
}

// 128 bytes of nibbles, 64 bytes of the two upper bits, 16 signed scales, d; two halves of four rows of 32.
void q6K(const std::byte* block, float* out) {
    const uint8_t *low = unsignedBytes(block), *high = low + 128;
    const auto* scales = reinterpret_cast<const int8_t*>(block + 192);
    const float d = readHalf(block + 208);
    for (int half = 0; half < 2; ++half)
        for (int row = 0; row < 4; ++row)
            for (int i = 0; i < 32; ++i) {
                const int four = low[half * 64 + row % 2 * 32 + i] >> (row / 2 * 4) & 15;
                const int two = high[half * 32 + i] >> (row * 2) & 3;
                out[half * 128 + row * 32 + i] =
                    d * float(scales[half * 8 + row * 2 + i / 16]) * float((four | two << 4) - 32);
            }
}

void dequantiseBlock(TensorType type, const std::byte* block, float* out) {
    switch (type) {
    case TensorType::Q8_0:
        return q8_0(block, out);
    case TensorType::Q4_0:
        return nibbles(block + 2, 0, readHalf(block), 0, 8, out);
    case TensorType::Q4_1:
        return nibbles(block + 4, 0, readHalf(block), readHalf(block + 2), 0, out);
    case TensorType::Q5_0:
        return nibbles(block + 6, readBits(block + 2), readHalf(block), 0, 16, out);
    case TensorType::Q5_1:
        return nibbles(block + 8, readBits(block + 4), readHalf(block), readHalf(block + 2), 0, out);
    case TensorType::Q4_K:
        return q45K(block, nullptr, block + 16, out);
    case TensorType::Q5_K:
        return q45K(block, unsignedBytes(block + 16), block + 48, out);
    case TensorType::Q6_K:
        return q6K(block, out);
    default:
        return;
    }
}

} // namespace

BlockLayout blockLayout(TensorType type) {
    const TypeBlock block = typeBlock(type);
    return block.elements > 1 ? BlockLayout{block.elements, block.bytes} : BlockLayout{};
}

bool canDequantise(TensorType type) {
    return blockLayout(type).numbers > 0;
}

void dequantiseBlocks(TensorType type, const std::byte* blocks, int64_t count, float* out) {
    const BlockLayout layout = blockLayout(type);
    for (int64_t i = 0; i < count; ++i)
        dequantiseBlock(type, blocks + i * layout.bytes, out + i * layout.numbers);
}

} // namespace caftan
