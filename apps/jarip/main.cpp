#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli.hpp"
#include "interrupt.hpp"

namespace {

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value ? value : "";
}

std::string locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (auto value = variable(name); !value.empty()) return value;
    return "";
}

// XDG Base Directory Specification: a relative path is none.
std::string cache() {
    if (auto given = variable("XDG_CACHE_HOME"); given.starts_with('/')) return given;
    const auto home = variable("HOME");
    return home.starts_with('/') ? home + "/.cache" : "";
}

}  // namespace

int main(int argc, char** argv) {
    const jarip::cli::Interrupt interrupt;
    return jarip::cli::run(
        argc, argv, std::cout, std::cerr,
        {locale(), isatty(STDERR_FILENO) == 1, interrupt.token(), interrupt.watches(), cache()});
}
