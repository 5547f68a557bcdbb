# cmake --install: the program, the libraries, the public headers, and the CMake package of jarip::jarip.

include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY JARIP_MODULES)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/jarip")

set(targets ${modules})
list(TRANSFORM targets PREPEND jarip_)
add_library(jarip_all INTERFACE)
add_library(jarip::jarip ALIAS jarip_all)
set_target_properties(jarip_all PROPERTIES EXPORT_NAME jarip)
target_link_libraries(jarip_all INTERFACE ${targets})

install(TARGETS jarip_all ${targets} EXPORT jarip-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT jarip-targets NAMESPACE jarip:: DESTINATION "${package}")
if(TARGET jarip)
    install(TARGETS jarip RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

# The face of every module, and the parts of its own that it names: the others are for our own modules.
foreach(module IN LISTS modules)
    set(face "src/jarip/${module}.hpp")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${face})
    install(FILES ${face} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/jarip")
    file(STRINGS ${face} parts REGEX "^#include \"jarip/${module}/")
    foreach(part IN LISTS parts)
        string(REGEX REPLACE "^#include \"(jarip/.+)/([^/]+)\".*" "\\1" folder "${part}")
        string(REGEX REPLACE "^#include \"(jarip/[^\"]+)\".*" "src/\\1" file "${part}")
        install(FILES ${file} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/${folder}")
    endforeach()
endforeach()

get_filename_component(highs_prefix "${Highs_LIBRARY}" DIRECTORY)
get_filename_component(highs_prefix "${highs_prefix}" DIRECTORY)
configure_package_config_file(cmake/jarip-config.cmake.in "${PROJECT_BINARY_DIR}/jarip-config.cmake"
    INSTALL_DESTINATION "${package}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/jarip-config-version.cmake"
    VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/jarip-config.cmake"
    "${PROJECT_BINARY_DIR}/jarip-config-version.cmake"
    cmake/FindHighs.cmake
    cmake/FindHttplib.cmake
    cmake/FindUtf8proc.cmake
    cmake/FindXlsxwriter.cmake
    cmake/JaripFindLibrary.cmake
    DESTINATION "${package}")
# The built page, where scripts/setup-page has made it.
install(FILES "${PROJECT_BINARY_DIR}/share/jarip/page.html" DESTINATION "${CMAKE_INSTALL_DATADIR}/jarip" OPTIONAL)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
