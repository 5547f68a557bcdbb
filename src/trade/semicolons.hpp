/// Lists in one cell of a table.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace jarip::trade {

/// "DE; FR" is {"DE", "FR"}: without blanks around, and without what is empty.
[[nodiscard]] inline std::vector<std::string> between_semicolons(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (word.starts_with(' ')) word.remove_prefix(1);
        while (word.ends_with(' ')) word.remove_suffix(1);
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

}  // namespace jarip::trade
