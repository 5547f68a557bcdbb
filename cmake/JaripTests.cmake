# Tests that cross modules: test_cross of tests/**/*.test.cpp.

file(GLOB_RECURSE cross CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/*.test.cpp")
list(FILTER cross EXCLUDE REGEX "/tests/(cli|install)/")
if(cross)
    get_property(modules GLOBAL PROPERTY JARIP_MODULES)
    list(TRANSFORM modules PREPEND jarip_)
    if(TARGET jarip_cli)
        list(APPEND modules jarip_cli)
    endif()
    jarip_test_program(test_cross tests PREFIX cross SOURCES ${cross} LINKS ${modules} LABELS cross)
endif()
