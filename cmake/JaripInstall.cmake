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

# The face of every module, and of core the parts that core.hpp names: the others are for our own modules.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS src/jarip/core.hpp)
file(STRINGS src/jarip/core.hpp parts REGEX "^#include \"jarip/core/")
list(TRANSFORM parts REPLACE "^#include \"(jarip/core/[^\"]+)\".*" "src/\\1")
install(FILES ${parts} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/jarip/core")
foreach(module IN LISTS modules)
    install(FILES "src/jarip/${module}.hpp" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/jarip")
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
    cmake/FindUtf8proc.cmake
    cmake/FindXlsxwriter.cmake
    cmake/JaripFindLibrary.cmake
    DESTINATION "${package}")
# The built page, where scripts/setup-page has made it.
install(FILES "${PROJECT_BINARY_DIR}/share/jarip/page.html" DESTINATION "${CMAKE_INSTALL_DATADIR}/jarip" OPTIONAL)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
