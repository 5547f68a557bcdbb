// Two files of any bytes: compared, or refused with a place, never a crash. The first half is the one, the second the other.
#include <cstdint>
#include <string_view>

#include "jarip/report.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto half = size / 2;
    try {
        (void)jarip::report::compare_results({"before.json", std::string{bytes.substr(0, half)}},
                                             {"after.json", std::string{bytes.substr(half)}},
                                             jarip::Language::en);
    } catch (const jarip::Error&) {
    }
    return 0;
}
