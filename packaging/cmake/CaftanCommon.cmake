# One INTERFACE target carries the language level, the warnings and the Qt flags of every target of ours.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(caftan_common INTERFACE)
target_compile_features(caftan_common INTERFACE cxx_std_20)
target_compile_options(caftan_common INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wno-missing-field-initializers)
if(DEFINED ENV{CI} OR CAFTAN_WARNINGS_AS_ERRORS)
    target_compile_options(caftan_common INTERFACE -Werror)
endif()
target_include_directories(caftan_common INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(caftan_common INTERFACE
                           QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT
                           CAFTAN_VERSION="${PROJECT_VERSION}")
if(CAFTAN_SANITIZE)
    target_compile_options(caftan_common INTERFACE -fsanitize=${CAFTAN_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(caftan_common INTERFACE -fsanitize=${CAFTAN_SANITIZE})
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# caftan_sources(TARGET): every .cpp below the calling folder belongs to TARGET.
function(caftan_sources target)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    target_sources(${target} PRIVATE ${sources})
endfunction()
