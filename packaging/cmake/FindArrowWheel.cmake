# Arrow and Parquet from the pyarrow wheel: its libraries carry a version in their names and no symbolic links.
# Gives ArrowWheel::parquet.
set(_arrow "${CAFTAN_DEPS}/pyarrow")
find_path(ArrowWheel_INCLUDE_DIR arrow/api.h PATHS "${_arrow}/include" NO_DEFAULT_PATH)
file(GLOB ArrowWheel_ARROW "${_arrow}/libarrow.so.*")
file(GLOB ArrowWheel_PARQUET "${_arrow}/libparquet.so.*")

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowWheel REQUIRED_VARS ArrowWheel_ARROW ArrowWheel_PARQUET ArrowWheel_INCLUDE_DIR)

if(ArrowWheel_FOUND AND NOT TARGET ArrowWheel::parquet)
    add_library(ArrowWheel::parquet INTERFACE IMPORTED)
    target_include_directories(ArrowWheel::parquet SYSTEM INTERFACE "${ArrowWheel_INCLUDE_DIR}")
    target_link_libraries(ArrowWheel::parquet INTERFACE "${ArrowWheel_PARQUET}" "${ArrowWheel_ARROW}")
    target_link_options(ArrowWheel::parquet INTERFACE "-Wl,-rpath,${_arrow}")
endif()
