// What-ifs written into the files of a folder. What they do not change stays byte for byte.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/csv.hpp"
#include "jarip/core/table.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tables/key_index.hpp"
#include "jarip/network/tools/edited_settings.hpp"

namespace jarip::network {
namespace {

// Bytes of a row: from its begin to before its line end.
struct RowBytes {
    std::size_t begin = 0, end = 0;
};

std::vector<RowBytes> rows_of(std::string_view text) {
    std::vector<RowBytes> rows;
    CsvReader reader{text};
    for (auto fields = reader.next(); !fields.empty(); fields = reader.next()) {
        const auto& last = fields.back();
        // An empty field is no place in the text: look from the last that is one.
        std::size_t from = reader.row_begin();
        for (const auto& field : fields)
            if (!field.value.empty())
                from = static_cast<std::size_t>(field.value.data() - text.data()) +
                       field.value.size() + (field.quoted ? 1 : 0);
        if (last.value.empty() && last.quoted) from = text.find('"', from + 1);
        rows.push_back(
            {reader.row_begin(), std::min(text.find_first_of("\r\n", from), text.size())});
    }
    return rows;
}

std::string row_text(const Table& table, std::size_t row) {
    std::string line;
    for (std::size_t column = 0; column < table.columns().size(); ++column)
        line += (column > 0 ? "," : "") + csv_field(table.cell(row, column));
    return line;
}

bool is_same_row(const Table& old, const Table& now, std::size_t row) {
    for (std::size_t column = 0; column < old.columns().size(); ++column)
        if (old.cell(row, column) != now.cell(row, column)) return false;
    return true;
}

// The file's text with the rows that changed, the columns and the rows that are new.
std::string merged(std::string_view text, const Table& old, const Table& now) {
    const auto places = rows_of(text);  // the header is the first
    const std::size_t known = old.columns().size(), all = now.columns().size();
    std::string result;
    std::size_t at = 0;
    const auto add_row = [&](std::size_t place, std::string_view changed, const auto& cell) {
        result += text.substr(at, places[place].begin - at);
        at = places[place].end;
        if (!changed.empty()) return void(result += changed);
        result += text.substr(places[place].begin, places[place].end - places[place].begin);
        for (std::size_t column = known; column < all; ++column)
            result += ',' + csv_field(cell(column));
    };
    add_row(0, {}, [&](std::size_t column) { return std::string_view{now.columns()[column]}; });
    for (std::size_t row = 0; row < old.row_count() && row + 1 < places.size(); ++row)
        add_row(row + 1, is_same_row(old, now, row) ? std::string{} : row_text(now, row),
                [&](std::size_t column) { return now.cell(row, column); });
    result += text.substr(at);
    if (now.row_count() > old.row_count() && !result.ends_with('\n')) result += '\n';
    for (std::size_t row = old.row_count(); row < now.row_count(); ++row)
        result += row_text(now, row) + '\n';
    return result;
}

// A file that is new.
std::string whole(const Table& table) {
    std::string text;
    for (const auto& column : table.columns()) text += (text.empty() ? "" : ",") + column;
    text += '\n';
    for (std::size_t row = 0; row < table.row_count(); ++row) text += row_text(table, row) + '\n';
    return text;
}

bool is_same_table(const Table& old, const Table& now) {
    if (old.row_count() != now.row_count() || old.columns() != now.columns()) return false;
    for (std::size_t row = 0; row < old.row_count(); ++row)
        if (!is_same_row(old, now, row)) return false;
    return true;
}

// Nobody published a figure that was changed here.
void assume_changed_rows(Loading& loading, const Loading& before) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& cell : loading.network.what_ifs) {
        auto& table = loading.tables.find(cell.table)->second;
        const auto* rule = table.rule().column(cell.column);
        if (rule == nullptr || rule->cell != Cell::figure || !table.rule().column("assumed") ||
            !seen.emplace(cell.table, cell.key).second)
            continue;
        const auto& old = before.table(cell.table);
        const auto rows = KeyIndex{table}.find(cell.key);
        if (rows.size() != 1) continue;
        const auto source = table.column("source");
        const auto given = table.text(rows[0], source);
        const bool is_new_source = rows[0] < old.row_count() && !given.empty() &&
                                   given != old.text(rows[0], old.column("source"));
        if (!is_new_source) table.set(rows[0], "assumed", "true");
    }
}

}  // namespace

std::vector<SourceFile> edited(const Folder& folder, const std::vector<std::string>& sets) {
    const Loading before = read_rows(folder);
    Loading loading = read_rows(folder);
    loading.options.sets = sets;
    apply_sets(loading);
    loading.diagnostics.throw_if_errors();
    assume_changed_rows(loading, before);
    std::vector<SourceFile> files;
    if (auto settings = edited_settings(folder, sets, loading.diagnostics))
        files.push_back(std::move(*settings));
    loading.diagnostics.throw_if_errors();
    for (const auto& [name, table] : loading.tables) {
        const auto& old = before.table(name);
        if (!table.exists() || is_same_table(old.cells(), table.cells())) continue;
        const auto file = folder.read(table.file());
        if (!file) {
            files.push_back({table.file(), whole(table.cells())});
            continue;
        }
        files.push_back({file->name, merged(file->text, old.cells(), table.cells())});
    }
    return files;
}

}  // namespace jarip::network
