/// CSV tables in and out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/cell.hpp"
#include "jarip/core/date.hpp"
#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"

namespace jarip {

/// A table of text cells over one buffer, with the place of every cell.
class Table {
public:
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    [[nodiscard]] std::size_t row_count() const { return row_lines_.size(); }
    /// The text of a cell, until the table is changed or moved.
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    /// The line of the file, from 1, in which a row begins.
    [[nodiscard]] std::size_t line(std::size_t row) const { return row_lines_[row]; }
    [[nodiscard]] Location location(std::size_t row, std::size_t column) const;
    [[nodiscard]] Location header_location(std::size_t column) const;

    /// Replaces a cell (a what-if); its location stays.
    void set_cell(std::size_t row, std::size_t column, std::string_view value);
    /// Adds a column with one value for all rows; gives its index. Its cells are located at their rows.
    std::size_t add_column(std::string_view name, std::string_view value);
    /// Adds a row of empty cells after the last one; gives its index. It is located at the end of the file.
    std::size_t add_row();

private:
    friend Table parse_csv(SourceFile file, Diagnostics& diagnostics);

    struct Cell {
        std::uint32_t source = 0;  // byte in buffer_ where the cell stands in the file
        std::uint32_t begin = 0;   // byte in buffer_ where its value stands
        std::uint32_t length = 0;
    };
    [[nodiscard]] Location locate(std::size_t source, std::size_t row_begin,
                                  std::size_t row_line) const;

    std::string file_;
    std::string buffer_;  // the file's text, then values that do not stand in it as they are
    std::size_t source_size_ = 0;
    std::vector<std::string> columns_;
    std::vector<Cell> header_;
    std::size_t header_line_ = 1;
    std::vector<Cell> cells_;  // row by row
    std::vector<std::uint32_t> row_lines_;
};

/// Reads RFC 4180 CSV: quotes, any line ends, a byte-order mark; blanks around unquoted fields do not
/// count. Rows in which every field is empty are skipped.
/// errors  E0006 over 2 GiB, E0010 no header, E0011 more or fewer fields than columns, E0012 a quote that
///         never ends, E0013 a column twice, E0014 text after a closing quote, E0015 a column without a
///         name, E0016 another separator (into `diagnostics`; such rows are left out)
[[nodiscard]] Table parse_csv(SourceFile file, Diagnostics& diagnostics);

/// A table that stands in the binary with the catalogue of texts.
[[nodiscard]] SourceFile embedded_table(std::string_view name);

/// The same, read. It is a constant of the build: its faults are thrown.
[[nodiscard]] Table parse_embedded(std::string_view name);

/// The number in a cell; nullopt where the cell is empty (not given) or wrong (reported).
/// errors  E0020 not a number, E0021 thousands separator, E0022 NaN or infinite,
///         E0023 outside the range
[[nodiscard]] std::optional<double> read_number(const Table& table, std::size_t row,
                                                std::size_t column, Diagnostics& diagnostics,
                                                NumberRange range = {});
/// errors  E0024 not a date (YYYY-MM-DD)
[[nodiscard]] std::optional<Day> read_date(const Table& table, std::size_t row, std::size_t column,
                                           Diagnostics& diagnostics);
/// errors  E0025 neither true nor false
[[nodiscard]] std::optional<bool> read_bool(const Table& table, std::size_t row, std::size_t column,
                                            Diagnostics& diagnostics);

}  // namespace jarip
