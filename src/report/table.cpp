#include "table.hpp"

#include <algorithm>
#include <numeric>

#include "jarip/core.hpp"

namespace jarip::report {
namespace {

constexpr std::size_t kBetween = 2;
constexpr std::size_t kNarrowest = 8;  // what a cut column keeps

}  // namespace

std::string TextTable::render(std::size_t width, std::size_t indent) const {
    std::vector<std::size_t> widths;
    for (const auto& column : columns_) widths.push_back(display_width(column.title));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));

    const std::size_t gaps = columns_.empty() ? 0 : kBetween * (columns_.size() - 1);
    for (;;) {
        const std::size_t total = std::accumulate(widths.begin(), widths.end(), indent + gaps);
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (columns_[i].align == Align::left && widths[i] > kNarrowest &&
                (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        if (total <= width || widest == widths.size()) break;
        --widths[widest];
    }

    std::string result;
    const auto add_line = [&](const auto& cell) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (i > 0) line.append(kBetween, ' ');
            line +=
                padded(shortened(cell(i), widths[i]), widths[i], columns_[i].align == Align::left);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + '\n';
    };
    if (std::any_of(columns_.begin(), columns_.end(),
                    [](const Column& column) { return !column.title.empty(); }))
        add_line([&](std::size_t i) { return columns_[i].title; });
    for (const auto& row : rows_)
        add_line([&](std::size_t i) { return i < row.size() ? row[i] : std::string{}; });
    return result;
}

}  // namespace jarip::report
