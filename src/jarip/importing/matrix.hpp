/// A square of flows as text: one row a supplier, one column a buyer, read in pieces on all threads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/importing/economy.hpp"

namespace jarip::importing {

enum class Use : std::uint8_t {
    skip,
    node,          ///< a supplier, or what it buys
    final_demand,  ///< columns only
    output,        ///< columns only: what the table says the row adds up to
    supply,        ///< rows only: the supply of an industry, which may be of its own product only
};

/// What stands in a row or column.
struct Line {
    Use use = Use::skip;
    std::uint32_t node = 0;
};

struct Matrix {
    std::string file;  ///< for messages
    std::string_view text;
    char separator = ',';
    std::size_t header_rows = 1;
    std::size_t label_columns = 1;
    std::vector<Line> columns;  ///< after the labels
    std::vector<Line> rows;     ///< after the header
    std::vector<double> scale;  ///< by column: cells are times it; empty: 1
    /// Of rows of supply: by node, the column where its own product stands.
    std::vector<std::uint32_t> own_column;
};

/// Fields of a line, quotes and blanks around them removed, at most so many.
[[nodiscard]] std::vector<std::string_view> fields_of(std::string_view line, char separator,
                                                      std::size_t most = SIZE_MAX);
/// The first lines of a text.
[[nodiscard]] std::vector<std::string_view> first_lines(std::string_view text, std::size_t count);
/// The first fields of each line after the header, in order; empty lines at the end do not count.
[[nodiscard]] std::vector<std::vector<std::string_view>> row_labels(std::string_view text,
                                                                    char separator,
                                                                    std::size_t header_rows,
                                                                    std::size_t label_columns);
/// Whole lines in pieces of some megabytes, the same for any number of threads.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view text);
/// The number of the line with which each piece begins, the first of them with `first`; one more for the end.
[[nodiscard]] std::vector<std::size_t> first_lines(const std::vector<std::string_view>& pieces,
                                                   std::size_t first, unsigned threads);
/// The text after so many lines.
[[nodiscard]] std::string_view after_lines(std::string_view text, std::size_t count);

/// Adds flows, final demand and stated outputs. errors  E0383, E0386, E0387, E0389
void read_matrix(const Matrix& matrix, const Reading& reading, Economy& economy);

}  // namespace jarip::importing
