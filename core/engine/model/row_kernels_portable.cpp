#define CAFTAN_KERNELS rowKernelsPortable
#include "core/engine/model/row_kernels.inc"
