# How our own sources are compiled. Everything here is private to this build: nothing reaches a user
# of the installed library, and third-party headers are system headers, free of our warnings.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

# Several build folders of one checkout share the compiler cache: paths under the checkout are made
# relative to the build folder, and the folder itself is left out of the key. Debug information still
# finds the sources from any build/<name>.
find_program(JARIP_CCACHE ccache)
mark_as_advanced(JARIP_CCACHE)
if(JARIP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros "${JARIP_CCACHE}")
endif()

add_library(jarip_options INTERFACE)
target_compile_features(jarip_options INTERFACE cxx_std_20)

file(RELATIVE_PATH source_from_build "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
string(REGEX REPLACE "/$" "" source_from_build "${source_from_build}")
target_compile_options(jarip_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:
    # The same results on machines with and without fused multiply-add.
    -ffp-contract=off
    # The cache of compiled files reads what a precompiled header holds from the preprocessed text.
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
    # The compiler's collector of garbage takes a fifth of its time and saves 150 MB.
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-expand=200 --param=ggc-min-heapsize=262144>
    # __FILE__ is src/…, wherever the checkout stands.
    -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/= -fmacro-prefix-map=${source_from_build}/=>)

if(JARIP_WARNINGS_AS_ERRORS)
    set(warnings -Werror -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
        -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wcast-align
        -Wformat=2 -Wimplicit-fallthrough -Wextra-semi
        # Designated initialisers leave out fields on purpose: each has its default.
        -Wno-missing-field-initializers)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        list(APPEND warnings -Wduplicated-cond -Wduplicated-branches -Wlogical-op
            # g++ 12 finds faults inside std::string, std::vector and std::optional that are not there
            # (GCC bugs 105329, 105562, 105593, 107852 and others), more so with sanitizers.
            -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow
            -Wno-stringop-overread -Wno-null-dereference -Wno-free-nonheap-object -Wno-dangling-pointer)
    endif()
    target_compile_options(jarip_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${warnings}>")
endif()

if(JARIP_SANITIZE)
    set(sanitize "-fsanitize=${JARIP_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(jarip_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${sanitize}>")
    target_link_options(jarip_options INTERFACE "-fsanitize=${JARIP_SANITIZE}")
endif()

if(JARIP_COVERAGE)
    target_compile_options(jarip_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:--coverage -fprofile-update=atomic>)
    target_link_options(jarip_options INTERFACE --coverage)
endif()

if(JARIP_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "JARIP_FUZZ needs clang's libFuzzer: use the preset 'fuzz'")
    endif()
    target_compile_options(jarip_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
endif()

# What users run keeps the checks that turn a fault of ours into an end with a message, not into a wrong answer or a
# foreign program: docs/reliability.md says what each is for, tests/hardening.py reads them from the binary.
include(CheckCXXSourceCompiles)
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
check_cxx_source_compiles("
#include <features.h>
#if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 34) || (!defined(__clang__) && __GNUC__ < 12)
#error the third level of FORTIFY needs glibc 2.34 and g++ 12
#endif
int main() {}" JARIP_HAS_FORTIFY_3)
set(fortify 2)
if(JARIP_HAS_FORTIFY_3)
    set(fortify 3)
endif()
check_cxx_compiler_flag(-fstack-protector-strong JARIP_HAS_STACK_PROTECTOR)
check_cxx_compiler_flag(-fcf-protection JARIP_HAS_CF_PROTECTION)
check_linker_flag(CXX "-Wl,-z,relro,-z,now" JARIP_HAS_RELRO)
if(NOT JARIP_SANITIZE AND NOT JARIP_COVERAGE)
    set(cxx_release "$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>")
    target_compile_options(jarip_options INTERFACE
        "$<${cxx_release}:-D_GLIBCXX_ASSERTIONS;-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=${fortify}>")
    if(JARIP_HAS_STACK_PROTECTOR)
        target_compile_options(jarip_options INTERFACE "$<${cxx_release}:-fstack-protector-strong>")
    endif()
    if(JARIP_HAS_CF_PROTECTION)
        # The files that embed a folder are assembled: they say so too, or the linker takes it from all.
        target_compile_options(jarip_options INTERFACE
            "$<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX,ASM>>:-fcf-protection>")
    endif()
    if(JARIP_HAS_RELRO)
        target_link_options(jarip_options INTERFACE "$<$<CONFIG:Release>:-Wl,-z,relro,-z,now>")
    endif()
endif()
