// Products with weights: the one place that chooses the library for them. Thread: the caller's.
#pragma once

#include <ATen/ATen.h>

namespace caftan {

// x W^T + bias: x [rows, in], weight [out, in], bias [out] or undefined; all of one type. Differentiable in all three.
// Float32 on a CPU goes to oneDNN, which uses the processor's widest vectors whoever made it; MKL, which at::linear
// would call, keeps to AVX2 on AMD's (2.3 times slower where AVX-512 is full width). Its kernels are made for each new
// number of rows (a millisecond): let the rows of batches be multiples of something (pack).
at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias = {});

} // namespace caftan
