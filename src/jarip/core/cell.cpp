// What the cells of a table mean: numbers, dates, switches.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "jarip/core/table.hpp"
#include "jarip/core/utf8.hpp"

namespace jarip {
namespace {

constexpr std::size_t kShownCharacters = 60;

bool is_separator(char c) { return c == ',' || c == '\'' || c == ' ' || c == '_'; }

// "1,234,567" and "1'234.5": digits in groups of three.
bool has_thousands_separators(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    std::size_t group = 0;
    bool separated = false;
    for (const char c : text.substr(0, text.find('.'))) {
        if (c >= '0' && c <= '9') {
            ++group;
        } else if (is_separator(c)) {
            if (group == 0 || group > 3 || (separated && group != 3)) return false;
            separated = true;
            group = 0;
        } else {
            return false;
        }
    }
    return separated && group == 3;
}

struct CellReader {
    const Table& table;
    std::size_t row;
    std::size_t column;
    Diagnostics& diagnostics;

    [[nodiscard]] std::string_view text() const { return table.cell(row, column); }

    std::nullopt_t fail(const char* code, Arguments arguments = {}) const {
        arguments.emplace_back("value", shortened(text(), kShownCharacters));
        arguments.emplace_back("column", table.columns()[column]);
        diagnostics.error(code, table.location(row, column), std::move(arguments));
        return std::nullopt;
    }
};

}  // namespace

std::optional<double> read_number(const Table& table, std::size_t row, std::size_t column,
                                  Diagnostics& diagnostics, NumberRange range) {
    const CellReader cell{table, row, column, diagnostics};
    const auto text = cell.text();
    if (text.empty()) return std::nullopt;
    const bool plus = text.starts_with('+') && !text.starts_with("+-");
    const char* const end = text.data() + text.size();
    double value = 0;
    const auto [stop, fault] = std::from_chars(text.data() + (plus ? 1 : 0), end, value);
    if (fault == std::errc::result_out_of_range) return cell.fail("E0022");
    if (fault != std::errc{} || stop != end) {
        if (!has_thousands_separators(text)) return cell.fail("E0020");
        std::string plain;
        for (const char c : text)
            if (!is_separator(c)) plain += c;
        return cell.fail("E0021", {{"plain", shortened(plain, kShownCharacters)}});
    }
    if (!std::isfinite(value)) return cell.fail("E0022");
    if (value < range.low || value > range.high)
        return cell.fail(
            "E0023", {{"low", format_shortest(range.low)}, {"high", format_shortest(range.high)}});
    return value;
}

std::optional<Day> read_date(const Table& table, std::size_t row, std::size_t column,
                             Diagnostics& diagnostics) {
    const CellReader cell{table, row, column, diagnostics};
    if (cell.text().empty()) return std::nullopt;
    const auto day = parse_date(cell.text());
    if (!day) return cell.fail("E0024");
    return day;
}

std::optional<bool> read_bool(const Table& table, std::size_t row, std::size_t column,
                              Diagnostics& diagnostics) {
    const CellReader cell{table, row, column, diagnostics};
    const auto text = cell.text();
    if (text.empty()) return std::nullopt;
    if (text == "true" || text == "TRUE" || text == "True") return true;
    if (text == "false" || text == "FALSE" || text == "False") return false;
    return cell.fail("E0025");
}

std::string csv_field(std::string_view value) {
    const bool blank_at_end = value.starts_with(' ') || value.ends_with(' ') ||
                              value.starts_with('\t') || value.ends_with('\t');
    if (!blank_at_end && value.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string{value};
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string format_shortest(double value) {
    char buffer[40];
    const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end};
}

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    if (text.empty() || fault != std::errc{} || stop != end) return std::nullopt;
    return value;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (word.starts_with(' ')) word.remove_prefix(1);
        while (word.ends_with(' ')) word.remove_suffix(1);
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

}  // namespace jarip
