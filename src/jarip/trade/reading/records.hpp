/// Rows of documents and spreadsheets: cells in any order, each with its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jarip/trade/reading/row_source.hpp"

namespace jarip::trade {

class Records {
public:
    static constexpr std::size_t kMostColumns = 1000;
    /// A sheet may name one long text in every cell: so many bytes of texts and cells are kept, of all sheets together.
    static constexpr std::size_t kMostBytes = std::size_t{2} << 30;

    Records() = default;
    explicit Records(std::size_t most_bytes) : most_bytes_{most_bytes} {}
    /// What it takes, without what is kept.
    [[nodiscard]] std::size_t bytes() const {
        return text_bytes_ + cells_.size() * sizeof(Cell) + places_.size() * sizeof(Place) +
               row_starts_.size() * (sizeof(std::size_t) + sizeof(std::uint32_t));
    }
    /// Holds what texts of `add_kept` lie in.
    void keep(std::shared_ptr<const void> owner) { kept_.push_back(std::move(owner)); }
    void reserve(std::size_t cells) { cells_.reserve(cells); }

    /// The column of a name, new where it was not met before; kMostColumns where there are too many.
    [[nodiscard]] std::size_t column(std::string_view name);
    void begin_row(std::size_t line);
    /// A cell of the row begun last. Cells beyond the most columns, or the most text, are left out.
    void add(std::size_t column, std::string_view text, std::size_t line, std::size_t place);
    /// The same where the line is the row's and the place is the column, as in spreadsheets; the records have all of their
    /// cells so, or none.
    void add(std::size_t column, std::string_view text);
    /// The same of a text that is not copied.
    void add_kept(std::size_t column, std::string_view text);
    [[nodiscard]] bool empty() const { return row_starts_.empty(); }
    /// Whether something was left out for want of room.
    [[nodiscard]] bool is_cut() const { return is_cut_; }

    /// What stands beside the rows: the last name of its path, and its value. The first sixty are kept.
    void add_beside(std::string_view name, std::string_view value);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>& beside() { return beside_; }

private:
    friend std::unique_ptr<RowSource> record_rows(std::string_view file, Records records);
    friend class RecordRows;

    struct Cell {
        const char* begin = nullptr;
        std::uint32_t length = 0;
        std::uint32_t column = 0;
        [[nodiscard]] std::string_view text() const { return {begin, length}; }
    };
    struct Place {
        std::uint32_t line = 0;
        std::uint32_t column = 0;  // in its line, from 1
    };
    [[nodiscard]] std::string_view copied(std::string_view text);

    std::vector<std::string> names_;  // empty: the first row is the header
    std::unordered_map<std::string, std::size_t> column_by_name_;
    std::size_t width_ = 0;
    std::size_t most_bytes_ = kMostBytes;
    bool is_cut_ = false;
    std::vector<std::unique_ptr<char[]>> chunks_;  // NOLINT(modernize-avoid-c-arrays): bytes
    std::size_t chunk_used_ = 0, chunk_size_ = 0;  // of the last
    std::size_t text_bytes_ = 0;
    std::vector<std::shared_ptr<const void>> kept_;
    std::vector<Cell> cells_;
    std::vector<Place> places_;            // beside the cells; empty: as in spreadsheets
    std::vector<std::size_t> row_starts_;  // in cells_
    std::vector<std::uint32_t> row_lines_;
    std::vector<std::pair<std::string, std::string>> beside_;
};

/// The names of the columns, where there are any, come as the first row.
[[nodiscard]] std::unique_ptr<RowSource> record_rows(std::string_view file, Records records);

/// Lines and columns of places in a text that are asked for from first to last.
class Places {
public:
    explicit Places(std::string_view text) : text_{text} {}
    /// Line and column, both from 1; columns of very long lines are counted in bytes.
    [[nodiscard]] std::pair<std::size_t, std::size_t> at(std::size_t byte);

private:
    std::string_view text_;
    std::size_t seen_ = 0;
    std::size_t line_ = 1;
    std::size_t line_begin_ = 0;
};

}  // namespace jarip::trade
