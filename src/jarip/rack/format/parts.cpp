#include "jarip/rack/format/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

#include "jarip/core/table.hpp"
#include "jarip/rack/checks/limits.hpp"

namespace jarip::rack {
namespace {

constexpr NumberRange kScrap{0, 0.99};
constexpr NumberRange kYield{0.01, 1};
constexpr NumberRange kQuantity{1e-9, 1e9};

// Where the first of several names stands among the columns.
std::optional<std::size_t> column(const Table& table, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto found = table.column(name)) return found;
    return std::nullopt;
}

// Columns that are nearly called like one that is read: a misspelt cost would silently not be counted. Others are the
// list's own.
void warn_of_misspelt(const Table& table, Diagnostics& diagnostics) {
    static const std::vector<std::string> known{"item",     "parent",     "tree",      "qty",
                                                "quantity", "scrap",      "yield",     "unit_cost",
                                                "cost",     "lead_weeks", "countries", "origin"};
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        const auto& name = table.columns()[i];
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto meant = nearest(name, known);
        if (meant.empty()) continue;
        diagnostics.warning("E0462", table.header_location(i),
                            {{"column", name},
                             {"columns", fmt::format("{}", fmt::join(known, ", "))},
                             {"suggestion", meant}});
    }
}

// Rows of one tree: the one named, else the first row's; all, where there is no such column.
std::vector<std::size_t> rows_of_tree(const Table& table, const std::string& tree,
                                      Diagnostics& diagnostics) {
    std::vector<std::size_t> rows;
    const auto trees = table.column("tree");
    std::vector<std::string> known;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto name = trees ? std::string{table.cell(row, *trees)} : std::string{};
        if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
        if (!trees || name == (tree.empty() ? known.front() : tree)) rows.push_back(row);
    }
    if (rows.empty() && !tree.empty())
        diagnostics.error("E0412", {table.file(), 1, 1, 1, ""},
                          {{"tree", tree}, {"suggestion", nearest(tree, known)}});
    return rows;
}

// A single line without parent that is there once and is the parent of others stands for the rack.
void drop_root(std::vector<PartLine>& lines) {
    const auto is_top = [](const PartLine& line) { return line.parent.empty(); };
    if (std::count_if(lines.begin(), lines.end(), is_top) != 1) return;
    const auto root = std::find_if(lines.begin(), lines.end(), is_top);
    const auto name = root->item;
    if (root->quantity != 1) return;
    if (std::none_of(lines.begin(), lines.end(),
                     [&](const PartLine& line) { return line.parent == name; }))
        return;
    lines.erase(root);
    for (auto& line : lines)
        if (line.parent == name) line.parent.clear();
}

}  // namespace

PartLine read_part(TomlReader& reader) {
    reader.require("item");
    reader.require("qty");
    PartLine line;
    line.where = reader.where("item");
    line.item = reader.text("item");
    line.parent = reader.text("parent");
    line.quantity = reader.figure("qty", kQuantity).value;
    line.scrap = reader.figure("scrap", kScrap).value_or(0);
    line.yield = reader.figure("yield", kYield).value_or(1);
    line.cost = reader.figure("cost", kMoney);
    line.lead_weeks = reader.figure("lead_weeks", kFlows);
    line.origin = reader.text("origin");
    for (const char* key : {"src", "assumed", "note"}) reader.ignore(key);
    return line;
}

std::vector<PartLine> load_parts(const SourceFile& file, const std::string& tree,
                                 Diagnostics& diagnostics) {
    std::vector<PartLine> lines;
    require_utf8(file);
    const auto table = parse_csv(file, diagnostics);
    const auto item = table.column("item");
    const auto quantity = column(table, {"qty", "quantity"});
    for (const auto& [name, found] : {std::pair{"item", item}, std::pair{"qty", quantity}})
        if (!found && !table.columns().empty())
            diagnostics.error("E0411", table.header_location(0), {{"column", name}});
    if (!item || !quantity) return lines;
    warn_of_misspelt(table, diagnostics);

    const auto parent = table.column("parent");
    const auto scrap = table.column("scrap");
    const auto yield = table.column("yield");
    const auto cost = column(table, {"unit_cost", "cost"});
    const auto lead = table.column("lead_weeks");
    const auto origin = column(table, {"countries", "origin"});
    const auto number = [&](std::size_t row, std::optional<std::size_t> at, NumberRange range) {
        return at ? read_number(table, row, *at, diagnostics, range) : std::nullopt;
    };
    const auto figure = [&](std::size_t row, std::optional<std::size_t> at) -> Figure {
        const auto value = number(row, at, kNonNegative);
        return {value.value_or(0), value.has_value(), false, file.name};
    };
    for (const std::size_t row : rows_of_tree(table, tree, diagnostics)) {
        PartLine line;
        line.item = table.cell(row, *item);
        line.where = table.location(row, *item);
        if (parent) line.parent = table.cell(row, *parent);
        line.quantity = number(row, quantity, kQuantity).value_or(0);
        line.scrap = number(row, scrap, kScrap).value_or(0);
        line.yield = number(row, yield, kYield).value_or(1);
        line.cost = figure(row, cost);
        line.lead_weeks = figure(row, lead);
        if (origin) line.origin = table.cell(row, *origin);
        lines.push_back(std::move(line));
    }
    drop_root(lines);
    return lines;
}

void share_costs(std::vector<PartLine>& lines) {
    std::map<std::string, Figure, std::less<>> costs;
    for (const auto& line : lines)
        if (line.cost.given) costs.emplace(line.item, line.cost);
    for (auto& line : lines) {
        if (line.cost.given) continue;
        if (const auto cost = costs.find(line.item); cost != costs.end()) line.cost = cost->second;
    }
}

void report_second_costs(const std::vector<PartLine>& lines, Severity severity,
                         Diagnostics& diagnostics) {
    std::map<std::string_view, const PartLine*> first;
    for (const auto& line : lines) {
        if (!line.cost.given) continue;
        const auto [at, is_new] = first.emplace(line.item, &line);
        const auto& known = *at->second;
        if (is_new || known.cost.value == line.cost.value) continue;
        Arguments of{{"item", line.item},
                     {"cost", number_text(line.cost.value)},
                     {"first", number_text(known.cost.value)},
                     {"place", known.where.file + ':' + std::to_string(known.where.line)}};
        if (severity == Severity::error)
            diagnostics.error("E0413", line.where, std::move(of));
        else
            diagnostics.warning("E0413", line.where, std::move(of));
    }
}

}  // namespace jarip::rack
