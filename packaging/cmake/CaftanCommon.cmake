# One INTERFACE target carries the language level, the warnings and the Qt flags of every target of ours.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or RelWithDebInfo" FORCE)
endif()
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
   OR (CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
    message(FATAL_ERROR "Caftan needs g++ 12 or clang 15; ${CMAKE_CXX_COMPILER} is ${CMAKE_CXX_COMPILER_VERSION}.")
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# -O3 costs a third more build time and gains nothing here: the heavy loops are torch's.
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without these two a file that uses the precompiled header would never be found again.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(caftan_common INTERFACE)
target_compile_features(caftan_common INTERFACE cxx_std_20)
target_compile_options(caftan_common INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wno-missing-field-initializers
                       $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms of GCC 12 in inlined code of std::string (bug 105651), std::vector, std::optional and nlohmann_json.
    target_compile_options(caftan_common INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-free-nonheap-object
                           -Wno-array-bounds -Wno-stringop-overflow)
endif()
option(CAFTAN_WARNINGS_AS_ERRORS "Stop at a warning (always in CI)" OFF)
if(CAFTAN_WARNINGS_AS_ERRORS OR DEFINED ENV{CI})
    target_compile_options(caftan_common INTERFACE -Werror)
endif()
target_include_directories(caftan_common INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(caftan_common INTERFACE
                           QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT
                           $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>
                           CAFTAN_VERSION="${PROJECT_VERSION}")
if(CAFTAN_SANITIZE)
    target_compile_options(caftan_common INTERFACE -fsanitize=${CAFTAN_SANITIZE} -fno-sanitize-recover=all
                           -fno-omit-frame-pointer -O1)
    target_link_options(caftan_common INTERFACE -fsanitize=${CAFTAN_SANITIZE})
endif()

# Several files in one compilation: a complete build takes a third of the time. Off: each file alone, as editors like it.
option(CAFTAN_UNITY "Compile the files of a target together" ON)

# caftan_unity(TARGET): what its files keep to themselves meets in one compilation, so -Wshadow and -Wsubobject-linkage
# lose their sense there.
function(caftan_unity target)
    if(CAFTAN_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
endfunction()

# caftan_sources(TARGET): every .cpp and .h of the calling folder belongs to TARGET.
function(caftan_sources target)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    target_sources(${target} PRIVATE ${sources})
endfunction()
