/// A text cut at each separator.
#pragma once

#include <string_view>
#include <vector>

namespace jarip {

/// "a+b" at '+' is "a" and "b"; nothing between two separators, and before the first or after the last, is an empty part.
/// The parts point into the text.
[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end != std::string_view::npos) text.remove_prefix(end + 1);
    }
    return parts;
}

}  // namespace jarip
