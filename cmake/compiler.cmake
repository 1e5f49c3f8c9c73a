# How every translation unit is compiled and every program linked. Presets choose among the options
# below; modules never set flags of their own.

set(SANGAM_OPTIMISATION "-O1" CACHE STRING "Optimisation level")
set(SANGAM_SANITIZE "" CACHE STRING "Sanitizers, as given to -fsanitize=")
option(SANGAM_FUZZ "Build the fuzz targets" OFF)
option(SANGAM_TESTS "Build the tests" ON)
option(SANGAM_COVERAGE "Instrument for source coverage" OFF)
option(SANGAM_DEBUG_CHECKS "Keep assert() of the libraries and our own slow checks" ON)
option(SANGAM_PRECOMPILED_HEADERS "Use the common precompiled header" ON)

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_compile_options(-g1 ${SANGAM_OPTIMISATION} -pthread -fno-omit-frame-pointer)
add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor -Wextra-semi)
# Designated initialisers that leave members at their defaults are how we write settings.
add_compile_options(-Wno-missing-field-initializers -Wno-missing-designated-field-initializers)

add_compile_definitions(_GLIBCXX_ASSERTIONS $<$<NOT:$<BOOL:${SANGAM_DEBUG_CHECKS}>>:NDEBUG>)
include_directories(${PROJECT_SOURCE_DIR})

# Hardening: position independent programs, read-only relocations, guarded stacks, checked libc.
add_compile_options(-fstack-protector-strong -fPIE)
add_link_options(-pthread -fuse-ld=lld -pie LINKER:-z,relro,-z,now LINKER:--gc-sections)
if(NOT SANGAM_SANITIZE AND NOT "-O0" IN_LIST SANGAM_OPTIMISATION)
  add_compile_definitions(_FORTIFY_SOURCE=2)
endif()

if(SANGAM_SANITIZE)
  add_compile_options(-fsanitize=${SANGAM_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SANGAM_SANITIZE})
endif()
if(SANGAM_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SANGAM_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()

# A small machine runs out of memory, not of patience: few compilers, one linker.
cmake_host_system_information(RESULT sangam_cores QUERY NUMBER_OF_LOGICAL_CORES)
if(sangam_cores LESS 2)
  set(sangam_cores 2)
endif()
set_property(GLOBAL PROPERTY JOB_POOLS compile=${sangam_cores} link=1)
set(CMAKE_JOB_POOL_COMPILE compile)
set(CMAKE_JOB_POOL_PRECOMPILE_HEADER compile)
set(CMAKE_JOB_POOL_LINK link)

# ccache understands precompiled headers only with this sloppiness and without their timestamps.
find_program(SANGAM_CCACHE ccache)
if(SANGAM_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
      ${SANGAM_CCACHE})
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

# What a target's sources have in common is compiled once. Three kinds of sources, three sets of
# headers: modules of the base, engines and kernel share the standard library's; suites also the door
# to the kernel; tests also their framework. Nothing heavy of third parties beside that: what few
# files include, few files pay for.
set(sangam_precompiled_modules
  <algorithm> <array> <atomic> <charconv> <chrono> <compare> <concepts> <condition_variable>
  <coroutine> <cstddef> <cstdint> <cstring> <deque> <exception> <expected> <functional>
  <iterator> <limits> <list> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view>
  <thread> <tuple> <type_traits> <unordered_map> <unordered_set> <utility> <variant> <vector>)
set(sangam_precompiled_suites ${sangam_precompiled_modules} ${PROJECT_SOURCE_DIR}/kernel/api/list.h)
set(sangam_precompiled_tests ${sangam_precompiled_modules} <gtest/gtest.h> <gmock/gmock.h>)

# `kind`: modules, suites or tests.
function(sangam_use_precompiled_header target kind)
  if(NOT SANGAM_PRECOMPILED_HEADERS)
    return()
  endif()
  set(owner sangam_precompiled_${kind})
  if(NOT TARGET ${owner})
    add_library(${owner} STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
    target_precompile_headers(${owner} PRIVATE ${sangam_precompiled_${kind}})
    if(kind STREQUAL "tests")
      target_link_libraries(${owner} PRIVATE GTest::gmock)
    endif()
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
