// From views of mapped bytes to a decoder. Every tensor's name, shape and type is checked before any is read.
#pragma once

#include "core/engine/model/decoder.h"

namespace caftan {

// One tensor in float32 on the CPU, dequantised. Errors name the tensor.
Result<at::Tensor> readTensor(const TensorView& view);

// dtype float32 or bfloat16; norms stay float32. With `bits` 8 or 4 the layers' matrices are quantised (quantised.h),
// one layer at a time, so that they are never there in full. Errors name the tensor and the file.
Result<Decoder> loadDecoder(const ModelSource& source, at::ScalarType dtype, at::Device device, int bits = 0);

// The same for a decoder that is there already.
void quantiseDecoder(Decoder& decoder, int bits);

} // namespace caftan
