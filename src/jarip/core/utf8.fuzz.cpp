// Text of any bytes: what is shown is always UTF-8, and utf8proc finds the same first fault.
#include "jarip/core/utf8.hpp"

#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    std::optional<std::size_t> expected;
    for (std::size_t at = 0; at < size && !expected;) {
        utf8proc_int32_t character = 0;
        const auto length =
            utf8proc_iterate(data + at, static_cast<utf8proc_ssize_t>(size - at), &character);
        if (length <= 0 || character == 0) {
            expected = at;
        } else {
            at += static_cast<std::size_t>(length);
        }
    }
    if (jarip::first_byte_not_utf8(text) != expected) std::abort();
    if (jarip::first_byte_not_utf8(jarip::printable(text))) std::abort();
    if (jarip::character_count(text) > size) std::abort();
    const auto width = jarip::display_width(text);
    if (jarip::display_width(jarip::shortened(text, 10)) > 10) std::abort();
    if (jarip::display_width(jarip::padded(text, 10)) < std::max<std::size_t>(width, 10))
        std::abort();
    (void)jarip::wrapped(text, 20, 2);
    (void)jarip::composed(text);
    return 0;
}
