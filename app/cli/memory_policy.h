// How this process asks the system for memory. Thread: before any other.
#pragma once

#include "core/base/result.h"

#include <string>

namespace caftan::cli {

// Tensors come and go with every layer; returned to the system each time, they come back as pages to be cleared, which
// took a quarter of the time of a forward pass. Freed memory stays here until the process ends, which after a job it
// does.
void keepFreedMemory();

// Beyond this (a size as in memorySizeFrom; empty: what is free now) allocations fail, so that work which does not fit
// goes on with smaller batches or ends with a sentence; without a limit the system would end this process, or another.
Status limitMemoryTo(const std::string& size);

} // namespace caftan::cli
