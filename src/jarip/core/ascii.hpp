/// Capital and small letters of ASCII, whatever the locale; other bytes, those of UTF-8 too, stay.
#pragma once

#include <string>
#include <string_view>

namespace jarip {

[[nodiscard]] constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

[[nodiscard]] constexpr char ascii_lower(char c) {
    return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr char ascii_upper(char c) {
    return is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = ascii_lower(c);
    return result;
}
[[nodiscard]] inline std::string ascii_upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = ascii_upper(c);
    return result;
}

}  // namespace jarip
