// Small tensors made on the CPU, sent to where the model is without waiting for it.
#pragma once

#include <ATen/ATen.h>

namespace caftan {

// `made`, which nobody else holds, on `device`. On CUDA it is copied from page-locked memory and the caller does not
// wait: torch keeps that memory until the stream has passed the copy, and the host prepares the next batch meanwhile.
inline at::Tensor upload(const at::Tensor& made, at::Device device) {
    return device.is_cuda() ? made.pin_memory().to(device, /*non_blocking=*/true) : made.to(device);
}

} // namespace caftan
