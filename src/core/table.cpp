#include "jarip/core/table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace jarip {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "1,234,567" and "1'234.5": digits in groups of three.
bool has_thousands_separators(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    std::size_t group = 0;
    bool separated = false;
    for (const char c : text.substr(0, text.find('.'))) {
        if (c >= '0' && c <= '9') {
            ++group;
        } else if (c == ',' || c == '\'' || c == ' ' || c == '_') {
            if (group == 0 || group > 3 || (separated && group != 3)) return false;
            separated = true;
            group = 0;
        } else {
            return false;
        }
    }
    return separated && group == 3;
}

// One pass over the text, a field at a time.
class FieldReader {
public:
    explicit FieldReader(std::string_view text, std::size_t at) : text_{text}, at_{at} {}

    struct Field {
        std::size_t source = 0;
        std::size_t source_length = 0;
        std::string_view value;  // inside the text
        std::string unescaped;   // where the value holds doubled quotes
        bool escaped = false;
        bool last_in_row = false;
        const char* fault = nullptr;
    };

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] std::size_t position() const { return at_; }

    Field next() {
        Field field;
        field.source = at_;
        if (at_ < text_.size() && text_[at_] == '"') {
            read_quoted(field);
        } else {
            const auto end = std::min(text_.find_first_of(",\n", at_), text_.size());
            field.value = text_.substr(at_, end - at_);
            at_ = end;
            if (field.value.ends_with('\r') && (at_ == text_.size() || text_[at_] == '\n'))
                field.value.remove_suffix(1);
        }
        field.source_length = at_ - field.source;
        field.last_in_row = at_ >= text_.size() || text_[at_] == '\n';
        if (at_ < text_.size()) ++at_;
        // A comma as the file's last byte opens one more, empty, field.
        if (at_ >= text_.size() && !field.last_in_row) trailing_comma_ = true;
        return field;
    }
    [[nodiscard]] bool take_trailing_comma() { return std::exchange(trailing_comma_, false); }

private:
    void read_quoted(Field& field) {
        std::size_t begin = at_ + 1;
        std::size_t scan = begin;
        for (;;) {
            const auto quote = text_.find('"', scan);
            if (quote == std::string_view::npos) {
                field.fault = "E0012";
                at_ = text_.size();
                return;
            }
            if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
                field.unescaped.append(text_.substr(begin, quote + 1 - begin));
                field.escaped = true;
                begin = scan = quote + 2;
                continue;
            }
            field.value = text_.substr(begin, quote - begin);
            if (field.escaped) field.unescaped.append(field.value);
            at_ = quote + 1;
            break;
        }
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
            field.fault = "E0014";
            at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
        }
    }

    std::string_view text_;
    std::size_t at_;
    bool trailing_comma_ = false;
};

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
    return locate(cells_[row * columns_.size() + column]);
}

Location Table::header_location(std::size_t column) const { return locate(header_[column]); }

Table::Start Table::start_before(std::uint64_t byte) const {
    const auto after =
        std::upper_bound(starts_.begin(), starts_.end(), byte,
                         [](std::uint64_t at, const Start& start) { return at < start.byte; });
    return after == starts_.begin() ? Start{} : *(after - 1);
}

std::size_t Table::line(std::size_t row) const {
    return static_cast<std::size_t>(start_before(cells_[row * columns_.size()].source).line);
}

Location Table::locate(const Cell& cell) const {
    const std::string_view text = std::string_view{buffer_}.substr(0, source_size_);
    const auto before = text.substr(0, cell.source);
    const Start row = start_before(cell.source);
    const auto row_before = before.substr(row.byte);
    // A quoted field before this one may have line ends of its own.
    const auto last_end = row_before.rfind('\n');
    const std::size_t line_start = static_cast<std::size_t>(row.byte) +
                                   (last_end == std::string_view::npos ? 0 : last_end + 1);
    Location where;
    where.file = file_;
    where.line = static_cast<std::size_t>(row.line) +
                 static_cast<std::size_t>(std::count(row_before.begin(), row_before.end(), '\n'));
    auto line = text.substr(line_start, text.find('\n', line_start) - line_start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto prefix = before.substr(line_start);
    if (line_start == 0 && prefix.starts_with("\xEF\xBB\xBF")) prefix.remove_prefix(3);
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    where.column = character_count(prefix) + 1;
    where.width =
        std::max<std::size_t>(1, character_count(text.substr(cell.source, cell.source_length)));
    where.excerpt = std::string{line};
    return where;
}

void Table::set_cell(std::size_t row, std::size_t column, std::string_view value) {
    Cell& cell = cells_[row * columns_.size() + column];
    cell.begin = buffer_.size();
    cell.length = static_cast<std::uint32_t>(value.size());
    buffer_.append(value);
}

std::size_t Table::add_column(std::string_view name, std::string_view value) {
    const std::size_t rows = row_count();
    const std::size_t old_width = columns_.size();
    std::vector<Cell> wider;
    wider.reserve(rows * (old_width + 1));
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < old_width; ++column)
            wider.push_back(cells_[row * old_width + column]);
        Cell added;
        added.source = wider.empty() ? 0 : cells_[row * old_width].source;
        added.begin = buffer_.size();
        added.length = static_cast<std::uint32_t>(value.size());
        wider.push_back(added);
    }
    buffer_.append(value);
    cells_ = std::move(wider);
    columns_.emplace_back(name);
    header_.push_back({});
    return old_width;
}

