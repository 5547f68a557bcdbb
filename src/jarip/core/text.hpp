/// The sentences that people read, in English and Korean: text/en.toml and text/ko.toml.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/utf8.hpp"

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

}  // namespace jarip
