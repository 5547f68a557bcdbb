# Given to the build of HiGHS by scripts/setup-highs (CMAKE_PROJECT_INCLUDE): its sources are compiled twelve at a time,
# which takes half as long. Alone stay those that define the same names as others: C files and the reader of LP files.
function(highs_compile_together)
    get_target_property(sources highs SOURCES)
    get_target_property(folder highs SOURCE_DIR)
    list(FILTER sources INCLUDE REGEX "\\.c$|filereaderlp")
    foreach(source IN LISTS sources)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${folder}")
        set_source_files_properties("${source}" TARGET_DIRECTORY highs PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endforeach()
    set_target_properties(highs PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
endfunction()
cmake_language(DEFER CALL highs_compile_together)
