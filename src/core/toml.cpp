#include "toml.hpp"

#include <string>

namespace jarip {

std::string line_of(std::string_view text, std::size_t line) {
    std::size_t start = 0;
    for (std::size_t i = 1; i < line; ++i) {
        start = text.find('\n', start);
        if (start == std::string_view::npos) return {};
        ++start;
    }
    auto result = text.substr(start, text.find('\n', start) - start);
    if (result.ends_with('\r')) result.remove_suffix(1);
    return std::string{result};
}

Location location(const SourceFile& file, const toml::source_region& region) {
    const std::size_t line = region.begin.line > 0 ? region.begin.line : 1;
    const std::size_t column = region.begin.column > 0 ? region.begin.column : 1;
    const bool one_line =
        region.end.line == region.begin.line && region.end.column > region.begin.column;
    const std::size_t width = one_line ? region.end.column - region.begin.column : 1;
    return {file.name, line, column, width, line_of(file.text, line)};
}

Location location(const SourceFile& file, const toml::node& node) {
    return location(file, node.source());
}

std::optional<toml::table> parse_toml(const SourceFile& file, Diagnostics& diagnostics) {
    try {
        return toml::parse(std::string_view{file.text}, std::string_view{file.name});
    } catch (const toml::parse_error& fault) {
        diagnostics.error("E0030", location(file, fault.source()),
                          {{"reason", std::string{fault.description()}}});
        return std::nullopt;
    }
}

}  // namespace jarip
