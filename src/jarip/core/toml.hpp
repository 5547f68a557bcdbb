/// TOML as jarip reads it: toml++ with our diagnostics. For .cpp files; not installed.
#pragma once

#include <toml++/toml.h>
#include <optional>
#include <vector>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"

namespace jarip {

/// Where the lines of a text begin, so that any of them is found at once.
class LineIndex {
public:
    explicit LineIndex(std::string_view text);
    /// The given line, counted from 1, without its end; empty behind the last.
    [[nodiscard]] std::string line(std::size_t number) const;

private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

/// Where a node stands in a file. Many are found quickly with an index of the file's lines.
[[nodiscard]] Location location(const SourceFile& file, const toml::node& node);
[[nodiscard]] Location location(const SourceFile& file, const toml::source_region& region);
[[nodiscard]] Location location(const SourceFile& file, const LineIndex& lines,
                                const toml::source_region& region);

/// errors  E0030 not TOML (into `diagnostics`, then nullopt)
[[nodiscard]] std::optional<toml::table> parse_toml(const SourceFile& file,
                                                    Diagnostics& diagnostics);

/// The given line of a text, without its end.
[[nodiscard]] std::string line_of(std::string_view text, std::size_t line);

}  // namespace jarip
