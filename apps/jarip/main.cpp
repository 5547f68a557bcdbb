#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli.hpp"
#include "interrupt.hpp"

namespace {

std::string locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) return value;
    return "";
}

}  // namespace

int main(int argc, char** argv) {
    const jarip::cli::Interrupt interrupt;
    return jarip::cli::run(
        argc, argv, std::cout, std::cerr,
        {locale(), isatty(STDERR_FILENO) == 1, interrupt.token(), interrupt.watches()});
}
