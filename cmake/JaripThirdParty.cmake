# Libraries from elsewhere. All are imported targets, hence system includes. `scripts/setup` installs
# them; scripts/packages.txt says what each is for.

find_package(Highs REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(TBB REQUIRED)
find_package(Random123 REQUIRED)
find_package(Utf8proc REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(Xlsxwriter REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(LibArchive REQUIRED)
find_package(EXPAT REQUIRED)
find_package(Httplib REQUIRED)

# Private to every module: an installed jarip needs those that are linked, not those that are only headers.
set(JARIP_LINKED fmt::fmt tomlplusplus::tomlplusplus TBB::tbb Utf8proc::Utf8proc)
set(JARIP_HEADERS nlohmann_json::nlohmann_json Random123::Random123 Eigen3::Eigen)

if(JARIP_TESTS)
    find_package(GTest REQUIRED)
    find_package(rapidcheck CONFIG QUIET)
    if(rapidcheck_FOUND)
        # Debian's package does not name its include folder.
        set_target_properties(rapidcheck PROPERTIES INTERFACE_COMPILE_DEFINITIONS JARIP_HAS_RAPIDCHECK=1)
    else()
        message(STATUS "jarip: without property tests: RapidCheck (librapidcheck-dev) was not found")
    endif()
endif()

find_package(benchmark QUIET)
if(NOT benchmark_FOUND)
    message(STATUS "jarip: without benchmarks: Google Benchmark (libbenchmark-dev) was not found")
endif()
