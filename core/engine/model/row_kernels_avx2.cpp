#define CAFTAN_KERNELS rowKernelsAvx2
#include "core/engine/model/row_kernels.inc"
