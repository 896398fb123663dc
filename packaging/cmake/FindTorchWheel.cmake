# libtorch from the pip wheel, CPU or CUDA build, as imported targets of our own: find_package(Torch) wants a CUDA toolkit
# with CUDA wheels. CAFTAN_DEPS is the folder that holds torch/ (and nvidia/): a pip --target folder or site-packages.
# Gives TorchWheel::torch and TorchWheel_CUDA_BUILD.
set(_torch "${CAFTAN_DEPS}/torch")
find_path(TorchWheel_INCLUDE_DIR torch/torch.h PATHS "${_torch}/include/torch/csrc/api/include" NO_DEFAULT_PATH)
foreach(_part torch_cpu c10 torch_cuda c10_cuda)
    find_library(TorchWheel_${_part} ${_part} PATHS "${_torch}/lib" NO_DEFAULT_PATH)
    mark_as_advanced(TorchWheel_${_part})
endforeach()
if(EXISTS "${_torch}/version.py")
    file(STRINGS "${_torch}/version.py" _line REGEX "^__version__")
    string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+[+a-z0-9]*" TorchWheel_VERSION "${_line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(TorchWheel
    REQUIRED_VARS TorchWheel_torch_cpu TorchWheel_c10 TorchWheel_INCLUDE_DIR
    VERSION_VAR TorchWheel_VERSION
    REASON_FAILURE_MESSAGE "no torch wheel in ${CAFTAN_DEPS}: packaging/build fetches one, or pass -DCAFTAN_DEPS=FOLDER")

if(TorchWheel_torch_cuda AND TorchWheel_c10_cuda)
    set(TorchWheel_CUDA_BUILD TRUE)
else()
    set(TorchWheel_CUDA_BUILD FALSE)
endif()

if(TorchWheel_FOUND AND NOT TARGET TorchWheel::torch)
    foreach(_part c10 torch_cpu)
        add_library(TorchWheel::${_part} SHARED IMPORTED)
        set_target_properties(TorchWheel::${_part} PROPERTIES IMPORTED_LOCATION "${TorchWheel_${_part}}")
    endforeach()
    add_library(TorchWheel::torch INTERFACE IMPORTED)
    target_include_directories(TorchWheel::torch SYSTEM INTERFACE "${_torch}/include" "${TorchWheel_INCLUDE_DIR}")
    target_link_libraries(TorchWheel::torch INTERFACE TorchWheel::torch_cpu TorchWheel::c10)
    # at::parallel_for is a template: without this it runs on one thread. The wheel's own OpenMP, so that there is one.
    file(GLOB _openmp "${_torch}/lib/libgomp*.so*")
    if(_openmp)
        target_compile_options(TorchWheel::torch INTERFACE -fopenmp)
        target_link_libraries(TorchWheel::torch INTERFACE ${_openmp})
    endif()
    if(TorchWheel_CUDA_BUILD)
        # Nothing of ours refers to these symbols: without --no-as-needed the linker would drop the CUDA backend.
        target_link_libraries(TorchWheel::torch INTERFACE
            "-Wl,--no-as-needed,${TorchWheel_torch_cuda},${TorchWheel_c10_cuda},--as-needed")
        # The CUDA libraries are wheels beside torch or, failing that, the system's: the loader's business, not the linker's.
        file(GLOB _cuda_folders "${CAFTAN_DEPS}/nvidia/*/lib")
        foreach(_folder ${_cuda_folders})
            target_link_options(TorchWheel::torch INTERFACE "-Wl,-rpath,${_folder}")
        endforeach()
        target_link_options(TorchWheel::torch INTERFACE "-Wl,--allow-shlib-undefined")
        message(STATUS "Torch ${TorchWheel_VERSION}: CUDA build")
    endif()
endif()
