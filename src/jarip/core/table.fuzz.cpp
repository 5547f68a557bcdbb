// A table of any bytes: read without a crash, and what is read is written and read back the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "jarip/core/table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string written(const jarip::Table& table) {
    std::string text;
    for (std::size_t column = 0; column < table.columns().size(); ++column)
        text += (column > 0 ? "," : "") + jarip::csv_field(table.columns()[column]);
    text += '\n';
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            text += (column > 0 ? "," : "") + jarip::csv_field(table.cell(row, column));
        text += '\n';
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    jarip::Diagnostics diagnostics;
    auto table = jarip::parse_csv(
        {"fuzz.csv", std::string{reinterpret_cast<const char*>(data), size}}, diagnostics);
    constexpr std::size_t kReadRows = 3;  // faults are slow: each keeps its line
    for (std::size_t row = 0; row < std::min(kReadRows, table.row_count()); ++row)
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            (void)table.location(row, column);
            (void)jarip::read_number(table, row, column, diagnostics);
            (void)jarip::read_date(table, row, column, diagnostics);
        }
    (void)jarip::render(diagnostics.sorted(), jarip::Language::ko);

    // A header of one field may hold another separator, which is refused when it is not quoted.
    if (table.columns().size() < 2 || jarip::first_byte_not_utf8(table.columns()[0])) return 0;
    const auto text = written(table);
    if (text.starts_with("\xEF\xBB\xBF")) return 0;
    jarip::Diagnostics again;
    const auto copy = jarip::parse_csv({"copy.csv", text}, again);
    if (copy.columns() != table.columns() || copy.row_count() != table.row_count()) std::abort();
    for (std::size_t row = 0; row < table.row_count(); ++row)
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            if (copy.cell(row, column) != table.cell(row, column)) std::abort();
    return 0;
}
