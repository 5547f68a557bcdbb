#include "jarip/core/table.hpp"

#include <algorithm>
#include <unordered_set>

#include "jarip/core/csv.hpp"
#include "jarip/core/folder.hpp"
#include "jarip/core/utf8.hpp"

namespace jarip {
namespace {

// Offsets are 32 bits wide; the other half is room for values that are set later.
constexpr std::size_t kLargestText = std::size_t{2} << 30;
// As many as a spreadsheet has.
constexpr std::size_t kMostColumns = 16'384;
// Of one row: each is looked for from the row's begin.
constexpr std::size_t kMostFaultsPerRow = Diagnostics::kMostKept;

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
    const Cell& cell = cells_[row * columns_.size() + column];
    return std::string_view{buffer_}.substr(cell.begin, cell.length);
}

Location Table::location(std::size_t row, std::size_t column) const {
    const std::size_t first = row * columns_.size();
    return locate(cells_[first + column].source, cells_[first].source, row_lines_[row]);
}

Location Table::header_location(std::size_t column) const {
    return locate(header_[column].source, header_[0].source, header_line_);
}

Location Table::locate(std::size_t source, std::size_t row_begin, std::size_t row_line) const {
    const auto text = std::string_view{buffer_}.substr(0, source_size_);
    return csv_location(file_, text, source, row_begin, row_line);
}

void Table::set_cell(std::size_t row, std::size_t column, std::string_view value) {
    Cell& cell = cells_[row * columns_.size() + column];
    cell.begin = narrow(buffer_.size());
    cell.length = narrow(value.size());
    buffer_.append(value);
}

std::size_t Table::add_row() {
    const auto end = narrow(source_size_);
    cells_.insert(cells_.end(), columns_.size(), Cell{end, end, 0});
    row_lines_.push_back((row_lines_.empty() ? narrow(header_line_) : row_lines_.back()) + 1);
    return row_lines_.size() - 1;
}

std::size_t Table::add_column(std::string_view name, std::string_view value) {
    const std::size_t old_width = columns_.size();
    std::vector<Cell> wider;
    wider.reserve(row_count() * (old_width + 1));
    for (std::size_t row = 0; row < row_count(); ++row) {
        const auto* const first = &cells_[row * old_width];
        wider.insert(wider.end(), first, first + old_width);
        wider.push_back({first->source, narrow(buffer_.size()), narrow(value.size())});
    }
    cells_ = std::move(wider);
    buffer_.append(value);
    columns_.emplace_back(name);
    header_.push_back(header_[0]);
    return old_width;
}

SourceFile embedded_table(std::string_view name) {
    return {std::string{name}, std::string{embedded_text(name)}};
}

Table parse_embedded(std::string_view name) {
    Diagnostics diagnostics;
    auto table = parse_csv(embedded_table(name), diagnostics);
    diagnostics.throw_if_errors();
    return table;
}

Table parse_csv(SourceFile file, Diagnostics& diagnostics) {
    Table table;
    table.file_ = std::move(file.name);
    if (file.text.size() > kLargestText) {
        diagnostics.error("E0006", {table.file_});
        return table;
    }
    table.buffer_ = std::move(file.text);
    table.source_size_ = table.buffer_.size();
    const std::string_view text = table.buffer_;
    std::string unquoted;  // appended to the buffer at the end: until then views into it must hold
    CsvReader reader{text};

    const auto offset = [&](const CsvField& field) {
        return static_cast<std::size_t>(field.value.data() - text.data());
    };
    const auto fail = [&](const char* code, const CsvField& field, Arguments arguments = {}) {
        const std::size_t source = offset(field) - (field.quoted ? 1 : 0);
        diagnostics.error(code, table.locate(source, reader.row_begin(), reader.line()),
                          std::move(arguments));
    };
    const auto sound = [&](std::span<const CsvField> row) {
        std::size_t faults = 0;
        for (const CsvField& field : row) {
            if (field.fault == CsvFault::none || ++faults > kMostFaultsPerRow) continue;
            fail(field.fault == CsvFault::never_closed ? "E0012" : "E0014", field);
        }
        return faults == 0;
    };
    const auto cell = [&](const CsvField& field) {
        const std::size_t begin = offset(field);
        const auto source = narrow(begin - (field.quoted ? 1 : 0));
        if (!field.doubled) return Table::Cell{source, narrow(begin), narrow(field.value.size())};
        const auto value = unescaped(field.value);
        const auto moved = narrow(text.size() + unquoted.size());
        unquoted += value;
        return Table::Cell{source, moved, narrow(value.size())};
    };

    const auto header = reader.next();
    if (header.empty()) {
        diagnostics.error("E0010", {table.file_});
        return table;
    }
    if (!sound(header)) return table;
    if (header.size() == 1 && !header[0].quoted) {
        const auto other = header[0].value.find_first_of(";\t");
        if (other != std::string_view::npos) {
            fail("E0016", header[0], {{"separator", header[0].value[other] == ';' ? ";" : "TAB"}});
            return table;
        }
    }
    table.header_line_ = reader.line();
    if (header.size() > kMostColumns) {
        diagnostics.error("E0041", {table.file_, reader.line()},
                          {{"most", std::to_string(kMostColumns)}});
        return table;
    }
    std::unordered_set<std::string> known;
    std::size_t faults = 0;
    for (const CsvField& field : header) {
        auto name = field.doubled ? unescaped(field.value) : std::string{field.value};
        const bool is_new = known.insert(name).second;
        const bool is_shown = (name.empty() || !is_new) && ++faults <= kMostFaultsPerRow;
        if (is_shown && name.empty())
            fail("E0015", field, {{"number", std::to_string(table.columns_.size() + 1)}});
        else if (is_shown)
            fail("E0013", field, {{"column", name}});
        table.header_.push_back(cell(field));
        table.columns_.push_back(std::move(name));
    }

    const std::size_t width = table.columns_.size();
    for (auto row = reader.next(); !row.empty(); row = reader.next()) {
        if (!sound(row)) continue;
        if (row.size() != width) {
            fail("E0011", row[std::min(row.size() - 1, width)],
                 {{"fields", std::to_string(row.size())}, {"columns", std::to_string(width)}});
            continue;
        }
        for (const CsvField& field : row) table.cells_.push_back(cell(field));
        table.row_lines_.push_back(narrow(reader.line()));
    }
    table.buffer_ += unquoted;
    return table;
}

}  // namespace jarip
