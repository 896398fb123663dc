#include "core/engine/model/out_of_memory.h"

#include <new>
#include <string_view>
#include <torch/torch.h>

namespace caftan {

bool isOutOfMemory(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return true;
    const std::string_view text = error.what();
    // oneDNN does not say why: with shapes that worked before, buffers are what a primitive lacks.
    for (const char* words :
         {"out of memory", "not enough memory", "allocate memory", "bad_alloc", "could not create a memory",
          "could not create a primitive", "could not execute a primitive"})
        if (text.find(words) != std::string_view::npos)
            return true;
    return false;
}

AbandonedGraphs::AbandonedGraphs() : older_(at::zeros({}).requires_grad_(true) * 1) {}

void AbandonedGraphs::release() const {
    older_.backward({}, /*retain_graph=*/true);
}

} // namespace caftan
