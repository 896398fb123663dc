// Large pages for large arrays: a million rows are touched in some faults instead of thousands, and gathering from them
// misses the translation cache less. A hint: where the system does not follow it, nothing changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <sys/mman.h>
#include <vector>

namespace caftan {

// Memory that was not touched yet; what does not fill a large page stays as it is.
inline void preferLargePages(void* memory, size_t bytes) {
    constexpr uintptr_t page = uintptr_t(2) << 20;
    const auto at = reinterpret_cast<uintptr_t>(memory);
    const uintptr_t first = (at + page - 1) / page * page, last = (at + bytes) / page * page;
    if (last > first)
        ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

// Room for so many values in an empty vector.
template <class T>
void reserveLarge(std::vector<T>& values, size_t size) {
    values.reserve(size);
    preferLargePages(values.data(), size * sizeof(T));
}

} // namespace caftan
