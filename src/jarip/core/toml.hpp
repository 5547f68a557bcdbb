/// TOML as jarip reads it: toml++ with our diagnostics. For .cpp files; not installed.
#pragma once

#include <toml++/toml.h>
#include <optional>
#include <vector>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"

namespace jarip {

/// Where the lines of a text begin, and every 256th character of long ones: any place is found at once.
class LineIndex {
public:
    explicit LineIndex(std::string_view text);
    /// The given line, counted from 1, without its end; empty behind the last.
    [[nodiscard]] std::string_view line(std::size_t number) const;
    /// Sets the excerpt of a place whose line and column are known.
    void set_excerpt(Location& where) const;

private:
    struct Long {
        std::size_t line = 0;  // counted from 0
        std::vector<std::size_t> marks;
    };
    std::string_view text_;
    std::vector<std::size_t> starts_;
    std::vector<Long> long_lines_;
};

/// Where a node stands in a file, with an index of the file's lines.
[[nodiscard]] Location location(const SourceFile& file, const LineIndex& lines,
                                const toml::source_region& region);

/// Keys and values may be nested so deep; a library that reads them calls itself for each level.
inline constexpr std::size_t kDeepestNesting = 100;

/// errors  E0030 not TOML, or nested too deep (into `diagnostics`, then nullopt)
[[nodiscard]] std::optional<toml::table> parse_toml(const SourceFile& file,
                                                    Diagnostics& diagnostics);

}  // namespace jarip
