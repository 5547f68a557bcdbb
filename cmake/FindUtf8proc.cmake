# Finds utf8proc, target Utf8proc::Utf8proc. Debian's package has no CMake files of its own.

include("${CMAKE_CURRENT_LIST_DIR}/JaripFindLibrary.cmake")
jarip_find_library(Utf8proc HEADER utf8proc.h LIBRARY utf8proc)
