/// Tables on a terminal.
#pragma once

#include <string>
#include <vector>

namespace jarip::report {

enum class Align { left, right };

/// Columns as wide as their widest cell, two spaces between them; where that is wider than the page, the
/// widest left-aligned column is cut with "…", last of all below the width that it would keep; the cells of one that wraps
/// go on in the lines below instead. What does not fit even so goes on below, in blocks. Hangul takes two columns.
///
///     TextTable table{{"Site"}, {"Racks", Align::right}};
///     table.add({"Paju", number(6)});
///     page += table.render(80, 2);
class TextTable {
public:
    struct Column {
        std::string title;
        Align align = Align::left;
        std::size_t keeps = 0;
        bool wraps = false;
    };
    TextTable(std::initializer_list<Column> columns) : columns_{columns} {}
    explicit TextTable(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// A row; cells that are not given stay empty.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }

    /// Lines with an end each, no spaces at their ends, after `indent` spaces; the titles only where one is given.
    [[nodiscard]] std::string render(std::size_t width, std::size_t indent = 0) const;
    /// The first column and as many of the others as fit, then the first again and the next ones below. Where the first
    /// has a width that it keeps, it is cut down to that before another block begins.
    [[nodiscard]] std::string render_blocks(std::size_t width, std::size_t indent = 0) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths() const;
    [[nodiscard]] bool fits(const std::vector<std::size_t>& widths, std::size_t page) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace jarip::report