Table parse_csv(SourceFile file, Diagnostics& diagnostics) {
    Table table;
    table.file_ = std::move(file.name);
    table.buffer_ = std::move(file.text);
    table.source_size_ = table.buffer_.size();
    const std::string source = table.buffer_;  // unescaped values are appended to buffer_ meanwhile
    FieldReader reader{source, source.starts_with("\xEF\xBB\xBF") ? std::size_t{3} : 0};

    std::vector<Table::Cell> row;
    bool header_read = false;
    Table::Start start{0, 1};
    while (!reader.at_end()) {
        row.clear();
        table.starts_.push_back(start);
        bool sound = true;
        bool more = true;
        while (more) {
            const auto field = reader.next();
            Table::Cell cell;
            cell.source = field.source;
            cell.source_length = static_cast<std::uint32_t>(field.source_length);
            if (field.escaped) {
                cell.begin = table.buffer_.size();
                cell.length = static_cast<std::uint32_t>(field.unescaped.size());
                table.buffer_ += field.unescaped;
            } else {
                const auto value = source[std::min(field.source, source.size() - 1)] == '"'
                                       ? field.value
                                       : trimmed(field.value);
                cell.begin = value.empty() ? field.source
                                           : static_cast<std::size_t>(value.data() - source.data());
                cell.length = static_cast<std::uint32_t>(value.size());
            }
            if (field.fault) {
                diagnostics.error(field.fault, table.locate(cell));
                sound = false;
            }
            row.push_back(cell);
            more = !field.last_in_row;
            if (reader.take_trailing_comma()) {
                row.push_back({source.size(), source.size(), 0, 0});
                more = false;
            }
        }
        const std::string_view read{source.data() + start.byte, reader.position() - start.byte};
        start = {reader.position(), start.line + static_cast<std::uint64_t>(
                                                     std::count(read.begin(), read.end(), '\n'))};
        const bool blank = row.size() == 1 && row[0].length == 0 && row[0].source_length <= 1;
        if (blank || !sound) continue;
        if (!header_read) {
            header_read = true;
            for (const auto& cell : row) {
                const std::string name{
                    std::string_view{table.buffer_}.substr(cell.begin, cell.length)};
                if (table.column(name))
                    diagnostics.error("E0013", table.locate(cell), {{"column", name}});
                table.columns_.push_back(name);
            }
            table.header_ = row;
        } else if (row.size() != table.columns_.size()) {
            diagnostics.error("E0011",
                              table.locate(row[std::min(row.size(), table.columns_.size()) - 1]),
                              {{"fields", std::to_string(row.size())},
                               {"columns", std::to_string(table.columns_.size())}});
        } else {
            table.cells_.insert(table.cells_.end(), row.begin(), row.end());
        }
    }
    if (!header_read) diagnostics.error("E0010", {table.file_, 1, 1, 1, ""});
    return table;
}

std::optional<double> read_number(const Table& table, std::size_t row, std::size_t column,
                                  Diagnostics& diagnostics, NumberRange range) {
    const auto text = table.cell(row, column);
    if (text.empty()) return std::nullopt;
    const auto fail = [&](const char* code, Arguments arguments = {}) {
        arguments.emplace_back("value", std::string{text.substr(0, 60)});
        arguments.emplace_back("column", table.columns()[column]);
        diagnostics.error(code, table.location(row, column), std::move(arguments));
        return std::nullopt;
    };
    double value = 0;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(begin, end, value);
    if (fault == std::errc::result_out_of_range ||
        (fault == std::errc{} && stop == end && !std::isfinite(value)))
        return fail("E0022");
    if (fault != std::errc{} || stop != end) {
        if (has_thousands_separators(text)) {
            std::string plain;
            for (const char c : text)
                if (c != ',' && c != '\'' && c != ' ' && c != '_') plain += c;
            return fail("E0021", {{"plain", plain}});
        }
        return fail("E0020");
    }
    if (value < range.low || value > range.high)
        return fail("E0023",
                    {{"low", format_shortest(range.low)}, {"high", format_shortest(range.high)}});
    return value;
}

std::optional<Day> read_date(const Table& table, std::size_t row, std::size_t column,
                             Diagnostics& diagnostics) {
    const auto text = table.cell(row, column);
    if (text.empty()) return std::nullopt;
    const auto day = parse_date(text);
    if (!day)
        diagnostics.error(
            "E0024", table.location(row, column),
            {{"value", std::string{text.substr(0, 60)}}, {"column", table.columns()[column]}});
    return day;
}

std::optional<bool> read_bool(const Table& table, std::size_t row, std::size_t column,
                              Diagnostics& diagnostics) {
    const auto text = table.cell(row, column);
    if (text.empty()) return std::nullopt;
    if (text == "true" || text == "TRUE" || text == "True") return true;
    if (text == "false" || text == "FALSE" || text == "False") return false;
    diagnostics.error(
        "E0025", table.location(row, column),
        {{"value", std::string{text.substr(0, 60)}}, {"column", table.columns()[column]}});
    return std::nullopt;
}

std::string csv_field(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{value};
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

}  // namespace jarip
