#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "jarip/core/folder.hpp"

namespace jarip {

// Read and written in one file: the library's templates for it take seconds to compile, wherever they are used.

/// Keys stay in the order in which they are written.
using Json = nlohmann::ordered_json;

/// What a text says; a discarded value (`is_discarded()`) where it is no JSON.
[[nodiscard]] Json parse_json(std::string_view text);

/// What a file says, nested no deeper than 100.
/// errors  `code`, with line and column, where it is no JSON; without them where it is nested deeper
[[nodiscard]] Json parse_json(const SourceFile& file, const std::string& code);

/// As text on one line, or with `indent` blanks a level. Bytes that are no UTF-8 are replaced by U+FFFD.
[[nodiscard]] std::string serialize_json(const Json& json, int indent = -1);

}  // namespace jarip
