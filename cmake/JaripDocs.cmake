# Targets that need a tool of their own: docs (Doxygen) and coverage (gcovr).

function(jarip_missing_tool target tool package)
    add_custom_target(${target}
        COMMAND "${CMAKE_COMMAND}" -E echo "${target}: ${tool} was not found: apt-get install ${package}, then configure again"
        COMMAND "${CMAKE_COMMAND}" -E false
        VERBATIM)
endfunction()

find_package(Doxygen QUIET)
if(DOXYGEN_FOUND)
    set(DOXYGEN_PROJECT_BRIEF "${PROJECT_DESCRIPTION}")
    set(DOXYGEN_STRIP_FROM_PATH "${PROJECT_SOURCE_DIR}")
    set(DOXYGEN_EXTRACT_ALL YES)
    set(DOXYGEN_GENERATE_LATEX NO)
    set(DOXYGEN_QUIET YES)
    set(DOXYGEN_FILE_PATTERNS *.hpp)
    doxygen_add_docs(docs src COMMENT "The C++ reference: ${PROJECT_BINARY_DIR}/html/index.html")
else()
    jarip_missing_tool(docs Doxygen doxygen)
endif()

if(JARIP_COVERAGE)
    find_program(JARIP_GCOVR gcovr)
    mark_as_advanced(JARIP_GCOVR)
    if(JARIP_GCOVR)
        add_custom_target(coverage
            COMMAND "${CMAKE_CTEST_COMMAND}" --output-on-failure
            COMMAND "${JARIP_GCOVR}" --root "${PROJECT_SOURCE_DIR}" --filter src/ --filter apps/
                --exclude ".*\\.test\\.cpp" --html-details "${PROJECT_BINARY_DIR}/coverage.html" --print-summary
                "${PROJECT_BINARY_DIR}"
            WORKING_DIRECTORY "${PROJECT_BINARY_DIR}"
            COMMENT "Which lines the tests run: ${PROJECT_BINARY_DIR}/coverage.html"
            VERBATIM USES_TERMINAL)
    else()
        jarip_missing_tool(coverage gcovr gcovr)
    endif()
endif()
