/// Where the rows of a table come from: delimited text, a document, a spreadsheet.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "jarip/core.hpp"
#include "jarip/core/csv.hpp"

namespace jarip::trade {

/// Rows one after another; fields hold until the next row.
class RowSource {
public:
    RowSource() = default;
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;
    virtual ~RowSource() = default;

    /// Empty at the end.
    [[nodiscard]] virtual std::span<const CsvField> next() = 0;
    virtual void rewind() = 0;
    /// The line in which the row begins, from 1; of a spreadsheet the number of the row.
    [[nodiscard]] virtual std::size_t line() const = 0;
    /// The place of a field of the row that `next` gave.
    [[nodiscard]] virtual Location locate(std::size_t field) const = 0;
    /// The row as it stands in the file, or as CSV.
    [[nodiscard]] virtual std::string raw() const = 0;
    /// Whether a row that ends early has empty cells there: in text it is a fault.
    [[nodiscard]] virtual bool rows_may_end_early() const = 0;
    /// What stands between fields; 0 where that is no character.
    [[nodiscard]] virtual char separator() const { return '\0'; }
};

/// Comma, semicolon, tab or bar: whichever the first line with one of them has most of. The text must outlive the
/// source.
[[nodiscard]] std::unique_ptr<RowSource> delimited_text(std::string_view file,
                                                        std::string_view text);

}  // namespace jarip::trade
