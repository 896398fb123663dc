#include "app/cli/memory_policy.h"

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
    mallopt(M_ARENA_MAX, 1); // one heap, so that every thread can use what another has freed
#endif
    setenv("THP_MEM_ALLOC_ENABLE", "1", 0); // torch asks for huge pages
}

} // namespace caftan::cli
