# libtorch from the pip wheel, as imported targets of our own: find_package(Torch) wants a CUDA toolkit with CUDA wheels.
# Gives TorchWheel::torch. The CUDA libraries are linked when the wheel has them.
set(_torch "${CAFTAN_DEPS}/torch")
find_path(TorchWheel_INCLUDE_DIR torch/torch.h PATHS "${_torch}/include/torch/csrc/api/include" NO_DEFAULT_PATH)
find_library(TorchWheel_CPU torch_cpu PATHS "${_torch}/lib" NO_DEFAULT_PATH)
find_library(TorchWheel_C10 c10 PATHS "${_torch}/lib" NO_DEFAULT_PATH)
find_library(TorchWheel_CUDA torch_cuda PATHS "${_torch}/lib" NO_DEFAULT_PATH)
find_library(TorchWheel_C10_CUDA c10_cuda PATHS "${_torch}/lib" NO_DEFAULT_PATH)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(TorchWheel REQUIRED_VARS TorchWheel_CPU TorchWheel_C10 TorchWheel_INCLUDE_DIR)

if(TorchWheel_FOUND AND NOT TARGET TorchWheel::torch)
    add_library(TorchWheel::torch INTERFACE IMPORTED)
    target_include_directories(TorchWheel::torch SYSTEM INTERFACE "${_torch}/include" "${TorchWheel_INCLUDE_DIR}")
    target_link_libraries(TorchWheel::torch INTERFACE "${TorchWheel_CPU}" "${TorchWheel_C10}")
    if(TorchWheel_CUDA AND TorchWheel_C10_CUDA)
        # Nothing of ours refers to these symbols: without --no-as-needed the linker would drop the CUDA backend.
        target_link_libraries(TorchWheel::torch INTERFACE
            "-Wl,--no-as-needed,${TorchWheel_CUDA},${TorchWheel_C10_CUDA},--as-needed")
    endif()
    target_link_options(TorchWheel::torch INTERFACE "-Wl,-rpath,${_torch}/lib")
endif()
