/// CSV text, a row at a time and without copying. For our own modules; not installed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/diagnostic.hpp"

namespace jarip {

enum class CsvFault : std::uint8_t { none, never_closed, text_after_quote };

struct CsvField {
    std::string_view
        value;  ///< without its quotes, or without blanks around it; "" inside stays doubled
    bool quoted = false;
    bool doubled = false;  ///< holds doubled quotes: unescaped(value) is meant
    CsvFault fault = CsvFault::none;
};

/// Reads RFC 4180 and what spreadsheets make of it: a byte-order mark, line ends \n, \r\n and \r,
/// blanks around unquoted fields. Rows in which every field is empty are skipped.
class CsvReader {
public:
    explicit CsvReader(std::string_view text, char separator = ',');

    /// The next row, until the next call; empty at the end.
    [[nodiscard]] std::span<const CsvField> next();

    [[nodiscard]] std::size_t line() const { return row_line_; }  ///< where that row begins, from 1
    [[nodiscard]] std::size_t row_begin() const { return row_begin_; }  ///< its first byte

private:
    void read_row();
    CsvField read_quoted();
    CsvField read_plain();

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t row_begin_ = 0;
    std::size_t row_line_ = 1;
    std::vector<CsvField> row_;
};

/// The place of a byte of a CSV text at which a field begins. `row_begin` is a byte of its row's first line,
/// `row_line` the number of that line.
[[nodiscard]] Location csv_location(std::string_view file, std::string_view text,
                                    std::size_t source, std::size_t row_begin, std::size_t row_line,
                                    char separator = ',');

/// Doubled quotes made single.
[[nodiscard]] std::string unescaped(std::string_view value);

/// Line ends in the text: \n, \r\n and \r each count once.
[[nodiscard]] std::size_t line_end_count(std::string_view text);

}  // namespace jarip
