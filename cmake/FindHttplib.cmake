# Finds cpp-httplib, target Httplib::Httplib. Debian's package has no CMake files of its own in every release.
#
# The library is compiled with definitions that change its classes (TLS, compression): its users need the same ones, which its
# pkg-config file says. Without them a server listens and answers nothing.

include("${CMAKE_CURRENT_LIST_DIR}/JaripFindLibrary.cmake")
jarip_find_library(Httplib HEADER httplib.h LIBRARY cpp-httplib)

if(Httplib_FOUND)
    cmake_path(GET Httplib_LIBRARY PARENT_PATH folder)
    set(said "")
    if(EXISTS "${folder}/pkgconfig/cpp-httplib.pc")
        file(STRINGS "${folder}/pkgconfig/cpp-httplib.pc" said REGEX "^Cflags:")
    endif()
    string(REGEX MATCHALL "-D[A-Z_]+" definitions "${said}")
    list(TRANSFORM definitions REPLACE "^-D" "")
    set_property(TARGET Httplib::Httplib PROPERTY INTERFACE_COMPILE_DEFINITIONS "${definitions}")
endif()
