#include "core/engine/model/row_kernels.h"

namespace caftan {

const RowKernels& rowKernels() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        return rowKernelsAvx512();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return rowKernelsAvx2();
#endif
    return rowKernelsPortable();
}

} // namespace caftan
