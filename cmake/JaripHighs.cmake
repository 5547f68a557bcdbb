# Finds HiGHS, target highs::highs: where HIGHS_ROOT or CMAKE_PREFIX_PATH say, in the system (Debian 13:
# libhighs-dev), or in the user's cache folder, where scripts/setup-highs builds it once.

set(HIGHS_ROOT "" CACHE PATH "Where HiGHS is installed; empty: system or the user's cache folder")
find_package(highs CONFIG QUIET HINTS "${HIGHS_ROOT}")

if(NOT highs_FOUND)
    # The same name as in scripts/setup-highs.
    set(cache "$ENV{XDG_CACHE_HOME}")
    if(NOT cache)
        set(cache "$ENV{HOME}/.cache")
    endif()
    execute_process(COMMAND g++ -dumpversion OUTPUT_VARIABLE gxx OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REGEX MATCH "^[0-9]+" gxx "${gxx}")
    set(cached "${cache}/jarip/highs-1.10.0-gcc${gxx}-${CMAKE_HOST_SYSTEM_PROCESSOR}")
    find_package(highs CONFIG QUIET PATHS "${cached}" NO_DEFAULT_PATH)
    if(NOT highs_FOUND)
        message(FATAL_ERROR
            "jarip: HiGHS, the solver, was not found: run scripts/setup, or set -DHIGHS_ROOT=FOLDER.\n"
            "Looked in the system and in ${cached}")
    endif()
endif()
message(STATUS "jarip: HiGHS in ${highs_DIR}")
