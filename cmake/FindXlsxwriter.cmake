# Finds libxlsxwriter, target Xlsxwriter::Xlsxwriter. Debian's package has no CMake files of its own.

include("${CMAKE_CURRENT_LIST_DIR}/JaripFindLibrary.cmake")
jarip_find_library(Xlsxwriter HEADER xlsxwriter.h LIBRARY xlsxwriter)
