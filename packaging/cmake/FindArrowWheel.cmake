# Arrow and Parquet from the pyarrow wheel: its libraries carry a version in their names and no symbolic links.
# Gives ArrowWheel::parquet.
set(_arrow "${CAFTAN_DEPS}/pyarrow")
find_path(ArrowWheel_INCLUDE_DIR arrow/api.h PATHS "${_arrow}/include" NO_DEFAULT_PATH)
file(GLOB ArrowWheel_arrow LIST_DIRECTORIES false "${_arrow}/libarrow.so.*")
file(GLOB ArrowWheel_parquet LIST_DIRECTORIES false "${_arrow}/libparquet.so.*")
foreach(_part arrow parquet) # a development wheel has links: one file is enough
    if(ArrowWheel_${_part})
        list(GET ArrowWheel_${_part} 0 ArrowWheel_${_part})
    endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowWheel
    REQUIRED_VARS ArrowWheel_arrow ArrowWheel_parquet ArrowWheel_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "no pyarrow wheel in ${CAFTAN_DEPS}: packaging/build fetches one, or pass -DCAFTAN_PARQUET=OFF")

if(ArrowWheel_FOUND AND NOT TARGET ArrowWheel::parquet)
    foreach(_part arrow parquet)
        add_library(ArrowWheel::${_part} SHARED IMPORTED)
        set_target_properties(ArrowWheel::${_part} PROPERTIES IMPORTED_LOCATION "${ArrowWheel_${_part}}")
        target_include_directories(ArrowWheel::${_part} SYSTEM INTERFACE "${ArrowWheel_INCLUDE_DIR}")
    endforeach()
    target_link_libraries(ArrowWheel::parquet INTERFACE ArrowWheel::arrow)
endif()
