/// Results as spreadsheets: sheets of typed cells, as XLSX or one of them as CSV. For .cpp files of this folder.
///
///     Workbook book{.title = "Trade of Korea"};
///     Sheet& partners = book.add("Partners", {{"partner", "Partner"}, {"imports", "Imports, USD", Look::whole}});
///     partners.add({"Taiwan", 500'000.0});
///     book.note("Source", "servers.csv");
///     const std::string bytes = xlsx(book, Language::en);
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::report {

/// How the numbers of a column are shown; what is kept is the number itself.
enum class Look : std::uint8_t {
    general,  ///< as many digits as there are
    whole,    ///< 1,570
    two,      ///< 1,569.66
    four,     ///< 0.3800
    percent,  ///< 5.89 %
    rounded,  ///< 2025
    figure    ///< as many digits as its size asks for: 88, 7.88, 0.0589, 316,371
};

/// What stands in a cell: nothing (undefined), a text, a number or a date.
class Cell {
public:
    Cell() = default;
    Cell(std::string text) : value_{std::move(text)} {}
    Cell(std::string_view text) : value_{std::string{text}} {}
    Cell(const char* text) : value_{std::string{text}} {}
    Cell(double number) : value_{number} {}
    Cell(int number) : value_{static_cast<double>(number)} {}
    Cell(std::size_t number) : value_{static_cast<double>(number)} {}
    Cell(Day day) : value_{day} {}
    template <class T>
    Cell(const std::optional<T>& value) {
        if (value) *this = Cell{*value};
    }
    Cell(bool) = delete;  // say it in words

    /// The same cell with a look of its own, where a column holds figures of several kinds.
    [[nodiscard]] Cell as(Look look) && {
        look_ = look;
        return std::move(*this);
    }

    using Value = std::variant<std::monostate, std::string, double, Day>;
    [[nodiscard]] const Value& value() const { return value_; }
    [[nodiscard]] std::optional<Look> look() const { return look_; }

private:
    Value value_;
    std::optional<Look> look_;
};

/// A table: a row of titles, then rows of cells.
class Sheet {
public:
    struct Column {
        std::string key;    ///< in CSV: the same in every language
        std::string title;  ///< in XLSX
        Look look = Look::general;
    };
    Sheet(std::string name, std::vector<Column> columns)
        : name_{std::move(name)}, columns_{std::move(columns)} {}

    /// A row; cells that are not given stay empty.
    void add(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
    /// A column after the first `before` ones, a cell for each row.
    void insert_column(std::size_t before, Column column, std::vector<Cell> cells);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<std::vector<Cell>>& rows() const { return rows_; }

private:
    std::string name_;
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// Sheets, and the notes that explain them: where figures are from, and what they mean.
struct Workbook {
    struct Note {
        std::string topic;
        std::string sentence;
    };
    std::string title;
    std::deque<Sheet> sheets;  // references to them hold
    std::vector<Note> notes;

    Sheet& add(std::string name, std::vector<Sheet::Column> columns) {
        return sheets.emplace_back(std::move(name), std::move(columns));
    }
    void note(std::string topic, std::string sentence) {
        notes.push_back({std::move(topic), std::move(sentence)});
    }
};

/// The workbook as the bytes of an XLSX file, notes on a sheet of their own at the end. The same workbook gives
/// the same bytes: the date of creation is fixed.
/// errors  E0003 if there is no room for temporary files, E0173 if a sheet has more rows than XLSX
[[nodiscard]] std::string xlsx(const Workbook& workbook, Language language);

/// A sheet as CSV: keys of columns in the first line, numbers in full precision, undefined cells empty.
[[nodiscard]] std::string csv(const Sheet& sheet);

}  // namespace jarip::report
