/// Rows of BACI, t,i,j,k,v,q, from text to numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// What stands before and after each piece of text that rows are read from: a row is read by words, which may
/// begin before it and end behind it.
inline constexpr std::size_t kMargin = 64;

enum class Label : std::uint8_t { period, exporter, importer, product };

/// Rows one after another with a label that no row before this piece of text had: to be filled in.
struct Unknown {
    std::size_t row;
    std::size_t count;
    unsigned number;
    Label label;
};

/// Indices of the labels met so far, beside their numbers.
struct Labels {
    static constexpr std::uint32_t kUnknown = UINT32_MAX;
    std::vector<std::uint32_t> periods = std::vector<std::uint32_t>(10'000, kUnknown);
    std::vector<std::uint32_t> countries = std::vector<std::uint32_t>(1'000, kUnknown);
    std::vector<std::uint32_t> products = std::vector<std::uint32_t>(1'000'000, kUnknown);
};

struct BulkRows {
    bool regular = false;  ///< false: the careful reader has to look at the table
    std::size_t rows = 0;  ///< fewer than there are lines where blank lines end the table
    /// Each row's numbers come after those of the one before: then no two speak of the same thing.
    bool is_ascending = true;
    std::uint64_t first = 0,
                  last =
                      0;  ///< period, exporter, importer and product of the first and the last row
    std::vector<Unknown> unknown;  ///< by row; of one row in the order of its columns
};

/// Reads the lines of a text, of which each ends with a line end, into rows of the flows from `row` on; the
/// columns must have room for as many rows as there are lines. `last`: blank lines may stand at the end.
[[nodiscard]] BulkRows read_rows(const char* begin, const char* end, bool last,
                                 const Labels& labels, Flows& flows, std::size_t row);

/// How often a byte stands in a text.
[[nodiscard]] std::size_t count_byte(const char* begin, const char* end, char byte);

}  // namespace jarip::trade
