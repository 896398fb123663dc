#include "app/cli/memory_policy.h"

#include "core/jobs/machine_memory.h"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace caftan::cli {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int growBy = 64 << 20; // bytes
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1); // never
    mallopt(M_TOP_PAD, growBy);
    // One heap: what was freed is found again, and a second one would map blocks of its own at the limit, out of what
    // is kept there for the code of kernels.
    mallopt(M_ARENA_MAX, 1);
#endif
    setenv("THP_MEM_ALLOC_ENABLE", "1", 0); // torch asks for huge pages
}

Status limitMemoryTo(const std::string& size) {
    if (size.empty()) {
        (void)limitMemoryToMachine();
        return {};
    }
    const auto bytes = memorySizeFrom(size);
    if (!bytes)
        return failAt("--memory-limit", bytes.error());
    return limitMemory(*bytes) ? Status{} : fail("--memory-limit: the system refuses this limit.");
}

} // namespace caftan::cli
