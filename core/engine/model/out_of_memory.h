// Telling a lack of memory from other failures of torch and its libraries.
#pragma once

#include <ATen/core/Tensor.h>

#include <exception>

namespace caftan {

// By type or by what torch's allocators, CUDA's and oneDNN say. Any thread.
bool isOutOfMemory(const std::exception& error);

// An exception in a backward pass leaves tasks in torch's queue of the thread, and with them all activations of the
// graph, for good. The queue takes the newest first, so a graph older than those empties it. Thread: the one that
// learns.
class AbandonedGraphs {
  public:
    AbandonedGraphs(); // before the graphs that may be abandoned
    void release() const;

  private:
    at::Tensor older_;
};

} // namespace caftan
