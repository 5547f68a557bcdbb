// A customs table of any bytes: read or refused, never a crash; what is read is converted and read back.
#include <cstdint>
#include <cstdlib>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    jarip::Diagnostics diagnostics;
    const auto flows = jarip::trade::read(
        {{"fuzz.csv", std::string{reinterpret_cast<const char*>(data), size}}}, diagnostics);
    (void)jarip::render(diagnostics.sorted(), jarip::Language::en);
    const auto result = jarip::trade::indicators(flows, {.hs = {"847150", "ai-server"}});
    (void)jarip::trade::complexity(flows);
    (void)jarip::trade::dependencies(flows, {});

    // As one of a folder, where it is skipped if it is plainly no table, and read alike if it is one.
    jarip::Diagnostics unnamed;
    const auto of_folder =
        jarip::trade::read({{"fuzz.csv", std::string{reinterpret_cast<const char*>(data), size}}},
                           unnamed, {.others = jarip::trade::Others::skipped});
    const bool read = !of_folder.sources.empty() && !of_folder.sources[0].not_read;
    if (read && !diagnostics.has_errors() && of_folder.value != flows.value) std::abort();

    jarip::Diagnostics again;
    const auto copy = jarip::trade::read({{"copy.csv", jarip::trade::tidy(flows)}}, again);
    if (copy.value != flows.value) std::abort();
    const auto same = jarip::trade::indicators(copy, {.hs = {"847150", "ai-server"}});
    if (same.imports != result.imports || same.exports != result.exports) std::abort();
    return 0;
}
