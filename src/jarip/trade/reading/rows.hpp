/// The rows of one customs table, with the place of everything that is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/row_source.hpp"

namespace jarip::trade {

/// What to do with a row that cannot be read.
enum class OnFault : std::uint8_t { report, reject };

class Rows {
public:
    /// Reads the first rows; the first of them is the header until another is chosen.
    Rows(std::string_view file, std::unique_ptr<RowSource> source, Diagnostics& diagnostics,
         OnFault on_fault = OnFault::report);

    /// What stands beside the rows of a document: names in their path and their values.
    std::vector<std::pair<std::string, std::string>> envelope;

    /// The first rows, as they are: layouts are found by them.
    [[nodiscard]] const std::vector<std::vector<std::string>>& head() const { return head_; }
    /// Which of them is the header; those above it are titles, those below it a sample of the rows.
    [[nodiscard]] std::size_t header_row() const { return header_row_; }
    /// Makes a row of the head the header, and reads on below it. errors  E0012, E0014
    void take_header(std::size_t row);
    /// Makes the header a row: for tables that have none.
    void header_is_data() { header_pending_ = header_is_row_ = true; }

    /// Column names in lower case, blanks and brackets as "_".
    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    /// The first column that has one of the names.
    [[nodiscard]] std::optional<std::size_t> column(
        std::initializer_list<std::string_view> names) const;
    [[nodiscard]] bool has(std::initializer_list<std::string_view> names) const;
    /// Whether there is a column of each of the names.
    [[nodiscard]] bool has_all(std::initializer_list<std::string_view> names) const;
    /// Names the columns of a table without header.
    void name_columns(std::vector<std::string> names) { header_ = std::move(names); }

    /// Numbers may have thousands commas, and "-" where nothing is given.
    void group_digits() { digits_grouped_ = true; }
    [[nodiscard]] bool digits_grouped() const { return digits_grouped_; }
    /// Takes commas in the numbers of a column for thousands separators if all that have some can be read so, and one of
    /// them cannot be read otherwise or the fields are not parted by semicolons, as they are where the comma is the
    /// decimal sign. Asked where one of the first rows has a comma there. notes  E0190
    /// errors  E0197 points that may separate thousands, beside semicolons
    void find_grouped_digits(std::size_t column);
    /// Lines of one sentence alone that were skipped: sources and notes, as portals write them below a table.
    [[nodiscard]] std::size_t remarks() const { return remarks_; }
    /// The first of them.
    [[nodiscard]] const std::vector<std::string>& remark_texts() const { return remark_texts_; }
    /// Whether the row is the header once more, as in tables that were put together.
    [[nodiscard]] bool is_header_again() const;
    /// The decimal sign is the comma.
    void take_decimal_commas() { decimal_commas_ = true; }
    [[nodiscard]] bool has_decimal_commas() const { return decimal_commas_; }
    /// The last digit that a value of the table shows, in 1/10,000 of its currency; 0 where none was read.
    void note_unit(std::int64_t unit) {
        if (unit_ == 0 || unit < unit_) unit_ = unit;
    }
    [[nodiscard]] std::int64_t unit() const { return unit_; }
    /// Values and masses may be below zero: such rows correct others.
    void take_corrections() { has_corrections_ = true; }
    [[nodiscard]] bool has_corrections() const { return has_corrections_; }
    /// Letters may follow a number after a blank, as in "1000 p", and ":" where it is not given.
    void take_flagged_numbers() { flagged_numbers_ = true; }
    /// A field without such letters.
    [[nodiscard]] std::string_view number(std::size_t column) {
        const auto text = field(column);
        return flagged_numbers_ ? text.substr(0, text.find(' ')) : text;
    }

    /// Of how many rows below the header the field is so, and of how many it is not; reading then begins anew.
    [[nodiscard]] std::pair<std::size_t, std::size_t> count(
        std::size_t column, const std::function<bool(std::string_view)>& is_so);

