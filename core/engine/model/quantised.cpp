#include "core/engine/model/quantised.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace caftan {

namespace {

// Quantiles of the normal distribution, scaled to [-1, 1], zero among them.
constexpr std::array<float, 16> normalFloat = {-1.0f,
                                               -0.6961928009986877f,
                                               -0.5250730514526367f,
                                               -0.39491748809814453f,
                                               -0.28444138169288635f,
                                               -0.18477343022823334f,
                                               -0.09105003625154495f,
                                               0.0f,
                                               0.07958029955625534f,
                                               0.16093020141124725f,
                                               0.24611230194568634f,
                                               0.33791524171829224f,
                                               0.44070982933044434f,
                                               0.5626170039176941f,
                                               0.7229568362236023f,
                                               1.0f};

int nearestNormalFloat(float x) {
    int code = 0;
    for (int i = 0; i < 15; ++i)
        code += x > (normalFloat[size_t(i)] + normalFloat[size_t(i) + 1]) / 2;
    return code;
}

float largest(const float* x, int64_t count) {
    float result = 0;
    for (int64_t i = 0; i < count; ++i)
        result = std::max(result, std::abs(x[i]));
    return result;
}

// Rounded to nearest, halves away from zero, by the scale before it is rounded to float16: as ggml does it.
c10::Half quantiseBlock8(const float* x, int64_t count, int8_t* codes) {
    const float scale = largest(x, count) / 127, inverse = scale > 0 ? 1 / scale : 0;
    for (int64_t i = 0; i < count; ++i)
        codes[i] = int8_t(std::round(x[i] * inverse));
    return c10::Half(scale);
}

// `codes` begins with the block: blocks have an even number of columns but for the last.
c10::Half quantiseBlock4(const float* x, int64_t count, uint8_t* codes) {
    const c10::Half scale(largest(x, count));
    const float inverse = float(scale) > 0 ? 1 / float(scale) : 0;
    for (int64_t i = 0; i < count; ++i) {
        const int code = nearestNormalFloat(x[i] * inverse);
        codes[i / 2] = uint8_t(i % 2 ? codes[i / 2] | code << 4 : code);
    }
    return scale;
}

void widenBlock8(const int8_t* codes, float scale, int64_t count, float* out) {
    for (int64_t i = 0; i < count; ++i)
        out[i] = scale * float(codes[i]);
}

void widenBlock4(const uint8_t* codes, float scale, int64_t count, float* out) {
    std::array<float, 16> values;
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = scale * normalFloat[i];
    for (int64_t i = 0; i + 1 < count; i += 2) {
        out[i] = values[codes[i / 2] & 15];
        out[i + 1] = values[codes[i / 2] >> 4];
    }
    if (count % 2)
        out[count - 1] = values[codes[count / 2] & 15];
}

template <class Body>
void overBlocks(int64_t columns, int64_t step, const Body& body) {
    for (int64_t start = 0; start < columns; start += step)
        body(start / step, start, std::min(step, columns - start));
}

void widenRow(const QuantisedMatrix& matrix, int64_t row, float* out) {
    const auto* scales = matrix.scales.const_data_ptr<c10::Half>() + row * matrix.scales.size(1);
    const auto* codes = static_cast<const uint8_t*>(matrix.codes.const_data_ptr()) + row * matrix.codes.size(1);
    overBlocks(matrix.columns, matrix.blockColumns(), [&](int64_t block, int64_t start, int64_t count) {
        if (matrix.bits == 8)
            widenBlock8(reinterpret_cast<const int8_t*>(codes) + start, float(scales[block]), count, out + start);
        else
            widenBlock4(codes + start / 2, float(scales[block]), count, out + start);
    });
}

// Where there are no rows of ours: by torch's operations.
at::Tensor dequantisedByTorch(const QuantisedMatrix& matrix) {
    at::Tensor numbers;
    if (matrix.bits == 8) {
        numbers = matrix.codes.to(at::kFloat);
    } else {
        const at::Tensor values = at::tensor(at::ArrayRef<float>(normalFloat), at::kFloat).to(matrix.codes.device());
        const at::Tensor pairs = at::stack({matrix.codes.bitwise_and(15), matrix.codes.bitwise_right_shift(4)}, 2);
        numbers =
            values.index_select(0, pairs.flatten().to(at::kInt)).view({matrix.rows(), -1}).narrow(1, 0, matrix.columns);
    }
    const at::Tensor scales =
        matrix.scales.to(at::kFloat).repeat_interleave(matrix.blockColumns(), 1).narrow(1, 0, matrix.columns);
    return (numbers * scales).to(matrix.type);
}

} // namespace

QuantisedMatrix QuantisedMatrix::part(int64_t start, int64_t count) const {
    QuantisedMatrix result = *this;
    result.codes = codes.narrow(0, start, count);
    result.scales = scales.narrow(0, start, count);
    return result;
}

QuantisedMatrix quantise(const at::Tensor& weight, int bits, at::ScalarType type) {
    const at::Tensor source = weight.detach().to(at::kFloat).contiguous();
    const int64_t rows = source.size(0), columns = source.size(1);
    QuantisedMatrix matrix{bits, columns, type, {}, {}};
    const int64_t step = matrix.blockColumns(), blocks = (columns + step - 1) / step;
    matrix.codes = bits == 8 ? at::empty({rows, columns}, at::kChar) : at::empty({rows, (columns + 1) / 2}, at::kByte);
    matrix.scales = at::empty({rows, blocks}, at::kHalf);
    const float* from = source.const_data_ptr<float>();
    auto* codes = static_cast<uint8_t*>(matrix.codes.data_ptr());
    auto* scales = matrix.scales.data_ptr<c10::Half>();
    at::parallel_for(0, rows, 16, [&](int64_t begin, int64_t end) {
        for (int64_t row = begin; row < end; ++row)
            overBlocks(columns, step, [&](int64_t block, int64_t start, int64_t count) {
                uint8_t* own = codes + row * matrix.codes.size(1) + (bits == 8 ? start : start / 2);
                const float* x = from + row * columns + start;
                scales[row * blocks + block] = bits == 8 ? quantiseBlock8(x, count, reinterpret_cast<int8_t*>(own))
                                                         : quantiseBlock4(x, count, own);
            });
    });
    return matrix;
}

at::Tensor dequantised(const QuantisedMatrix& matrix) {
    if (!matrix.codes.is_cpu())
        return dequantisedByTorch(matrix);
    const int64_t columns = matrix.columns;
    at::Tensor result = at::empty({matrix.rows(), columns}, at::TensorOptions().dtype(matrix.type));
    at::parallel_for(0, matrix.rows(), 16, [&](int64_t begin, int64_t end) {
        if (matrix.type == at::kFloat) {
            for (int64_t row = begin; row < end; ++row)
                widenRow(matrix, row, result.data_ptr<float>() + row * columns);
            return;
        }
        std::vector<float> wide(static_cast<size_t>(columns));
        auto* narrow = result.data_ptr<at::BFloat16>();
        for (int64_t row = begin; row < end; ++row) {
            widenRow(matrix, row, wide.data());
            for (int64_t i = 0; i < columns; ++i)
                narrow[row * columns + i] = at::BFloat16(wide[size_t(i)]);
        }
    });
    return result;
}

} // namespace caftan
