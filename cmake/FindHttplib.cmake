# Finds cpp-httplib, target Httplib::Httplib. Debian's package has no CMake files of its own in every release.

include("${CMAKE_CURRENT_LIST_DIR}/JaripFindLibrary.cmake")
jarip_find_library(Httplib HEADER httplib.h LIBRARY cpp-httplib)
