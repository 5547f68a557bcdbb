# Tests that are not of one module: test_cross of tests/**/*.test.cpp, the text tests of the command line, the
# check of includes, and the installation test. Labels: unit, cross, cli, page, structure, install.

file(GLOB_RECURSE cross CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/*.test.cpp")
list(FILTER cross EXCLUDE REGEX "/tests/(cli|install)/")
if(cross)
    get_property(modules GLOBAL PROPERTY JARIP_MODULES)
    list(TRANSFORM modules PREPEND jarip_)
    if(TARGET jarip_cli)
        list(APPEND modules jarip_cli)
    endif()
    jarip_test_program(test_cross PREFIX cross SOURCES ${cross} LINKS ${modules} LABELS cross)
endif()

find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    add_test(NAME structure/includes COMMAND "${PROJECT_SOURCE_DIR}/scripts/check-includes")
    set_tests_properties(structure/includes PROPERTIES LABELS structure)

    add_test(NAME structure/placeholders COMMAND "${Python3_EXECUTABLE}" -B tests/placeholders.py
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(structure/placeholders PROPERTIES LABELS structure)

    if(TARGET jarip)
        add_test(NAME structure/hardening COMMAND "${Python3_EXECUTABLE}" -B tests/hardening.py
            "$<TARGET_FILE:jarip>" "$<CONFIG>"
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(structure/hardening PROPERTIES LABELS structure SKIP_RETURN_CODE 77)
    endif()

    add_test(NAME cli/runner COMMAND "${Python3_EXECUTABLE}" -B -m unittest -q test_run
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/tests/cli")
    set_tests_properties(cli/runner PROPERTIES LABELS cli)

    if(TARGET jarip)
        add_test(NAME page/report
            COMMAND "${PROJECT_SOURCE_DIR}/tests/page/run" "$<TARGET_FILE:jarip>" "${PROJECT_BINARY_DIR}/page")
        set_tests_properties(page/report PROPERTIES LABELS page SKIP_RETURN_CODE 77 TIMEOUT 1200 PROCESSORS 2)
        add_test(NAME cli/interrupts
            COMMAND "${Python3_EXECUTABLE}" -B tests/interrupts.py --jarip "$<TARGET_FILE:jarip>" --moments 1 --longest 4
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(cli/interrupts PROPERTIES LABELS cli TIMEOUT 900)
        add_test(NAME page/storm
            COMMAND "${Python3_EXECUTABLE}" -B tests/storm.py --jarip "$<TARGET_FILE:jarip>" --rounds 2 --seconds 4
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(page/storm PROPERTIES LABELS page TIMEOUT 900)
        add_test(NAME cli/independent_plans
            COMMAND "${Python3_EXECUTABLE}" -B tests/independent_plans.py --jarip "$<TARGET_FILE:jarip>" --plans 40
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(cli/independent_plans PROPERTIES LABELS cli SKIP_RETURN_CODE 77 TIMEOUT 900)
        add_test(NAME cli/small_changes
            COMMAND "${Python3_EXECUTABLE}" -B tests/small_changes.py --jarip "$<TARGET_FILE:jarip>"
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(cli/small_changes PROPERTIES LABELS cli TIMEOUT 900)
        file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" tests/cli/*.test)
        foreach(file IN LISTS files)
            get_filename_component(name "${file}" NAME_WLE)
            add_test(NAME cli/${name}
                COMMAND "${Python3_EXECUTABLE}" -B tests/cli/run.py --jarip "$<TARGET_FILE:jarip>" "${file}"
                WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
            set_tests_properties(cli/${name} PROPERTIES LABELS cli SKIP_RETURN_CODE 77 TIMEOUT 900)
        endforeach()
        foreach(claim article came_out figures receipts shares worlds backtests)
            add_test(NAME claims/${claim}
                COMMAND "${Python3_EXECUTABLE}" -B tests/claims/${claim}.py --jarip "$<TARGET_FILE:jarip>"
                WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
            set_tests_properties(claims/${claim} PROPERTIES LABELS claims TIMEOUT 900)
        endforeach()
    endif()
else()
    message(STATUS "jarip: without the text tests of the command line: Python 3 was not found")
endif()

# A sanitized or counted library needs the same flags in its user: the plain build alone is installed.
if(NOT JARIP_SANITIZE AND NOT JARIP_COVERAGE AND EXISTS "${PROJECT_SOURCE_DIR}/tests/install/CMakeLists.txt")
    add_test(NAME install/consumer COMMAND "${CMAKE_COMMAND}"
        -D "build=${PROJECT_BINARY_DIR}"
        -D "consumer=${PROJECT_SOURCE_DIR}/tests/install"
        -D "compiler=${CMAKE_CXX_COMPILER}"
        -P "${PROJECT_SOURCE_DIR}/tests/install/run.cmake")
    set_tests_properties(install/consumer PROPERTIES LABELS install TIMEOUT 300)
endif()
