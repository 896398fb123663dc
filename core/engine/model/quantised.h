// Weights that are not trained, in 8 or 4 bits: the base under adapters (QLoRA, Dettmers et al. 2023, arXiv
// 2305.14314).
//   8 bits  blocks of 32 along a row, x = d q: ggml's Q8_0 (ggml-quants.c, quantize_row_q8_0_ref), the same numbers
//   4 bits  blocks of 64 along a row, x = d c[q]: 4-bit NormalFloat, its 16 values c (appendix E of the paper), d the
//           largest magnitude of the block in float16; 4.25 bits a weight. Nothing is quantised twice.
// A row's last block may be shorter. Thread: any; tensors are shared, never changed.
#pragma once

#include <ATen/ATen.h>

namespace caftan {

struct QuantisedMatrix {
    int bits = 8;
    int64_t columns = 0;
    at::ScalarType type = at::kFloat; // of products
    at::Tensor codes;                 // [rows, columns] int8, or [rows, (columns + 1) / 2] uint8, the even column low
    at::Tensor scales;                // [rows, blocks] float16

    int64_t rows() const { return codes.size(0); }
    int64_t blockColumns() const { return bits == 8 ? 32 : 64; }
    int64_t bytes() const { return int64_t(codes.nbytes() + scales.nbytes()); }
    QuantisedMatrix part(int64_t start, int64_t rows) const; // of the same storage
};

// weight [rows, columns] float32 on a CPU; bits 8 or 4; to be multiplied as `type`.
QuantisedMatrix quantise(const at::Tensor& weight, int bits, at::ScalarType type);

// [rows, columns] of the matrix's type, on its device; new each time.
at::Tensor dequantised(const QuantisedMatrix& matrix);

} // namespace caftan
