#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using Change = network::ModelDifferences::Change;

struct Shown {
    std::string_view mark, word;
};

constexpr Shown shown(Change change) {
    switch (change) {
        case Change::added: return {"+ ", "added"};
        case Change::removed: return {"- ", "removed"};
        case Change::changed: break;
    }
    return {"~ ", "changed"};
}

// "price  150 → 175 (+16.7 %)"
std::string cell_text(const network::ModelDifferences::Cell& cell, const Context& context) {
    const auto given = [](const std::string& value) {
        return value.empty() ? std::string{kUndefined} : value;
    };
    std::string line = cell.column + "  " + given(cell.from) + " → " + given(cell.to);
    const auto from = parse_number(cell.from);
    const auto to = parse_number(cell.to);
    if (from && to)
        if (const auto more = ratio(*to - *from, *from))
            line += " (" + change(*from > 0 ? *more : -*more, context.language) + ')';
    return line;
}

// What is said of one file, by the keys of its rows.
struct FileLines {
    std::map<std::string, Change> rows;
    std::map<std::string, std::vector<const network::ModelDifferences::Cell*>> cells;
};

std::string file_text(const FileLines& lines, const Context& context) {
    std::string page;
    std::set<std::string> keys;
    for (const auto& [key, change] : lines.rows) keys.insert(key);
    for (const auto& [key, cells] : lines.cells) keys.insert(key);
    for (const auto& key : keys) {
        std::size_t indent = 4;
        if (const auto row = lines.rows.find(key); row != lines.rows.end())
            page += "  " + std::string{shown(row->second).mark} + key + '\n';
        else if (key.empty())
            indent = 2;
        else
            page += "  " + std::string{shown(Change::changed).mark} + key + '\n';
        const auto cells = lines.cells.find(key);
        if (cells == lines.cells.end()) continue;
        for (const auto* cell : cells->second)
            page += std::string(indent, ' ') +
                    wrapped(cell_text(*cell, context), context.width - indent, indent + 2) + '\n';
    }
    return page;
}

}  // namespace

std::string text(const ModelComparison& comparison, const Context& context) {
    const auto& differences = comparison.differences;
    const auto say = [&](const char* key, const Arguments& arguments = {}) {
        return text(context.language, key, arguments);
    };
    std::string page = wrapped(comparison.from + " → " + comparison.to, context.width) + '\n';
    if (differences.none()) return page + say("report.diff.none") + '\n';
    std::map<std::string, FileLines> files;
    for (const auto& row : differences.rows) files[row.file].rows.emplace(row.key, row.change);
    for (const auto& cell : differences.cells) files[cell.file].cells[cell.key].push_back(&cell);
    for (const auto& [file, lines] : files) page += '\n' + file + '\n' + file_text(lines, context);
    if (!differences.files.empty()) page += '\n' + say("report.diff.files") + '\n';
    for (const auto& file : differences.files)
        page += "  " + std::string{shown(file.change).mark} + file.file + '\n';
    std::map<Change, std::size_t> counts;
    for (const auto& row : differences.rows) ++counts[row.change];
    return page + '\n' +
           wrapped(say("report.diff.summary",
                       {{"added", fixed(static_cast<double>(counts[Change::added]))},
                        {"removed", fixed(static_cast<double>(counts[Change::removed]))},
                        {"cells", fixed(static_cast<double>(differences.cells.size()))},
                        {"files", fixed(static_cast<double>(differences.files.size()))}}),
                   context.width) +
           '\n';
}

namespace {

using Differences = network::ModelDifferences;

constexpr std::array<std::string_view, 3> kChanges{"added", "removed", "changed"};

template <class Row>
std::string_view change_of(const Row& row) {
    return kChanges.at(static_cast<std::size_t>(row.change));
}

const Fields<Differences::Row>& row_fields() {
    using Row = Differences::Row;
    static constexpr FieldList fields{
        "row",
        field::id<&Row::file>("file"),
        field::id<&Row::key>("key").says("As --set names the row."),
        field::word<change_of<Row>>("change", Words{kChanges}.first(2)),
    };
    return fields;
}

const Fields<Differences::Cell>& changed_cell_fields() {
    using Cell = Differences::Cell;
    static constexpr FieldList fields{
        "cell",
        field::id<&Cell::file>("file"),
        field::id<&Cell::key>("key").says(
            "As --set names the row; empty for a setting of model.toml."),
        field::id<&Cell::column>("column").says("The column, or the setting: stress.psi."),
        field::text<&Cell::from>("from")
            .says("An empty cell as what it means; empty: not given.")
            .titled("fields.before"),
        field::text<&Cell::to>("to").titled("fields.after"),
    };
    return fields;
}

const Fields<Differences::File>& file_fields() {
    using File = Differences::File;
    static constexpr FieldList fields{
        "file",
        field::id<&File::file>("file"),
        field::word<change_of<File>>("change", kChanges),
    };
    return fields;
}

const Fields<Differences>& differences_fields() {
    static constexpr FieldList fields{
        "differences",
        field::list<&Differences::rows, row_fields>("rows"),
        field::list<&Differences::cells, changed_cell_fields>("cells").says(
            "Rows that both have, and settings."),
        field::list<&Differences::files, file_fields>("files"),
    };
    return fields;
}

const Fields<ModelComparison>& comparison_fields() {
    static constexpr FieldList fields{
        "comparison",
        field::text<&ModelComparison::from>("from")
            .says("The first folder, as it was named.")
            .titled("fields.before"),
        field::text<&ModelComparison::to>("to").titled("fields.after"),
        field::spread<&ModelComparison::differences, differences_fields>(),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kDiffForms{field::any_fields<comparison_fields>};

}  // namespace

extern const Document kModelDiffDocument;
const Document kModelDiffDocument{"model-diff", "jarip model diff", Head::seed, kDiffForms};

Described described(const ModelComparison& comparison) {
    return {&kModelDiffDocument, &comparison_fields(), &comparison};
}

}  // namespace jarip::report
