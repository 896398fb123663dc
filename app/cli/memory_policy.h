// How this process asks the system for memory. Thread: before any other.
#pragma once

namespace caftan::cli {

// Tensors come and go with every layer; returned to the system each time, they come back as pages to be cleared, which
// took a quarter of the time of a forward pass. Freed memory stays here until the process ends, which after a job it
// does.
void keepFreedMemory();

} // namespace caftan::cli
