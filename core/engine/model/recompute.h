// Activation checkpointing (Chen et al. 2016, arXiv 1604.06174): a part of the forward pass whose intermediate results
// are not kept; the backward pass computes them again.
#pragma once

#include <ATen/ATen.h>

#include <functional>

namespace caftan {

// part(x), with the gradients of x and of every leaf that `part` reads: the same bits as without. `part` must be a
// function of x alone, random numbers of torch's generators excepted, which it draws again; what it refers to must live
// until backward. With grad mode off, part(x). Thread: the caller's; backward runs `part` on its own.
at::Tensor recomputed(const at::Tensor& x, std::function<at::Tensor(const at::Tensor&)> part);

} // namespace caftan
