// Telling a lack of memory from other failures of torch and its libraries.
#pragma once

#include <exception>

namespace caftan {

// By type or by what torch's allocators, CUDA's and oneDNN say. Any thread.
bool isOutOfMemory(const std::exception& error);

} // namespace caftan
