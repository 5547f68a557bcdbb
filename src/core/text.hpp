/// The sentences that people read, in English and Korean: text/en.toml and text/ko.toml.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jarip {

enum class Language { en, ko };

/// Name and value of each gap `{name}` in a sentence.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// The sentence under `key` ("E0214.message", "assess.racks") with its gaps filled.
/// Gaps without an argument stay as they are; a key that is missing gives the key itself.
[[nodiscard]] std::string text(Language language, std::string_view key,
                               const Arguments& arguments = {});

/// Whether the catalogue has the key.
[[nodiscard]] bool has_text(Language language, std::string_view key);

/// All keys of one language, sorted.
[[nodiscard]] std::vector<std::string> text_keys(Language language);

/// Columns that the text takes on a terminal: a Hangul syllable takes two.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// The text with spaces after it (`left`) or before it, so that it takes `width` columns; longer text stays.
[[nodiscard]] std::string padded(std::string_view utf8, std::size_t width, bool left = true);

/// The text cut to `width` columns, with "…" at its end where something was cut off.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t width);

/// Paragraphs broken at spaces into lines of at most `width` columns, each after the first of a paragraph
/// with `indent` spaces before it; a word that is longer stands alone. No line end after the last line.
[[nodiscard]] std::string wrapped(std::string_view utf8, std::size_t width, std::size_t indent = 0);

/// Characters (code points) in UTF-8 text.
[[nodiscard]] std::size_t character_count(std::string_view utf8);

}  // namespace jarip
