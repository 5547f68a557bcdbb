# What the Find modules of libraries without CMake files of their own share.
#
#   jarip_find_library(Utf8proc HEADER utf8proc.h LIBRARY utf8proc)     target Utf8proc::Utf8proc
#
# A macro: what is found is set where find_package was called.

include(FindPackageHandleStandardArgs)

macro(jarip_find_library name header_word header library_word library)
    find_path(${name}_INCLUDE_DIR ${header})
    find_library(${name}_LIBRARY ${library})
    mark_as_advanced(${name}_INCLUDE_DIR ${name}_LIBRARY)

    find_package_handle_standard_args(${name} REQUIRED_VARS ${name}_LIBRARY ${name}_INCLUDE_DIR)

    if(${name}_FOUND AND NOT TARGET ${name}::${name})
        add_library(${name}::${name} UNKNOWN IMPORTED)
        set_target_properties(${name}::${name} PROPERTIES
            IMPORTED_LOCATION "${${name}_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE_DIR}")
    endif()
endmacro()
