// A TOML file of any bytes: read or refused with a place, never a crash.
#include "jarip/core/toml.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const jarip::SourceFile file{"fuzz.toml",
                                 std::string{reinterpret_cast<const char*>(data), size}};
    jarip::Diagnostics diagnostics;
    const auto table = jarip::parse_toml(file, diagnostics);
    if (table.has_value() == diagnostics.has_errors()) std::abort();
    const jarip::LineIndex lines{file.text};
    if (table)
        for (const auto& [key, node] : *table) (void)jarip::location(file, lines, node.source());
    (void)jarip::render(diagnostics.sorted(), jarip::Language::en);
    return 0;
}
