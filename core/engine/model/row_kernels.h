// The elementwise parts of the decoder on the CPU, one pass over memory each, for float32 and bfloat16 (arithmetic in
// float32 either way). Compiled once for every instruction set; the best one that the processor has is taken. No torch.
// Rows are independent: callers spread them over threads. A stride is the distance of two rows in elements.
#pragma once

#include <cstdint>

namespace caftan {

struct bfloat16 {
    uint16_t bits;
};

struct Dropping {
    uint64_t seed = 0;
    uint32_t threshold = 0;
    float scale = 1; // 1 / (1 - share)
};

// Strides are of tokens; the query's heads lie one after another, and so do those of the result.
template <class T>
struct CausalHeads {
    const T *query, *key, *value;
    T* out;
    int64_t queryStride, keyStride, outStride;
    int64_t sharing;      // heads of the query
    int64_t length, size; // tokens; of a head, a multiple of 16
    int64_t window;       // tokens that one sees, itself included; 0: all before it
    float scale;

    // Floats that attendCausal wants as scratch.
    int64_t scratch() const { return (2 * size + 8) * ((length + 63) / 64 * 64); }
};

template <class T>
struct RowKernelsOf {
    // out = x * inverse * weight, inverse = 1 / sqrt(mean(x^2) + epsilon); `inverse` [rows] may be null.
    void (*norm)(const float* x, const float* weight, float epsilon, int64_t rows, int64_t width, T* out,
                 float* inverse);
    // x += y, then as norm.
    void (*addNorm)(float* x, const T* y, const float* weight, float epsilon, int64_t rows, int64_t width, T* out);
    // dx = gradient of x; adds to weightGradient [width] unless it is null.
    void (*normBackward)(const float* x, const float* weight, const float* inverse, const T* gradient, int64_t rows,
                         int64_t width, float* dx, float* weightGradient);
    // out = silu(gate) * up
    void (*swiGlu)(const T* gate, int64_t gateStride, const T* up, int64_t upStride, int64_t rows, int64_t width,
                   T* out);
    void (*swiGluBackward)(const T* gate, int64_t gateStride, const T* up, int64_t upStride, const T* gradient,
                           int64_t rows, int64_t width, T* gateGradient, T* upGradient);
    // Half rotation of every head; cosine and sine [rows, size / 2]; direction -1 is the inverse. out may be x.
    void (*rotate)(const T* x, int64_t stride, const float* cosine, const float* sine, int64_t rows, int64_t heads,
                   int64_t size, float direction, T* out, int64_t outStride);
    // Dropout whose mask is a function of seed, row and column, so that it is never stored: out = x * scale where a
    // hash reaches the threshold (share * 2^32), else 0.
    void (*drop)(const T* x, int64_t stride, Dropping dropping, int64_t firstRow, int64_t rows, int64_t width,
                 float* out);
    // to += d, dropped in the same way.
    void (*addDropped)(const float* d, Dropping dropping, int64_t firstRow, int64_t rows, int64_t width, T* to);
    // One position's attention: `queries` that share the keys, [queries, size]; keys and values [seen, size];
    // out [queries, size] = softmax(query keys^T * scale) values; `weights` [seen + 15] is scratch.
    void (*attendOne)(const T* query, int64_t queries, const T* keys, const T* values, int64_t seen, int64_t size,
                      float scale, float* weights, T* out);
    // Causal attention of one sequence, all heads that share one head of keys.
    void (*attendCausal)(const CausalHeads<T>& heads, float* scratch);
};

struct RowKernels {
    RowKernelsOf<float> single;
    RowKernelsOf<bfloat16> half;
};

// The set for this processor.
const RowKernels& rowKernels();

// One for each instruction set; a caller must know that the processor has it.
const RowKernels& rowKernelsPortable();
const RowKernels& rowKernelsAvx2();
const RowKernels& rowKernelsAvx512();

} // namespace caftan
