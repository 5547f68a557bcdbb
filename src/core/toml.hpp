/// TOML as jarip reads it: toml++ with our diagnostics. For .cpp files; not installed.
#pragma once

#include <toml++/toml.h>
#include <optional>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"

namespace jarip {

/// Where a node stands in a file.
[[nodiscard]] Location location(const SourceFile& file, const toml::node& node);
[[nodiscard]] Location location(const SourceFile& file, const toml::source_region& region);

/// errors  E0030 not TOML (into `diagnostics`, then nullopt)
[[nodiscard]] std::optional<toml::table> parse_toml(const SourceFile& file,
                                                    Diagnostics& diagnostics);

/// The given line of a text, without its end.
[[nodiscard]] std::string line_of(std::string_view text, std::size_t line);

}  // namespace jarip
