#define CAFTAN_KERNELS rowKernelsAvx512
#include "core/engine/model/row_kernels.inc"
