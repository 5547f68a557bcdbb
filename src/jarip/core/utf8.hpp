/// Text as UTF-8: is it, how long is it, how wide is it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jarip {

/// Byte at which the text stops being UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates)
/// or holds a zero byte, which no text does; nullopt where it is text throughout.
[[nodiscard]] std::optional<std::size_t> first_byte_not_utf8(std::string_view bytes);

/// Characters (code points); a byte that is not UTF-8 counts as one.
[[nodiscard]] std::size_t character_count(std::string_view utf8);

/// The text without blanks and tabs around it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// The words with `between` after each but the last.
template <class Words>
[[nodiscard]] std::string joined(const Words& words, std::string_view between = ", ") {
    std::string result;
    for (const auto& word : words) {
        if (!result.empty()) result += between;
        result += word;
    }
    return result;
}

/// Columns that the text takes on a terminal: a Hangul syllable takes two.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// The text with spaces after it (`left`) or before it, so that it takes `width` columns; longer text stays.
[[nodiscard]] std::string padded(std::string_view utf8, std::size_t width, bool left = true);

/// The text cut to `width` columns, with "…" at its end where something was cut off.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t width);

/// Paragraphs broken at spaces into lines of at most `width` columns, each after the first of a paragraph
/// with `indent` spaces before it; a word that is longer stands alone, a percent sign with its
/// number. No line end after the last line.
[[nodiscard]] std::string wrapped(std::string_view utf8, std::size_t width, std::size_t indent = 0);

/// The text as it is safe to show on a terminal and in a document: control characters, ends of lines and what turns
/// the direction of writing become U+FFFD, tabs spaces; bytes that are not UTF-8 are escaped.
[[nodiscard]] std::string printable(std::string_view utf8);

/// The same of a page: its line ends stay.
[[nodiscard]] std::string printable_page(std::string_view utf8);

/// The text with every byte that is not UTF-8 escaped, as "\xff": names of files may hold any.
[[nodiscard]] std::string as_utf8(std::string_view bytes);

/// Composed characters (Unicode normal form C): files from macOS carry Hangul in parts.
[[nodiscard]] std::string composed(std::string_view utf8);

}  // namespace jarip