    /// The number of the row below the header, from 0, and the line in which it begins.
    [[nodiscard]] std::size_t ordinal() const { return ordinal_; }
    [[nodiscard]] std::size_t line() const { return source_->line(); }
    /// Whether a field of the column was ever asked for: what nobody asked for may tell rows apart.
    [[nodiscard]] bool is_read(std::size_t column) const {
        return column < is_read_.size() && is_read_[column] != 0;
    }
    /// Goes back to before the first row; what is wrong with rows was said, and is not said again.
    void read_again();
    /// The same of a table that is understood otherwise after its last row: its remarks, and the last digit, are met anew.
    void begin_again();

    /// Goes to the next sound row. Fields beyond the header must be empty: some sites end each row with
    /// a comma. errors  E0011, E0012, E0014; reading ends at the thousandth fault (E0113)
    [[nodiscard]] bool next();
    /// A field of this row, until the next.
    [[nodiscard]] std::string_view field(std::size_t column);
    [[nodiscard]] std::string_view field(const std::optional<std::size_t>& column);
    /// A number that is the same for rows that are alike in all fields, and hardly ever for others; what is read stays so.
    [[nodiscard]] std::size_t hash_of_row();
    /// Where a field of this row stands.
    [[nodiscard]] Location place(std::size_t column) const { return locate(column); }
    /// The same of a column that remains unread by it.
    [[nodiscard]] std::string_view peek(std::size_t column) { return value(row_[column]); }

    /// Something is wrong with a field of this row: reported, or the row kept among the rejects.
    void fault(const char* code, std::size_t column, Arguments arguments = {});
    void header_fault(const char* code, std::size_t column, Arguments arguments = {});
    [[nodiscard]] Location header_place(std::size_t column) const { return header_places_[column]; }
    void header_note(const char* code, std::size_t column, Arguments arguments = {});
    [[nodiscard]] std::string_view file() const { return file_; }
    [[nodiscard]] Diagnostics& diagnostics() const { return diagnostics_; }

    [[nodiscard]] std::size_t rejected() const { return rejected_; }
    [[nodiscard]] std::vector<Reject> take_rejects() { return std::move(rejects_); }

private:
    void set_header(std::span<const CsvField> row);
    /// Without the blanks around it: some services write numbers into fields of one width.
    [[nodiscard]] std::string_view value(const CsvField& field);
    [[nodiscard]] Location locate(std::size_t field) const;
    [[nodiscard]] bool sound();
    [[nodiscard]] bool is_remark() const;
    void check_points(std::size_t column);
    void report(const char* code, std::size_t field, Arguments arguments);

    std::string file_;
    std::unique_ptr<RowSource> source_;
    Diagnostics& diagnostics_;
    OnFault on_fault_;
    std::vector<std::vector<std::string>> head_;
    std::size_t header_row_ = 0;
    std::vector<std::string> header_;
    std::vector<Location> header_places_;
    bool header_pending_ = false;
    bool header_is_row_ = false;
    bool is_silent_ = false;
    std::size_t ordinal_ = SIZE_MAX;
    std::vector<unsigned char> is_read_;
    std::int64_t unit_ = 0;
    bool digits_grouped_ = false;
    std::size_t remarks_ = 0;
    std::vector<std::string> remark_texts_;
    bool decimal_commas_ = false;
    bool points_are_clear_ = false;
    bool flagged_numbers_ = false;
    bool has_corrections_ = false;
    std::span<const CsvField> row_;
    std::vector<CsvField> padded_;
    std::deque<std::string> unescaped_;  // fields of this row with doubled quotes
    std::size_t faults_ = 0;
    std::size_t rejected_ = 0;
    std::size_t last_rejected_line_ = 0;
    std::vector<Reject> rejects_;
    std::size_t reject_bytes_ = 0;
};

}  // namespace jarip::trade
