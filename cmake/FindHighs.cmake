# Finds HiGHS, the solver, target Highs::Highs: in HIGHS_ROOT, in the system (Debian 13: libhighs-dev), or in the
# user's cache folder, where scripts/setup-highs builds it once.
#
# HiGHS has CMake files of its own, but those of the Debian package name a folder of the machine that packed it.

set(HIGHS_ROOT "" CACHE PATH "Where HiGHS is installed; empty: the system or the user's cache folder")

# The same name as in scripts/setup-highs.
set(highs_cache "$ENV{XDG_CACHE_HOME}")
if(NOT highs_cache)
    set(highs_cache "$ENV{HOME}/.cache")
endif()
execute_process(COMMAND g++ -dumpversion OUTPUT_VARIABLE gxx OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX MATCH "^[0-9]+" gxx "${gxx}")
set(highs_cache "${highs_cache}/jarip/highs-1.10.0-gcc${gxx}-${CMAKE_HOST_SYSTEM_PROCESSOR}")

find_path(Highs_INCLUDE_DIR Highs.h HINTS "${HIGHS_ROOT}" PATHS "${highs_cache}" PATH_SUFFIXES include/highs highs)
find_library(Highs_LIBRARY highs HINTS "${HIGHS_ROOT}" PATHS "${highs_cache}" PATH_SUFFIXES lib)
mark_as_advanced(Highs_INCLUDE_DIR Highs_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Highs REQUIRED_VARS Highs_LIBRARY Highs_INCLUDE_DIR
    REASON_FAILURE_MESSAGE
    "run scripts/setup, or set -DHIGHS_ROOT=FOLDER. Looked in the system and in ${highs_cache}")

if(Highs_FOUND AND NOT TARGET Highs::Highs)
    find_package(Threads REQUIRED)
    add_library(Highs::Highs UNKNOWN IMPORTED)
    set_target_properties(Highs::Highs PROPERTIES
        IMPORTED_LOCATION "${Highs_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Highs_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "Threads::Threads")
endif()
