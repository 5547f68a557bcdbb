/// The rows of one customs table, with the place of everything that is wrong.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/core/csv.hpp"

namespace jarip::trade {

class Rows {
public:
    /// The text must outlive the rows. Finds the separator (comma, semicolon, tab) and reads the header.
    /// errors  E0010 where there is none, E0012, E0014
    Rows(std::string_view file, std::string_view text, Diagnostics& diagnostics);

    /// Column names in lower case, blanks and brackets as "_".
    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    /// The first column that has one of the names.
    [[nodiscard]] std::optional<std::size_t> column(
        std::initializer_list<std::string_view> names) const;
    /// Makes the header a row: for tables that have none.
    void header_is_data() { header_pending_ = true; }

    /// Goes to the next sound row. Fields beyond the header must be empty: some sites end each row with
    /// a comma. errors  E0011, E0012, E0014; reading ends at the thousandth fault (E0113)
    [[nodiscard]] bool next();
    /// A field of this row, until the next.
    [[nodiscard]] std::string_view field(std::size_t column);

    void fault(const char* code, std::size_t column, Arguments arguments = {});
    void header_fault(const char* code, std::size_t column, Arguments arguments = {});
    void header_note(const char* code, std::size_t column, Arguments arguments = {});
    [[nodiscard]] std::string_view file() const { return file_; }
    [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

private:
    [[nodiscard]] Location locate(const CsvField& field) const;
    [[nodiscard]] bool sound();
    void count_fault();

    std::string file_;
    std::string_view text_;
    char separator_;
    CsvReader reader_;
    Diagnostics& diagnostics_;
    std::vector<std::string> header_;
    std::vector<Location> header_places_;
    bool header_pending_ = false;
    std::span<const CsvField> row_;
    std::string unescaped_;
    std::size_t faults_ = 0;
};

}  // namespace jarip::trade
