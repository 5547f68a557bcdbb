# jarip_module(NAME [DEPENDS module…] [LINKS target…])
#
# Makes everything of src/jarip/NAME, whose public header is src/jarip/NAME.hpp: the static library jarip_NAME
# (jarip::NAME) of its *.cpp; test_NAME of its *.test.cpp, one program a module, so that a broken module does not
# stop the others; bench_NAME of its *.bench.cpp; and of each X.fuzz.cpp a program fuzz_NAME_X. Subfolders count.
# LINKS are libraries from elsewhere that only this module uses. To add a file, add the file.

set_property(GLOBAL PROPERTY JARIP_MODULES "")
if(NOT TARGET benchmarks)
    add_custom_target(benchmarks COMMENT "All benchmarks are built")
endif()

# Headers that nearly every file needs, parsed once: for our libraries, and with GoogleTest for the tests. A program
# takes a precompiled header only where the flags are the same, hence -fPIC there too.
if(NOT TARGET jarip_headers)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/empty.cpp" CONTENT "" @ONLY)
    foreach(kind headers light_headers test_headers)
        add_library(jarip_${kind} OBJECT EXCLUDE_FROM_ALL "${PROJECT_BINARY_DIR}/empty.cpp")
        target_include_directories(jarip_${kind} PRIVATE "${PROJECT_SOURCE_DIR}/src")
        target_link_libraries(jarip_${kind} PRIVATE jarip_options ${JARIP_LINKED} ${JARIP_HEADERS})
    endforeach()
    foreach(kind headers light_headers)
        target_precompile_headers(jarip_${kind} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/headers.hpp")
    endforeach()
    # What writes results as text: quick to compile counts, not quick to run. In a release build so does what only asks
    # others to compute.
    set(JARIP_LIGHT jarip_report jarip_cli)
    if(CMAKE_BUILD_TYPE STREQUAL Release)
        list(APPEND JARIP_LIGHT jarip_rack jarip_network jarip_onshore jarip_coalition jarip_calibrate jarip_uncertain
            jarip_assess jarip_serve)
    endif()
    set(light "$<$<CONFIG:Release>:-O1>" "$<$<CONFIG:RelWithDebInfo>:-O0>")
    target_compile_options(jarip_light_headers PRIVATE ${light})
    if(JARIP_TESTS)
        target_link_libraries(jarip_test_headers PRIVATE GTest::gtest GTest::gmock)
        target_precompile_headers(jarip_test_headers PRIVATE "${PROJECT_SOURCE_DIR}/cmake/headers.hpp"
            <gmock/gmock.h> <gtest/gtest.h>)
    endif()
endif()

function(jarip_sources folder out)
    file(GLOB all CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp" "${PROJECT_SOURCE_DIR}/${folder}/*/*.cpp")
    foreach(kind test bench fuzz)
        set(of_kind ${all})
        list(FILTER of_kind INCLUDE REGEX "\\.${kind}\\.cpp$")
        set(${out}_${kind} ${of_kind} PARENT_SCOPE)
    endforeach()
    list(FILTER all EXCLUDE REGEX "\\.(test|bench|fuzz)\\.cpp$")
    set(${out} ${all} PARENT_SCOPE)
endfunction()

# Sources of one folder are compiled together, at most JARIP_TOGETHER at a time: most of the work on one is reading headers
# and instantiating templates that the others need too. A name in an unnamed namespace is thereby one of its folder.
function(jarip_compile_together target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # Compiled with others, GCC takes its Matrix, which holds a class of an unnamed namespace, for one of a header.
    set_source_files_properties("${PROJECT_SOURCE_DIR}/src/jarip/origin/composition.cpp" PROPERTIES
        SKIP_UNITY_BUILD_INCLUSION ON)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        cmake_path(GET source PARENT_PATH folder)
        string(MAKE_C_IDENTIFIER "${folder}" group)
        math(EXPR number "${count_${group}} + 0")
        math(EXPR count_${group} "${number} + 1")
        math(EXPR part "${number} / ${JARIP_TOGETHER}")
        cmake_path(GET folder FILENAME name)
        set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${name}_${part}")
    endforeach()
endfunction()

function(jarip_library target)
    if(JARIP_TOGETHER GREATER 1)
        jarip_compile_together(${target})
    endif()
    target_include_directories(${target}
        PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
    target_compile_features(${target} PUBLIC cxx_std_20)
    set(headers jarip_headers)
    if(target IN_LIST JARIP_LIGHT)
        set(headers jarip_light_headers)
        target_compile_options(${target} PRIVATE ${light})
    endif()
    if(JARIP_PRECOMPILED_HEADERS)
        target_precompile_headers(${target} REUSE_FROM ${headers})
    endif()
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:jarip_options> ${JARIP_LINKED})
    foreach(headers IN LISTS JARIP_HEADERS)
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${headers}>)
    endforeach()
endfunction()

# A GoogleTest program whose tests run in the source folder, so that they name fixtures by relative paths.
function(jarip_test_program target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX" "SOURCES;LINKS;LABELS")
    add_executable(${target} ${arg_SOURCES})
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${target} PRIVATE jarip_options ${arg_LINKS} ${JARIP_LINKED} ${JARIP_HEADERS}
        GTest::gtest_main GTest::gmock)
    if(JARIP_PRECOMPILED_HEADERS)
        set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
        target_compile_options(${target} PRIVATE -fPIC)
        target_precompile_headers(${target} REUSE_FROM jarip_test_headers)
    endif()
    if(TARGET rapidcheck)
        target_link_libraries(${target} PRIVATE rapidcheck)
    endif()
    gtest_discover_tests(${target}
        TEST_PREFIX "${arg_PREFIX}/"
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()

function(jarip_bench_program target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
    add_executable(${target} ${arg_SOURCES})
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${target} PRIVATE jarip_options ${arg_LINKS} ${JARIP_LINKED} ${JARIP_HEADERS}
        benchmark::benchmark_main)
    if(NOT JARIP_BENCHMARKS)
        set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
    add_dependencies(benchmarks ${target})
endfunction()

function(jarip_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LINKS")
    jarip_sources(src/jarip/${name} sources)
    if(NOT sources)
        return()
    endif()

    add_library(jarip_${name} STATIC ${sources})
    add_library(jarip::${name} ALIAS jarip_${name})
    set_target_properties(jarip_${name} PROPERTIES EXPORT_NAME ${name})
    jarip_library(jarip_${name})
    foreach(dependency IN LISTS arg_DEPENDS)
        if(TARGET jarip_${dependency})
            target_link_libraries(jarip_${name} PUBLIC jarip_${dependency})
        endif()
    endforeach()
    if(arg_LINKS)
        target_link_libraries(jarip_${name} PRIVATE ${arg_LINKS})
    endif()
    if(name STREQUAL core)
        target_compile_definitions(jarip_core PRIVATE JARIP_VERSION="${PROJECT_VERSION}")
    endif()
    set_property(GLOBAL APPEND PROPERTY JARIP_MODULES ${name})

    if(JARIP_TESTS AND sources_test)
        jarip_test_program(test_${name}
            PREFIX ${name} SOURCES ${sources_test} LINKS jarip_${name} LABELS unit)
        if(NOT TARGET unit_tests)
            add_custom_target(unit_tests COMMENT "The unit tests of all modules are built")
        endif()
        add_dependencies(unit_tests test_${name})
    endif()
    if(benchmark_FOUND AND sources_bench)
        jarip_bench_program(bench_${name} SOURCES ${sources_bench} LINKS jarip_${name})
    endif()
    if(JARIP_FUZZ)
        foreach(source IN LISTS sources_fuzz)
            get_filename_component(reader "${source}" NAME_WE)
            add_executable(fuzz_${name}_${reader} "${source}")
            target_link_libraries(fuzz_${name}_${reader} PRIVATE jarip_options jarip_${name})
            target_link_options(fuzz_${name}_${reader} PRIVATE -fsanitize=fuzzer)
        endforeach()
    endif()
endfunction()

# The command line: a library of everything but main.cpp, so that tests call it in process, and `jarip`.
function(jarip_command_line folder)
    jarip_sources(${folder} sources)
    if(NOT sources)
        return()
    endif()
    get_property(modules GLOBAL PROPERTY JARIP_MODULES)
    list(TRANSFORM modules PREPEND jarip_)

    set(main "${PROJECT_SOURCE_DIR}/${folder}/main.cpp")
    list(REMOVE_ITEM sources "${main}")
    add_library(jarip_cli STATIC ${sources})
    jarip_library(jarip_cli)
    target_include_directories(jarip_cli PUBLIC "${PROJECT_SOURCE_DIR}/${folder}")
    target_link_libraries(jarip_cli PUBLIC ${modules})

    add_executable(jarip "${main}")
    target_link_libraries(jarip PRIVATE jarip_options jarip_cli)

    if(JARIP_TESTS AND sources_test)
        jarip_test_program(test_cli PREFIX cli SOURCES ${sources_test} LINKS jarip_cli LABELS unit)
    endif()
    if(benchmark_FOUND AND sources_bench)
        jarip_bench_program(bench_cli SOURCES ${sources_bench} LINKS jarip_cli)
    endif()
endfunction()
