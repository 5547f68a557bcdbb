#include "jarip/report/render/table.hpp"

#include <algorithm>
#include <numeric>

#include "jarip/core.hpp"

namespace jarip::report {
namespace {

constexpr std::size_t kBetween = 2;
constexpr std::size_t kNarrowest = 8;    // what a cut column keeps
constexpr std::size_t kFirstKeeps = 16;  // and the first of several blocks

// The lines of a cell of that width, broken at spaces; a word that is longer is broken where it must be.
std::vector<std::string> broken(const std::string& cell, std::size_t width) {
    std::vector<std::string> lines;
    const auto text = wrapped(cell, width);
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        auto line = text.substr(begin, end - begin);
        while (display_width(line) > width) {
            std::size_t bytes = 0;
            std::size_t columns = 0;
            while (bytes < line.size()) {
                std::size_t next = bytes + 1;
                while (next < line.size() &&
                       (static_cast<unsigned char>(line[next]) & 0xC0U) == 0x80U)
                    ++next;
                columns += display_width(line.substr(bytes, next - bytes));
                if (columns > width && bytes > 0) break;
                bytes = next;
            }
            if (bytes == line.size()) break;
            lines.push_back(line.substr(0, bytes));
            line.erase(0, bytes);
        }
        lines.push_back(std::move(line));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

std::vector<std::size_t> TextTable::widths() const {
    std::vector<std::size_t> widths;
    for (const auto& column : columns_) widths.push_back(display_width(column.title));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    return widths;
}

/// Whether it does where every column that can be cut is.
bool TextTable::fits(const std::vector<std::size_t>& widths, std::size_t page) const {
    std::size_t least = widths.empty() ? 0 : kBetween * (widths.size() - 1);
    for (std::size_t i = 0; i < widths.size(); ++i)
        least += columns_[i].align == Align::left ? std::min(widths[i], kNarrowest) : widths[i];
    return least <= page;
}

std::string TextTable::render_blocks(std::size_t width, std::size_t indent) const {
    const auto widths = this->widths();
    std::string result;
    if (widths.size() < 2) return render(width, indent);
    const std::size_t least =
        columns_[0].keeps > 0 ? std::min(columns_[0].keeps, widths[0]) : widths[0];
    for (std::size_t first = 1; first < widths.size();) {
        std::size_t used = indent + least + kBetween + widths[first];
        std::size_t end = first + 1;
        while (end < widths.size() && used + kBetween + widths[end] <= width)
            used += kBetween + widths[end++];
        TextTable block{std::vector<Column>{columns_[0]}};
        block.columns_.insert(block.columns_.end(), columns_.begin() + static_cast<long>(first),
                              columns_.begin() + static_cast<long>(end));
        for (const auto& row : rows_) {
            std::vector<std::string> cells{row.empty() ? std::string{} : row[0]};
            for (std::size_t i = first; i < end; ++i)
                cells.push_back(i < row.size() ? row[i] : std::string{});
            block.add(std::move(cells));
        }
        result += (result.empty() ? "" : "\n") + block.render(width, indent);
        first = end;
    }
    return result;
}

std::string TextTable::render(std::size_t width, std::size_t indent) const {
    auto widths = this->widths();
    if (columns_.size() > 2 && !fits(widths, width - std::min(width, indent))) {
        TextTable blocks = *this;
        if (blocks.columns_[0].keeps == 0) blocks.columns_[0].keeps = kFirstKeeps;
        return blocks.render_blocks(width, indent);
    }
    const std::size_t gaps = columns_.empty() ? 0 : kBetween * (columns_.size() - 1);
    const auto cut = [&](auto keeps) {
        for (;;) {
            const std::size_t total = std::accumulate(widths.begin(), widths.end(), indent + gaps);
            std::size_t widest = widths.size();
            for (std::size_t i = 0; i < widths.size(); ++i)
                if (columns_[i].align == Align::left && widths[i] > keeps(columns_[i]) &&
                    (widest == widths.size() || widths[i] > widths[widest]))
                    widest = i;
            if (total <= width || widest == widths.size()) break;
            --widths[widest];
        }
    };
    cut([](const Column& column) { return std::max(kNarrowest, column.keeps); });
    cut([](const Column&) { return kNarrowest; });

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
    for (const auto& row : rows_) {
        std::vector<std::vector<std::string>> lines(widths.size());
        std::size_t most = 1;
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
            lines[i] = columns_[i].wraps ? broken(row[i], widths[i]) : std::vector{row[i]};
            most = std::max(most, lines[i].size());
        }
        for (std::size_t at = 0; at < most; ++at)
            add_line(
                [&](std::size_t i) { return at < lines[i].size() ? lines[i][at] : std::string{}; });
    }
    return result;
}

}  // namespace jarip::report
