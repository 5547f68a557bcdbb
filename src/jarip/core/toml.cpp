#include "jarip/core/toml.hpp"

#include <string>

namespace jarip {

namespace {

std::string without_end(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return std::string{line};
}

Location place(const SourceFile& file, const toml::source_region& region) {
    const std::size_t line = region.begin.line > 0 ? region.begin.line : 1;
    const std::size_t column = region.begin.column > 0 ? region.begin.column : 1;
    const bool one_line =
        region.end.line == region.begin.line && region.end.column > region.begin.column;
    const std::size_t width = one_line ? region.end.column - region.begin.column : 1;
    return {file.name, line, column, width, {}};
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_{text}, starts_{0} {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
        starts_.push_back(end + 1);
}

std::string LineIndex::line(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const auto start = starts_[number - 1];
    const auto end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    return without_end(text_.substr(start, end - start));
}

std::string line_of(std::string_view text, std::size_t line) {
    std::size_t start = 0;
    for (std::size_t i = 1; i < line; ++i) {
        start = text.find('\n', start);
        if (start == std::string_view::npos) return {};
        ++start;
    }
    return without_end(text.substr(start, text.find('\n', start) - start));
}

Location location(const SourceFile& file, const toml::source_region& region) {
    auto result = place(file, region);
    result.excerpt = line_of(file.text, result.line);
    return result;
}

Location location(const SourceFile& file, const LineIndex& lines,
                  const toml::source_region& region) {
    auto result = place(file, region);
    result.excerpt = lines.line(result.line);
    return result;
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
