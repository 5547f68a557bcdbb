// Networks of firms as lists of edges: supplier, buyer and value; and, where there is one, a table of the firms.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "jarip/core/ascii.hpp"
#include "jarip/core/table.hpp"
#include "jarip/importing/layouts.hpp"
#include "jarip/importing/numbers.hpp"

namespace jarip::importing {

namespace {

constexpr std::array kSellers{"supplier", "source", "seller", "from"};
constexpr std::array kBuyers{"buyer", "target", "client", "customer", "to"};
constexpr std::array kValues{"value", "weight", "amount", "sales"};
constexpr std::array kFirms{"node", "firm", "id", "name"};

Publisher edges_publisher() { return {"Network of firms", "", "", "USD", 0}; }

char separator_of(std::string_view line) {
    for (const char c : {',', '\t', ';'})
        if (line.find(c) != std::string_view::npos) return c;
    return ' ';
}

template <std::size_t n>
std::optional<std::size_t> column_of(const std::vector<std::string>& header,
                                     const std::array<const char*, n>& names) {
    for (const auto* name : names) {
        const auto found = std::ranges::find(header, name);
        if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    }
    return std::nullopt;
}

std::vector<std::string> header_of(std::string_view text, char separator) {
    std::vector<std::string> names;
    const auto lines = first_lines(text, 1);
    if (lines.empty()) return names;
    for (const auto field : fields_of(lines.front(), separator))
        if (separator != ' ' || !field.empty()) names.push_back(ascii_lower(field));
    return names;
}

// Columns node, sector, country and final_demand, of which the first must be there.
void add_firms(const std::string& path, Economy& economy) {
    Diagnostics diagnostics;
    const auto table = parse_csv(read_file(path), diagnostics);
    diagnostics.throw_if_errors();
    std::vector<std::string> header;
    for (const auto& column : table.columns()) header.push_back(ascii_lower(column));
    const auto id = column_of(header, kFirms);
    if (!id) refuse_header(path, "node");
    const auto sector = column_of(header, std::array{"sector", "industry", "nace", "isic"});
    const auto country = column_of(header, std::array{"country", "region"});
    const auto demand = column_of(header, std::array{"final_demand"});
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t n = 0; n < economy.nodes.size(); ++n) place.emplace(economy.nodes[n].id, n);
    Labels firms;
    firms.add(economy.nodes);
    Labels sectors;
    std::unordered_map<std::string, std::size_t> line_of;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto label = firms.id_of(table.cell(row, *id), table.location(row, *id), header[*id]);
        const auto [line, is_new] = line_of.emplace(label, table.line(row));
        if (!is_new)
            throw Error{
                Diagnostic{"E0205",
                           Severity::error,
                           table.location(row, *id),
                           {{"key", printable(label)}, {"line", std::to_string(line->second)}}}};
        const auto found = place.emplace(label, economy.nodes.size());
        if (found.second) economy.nodes.push_back({.id = label});
        NodeRow& node = economy.nodes[found.first->second];
        if (sector && !table.cell(row, *sector).empty())
            node.sector = sectors.id_of(table.cell(row, *sector), table.location(row, *sector),
                                        header[*sector]);
        if (country) node.region = table.cell(row, *country);
        if (demand) node.final_demand = read_number(table, row, *demand, diagnostics).value_or(0);
    }
    diagnostics.throw_if_errors();
    std::ranges::sort(economy.nodes, {}, &NodeRow::id);
}

void read_edges(const Files& files, const Reading& reading, Economy& economy) {
    if (files.all().empty()) throw Error{"E0381", "", {{"wanted", "edges.csv"}}};
    const MappedFile file{files.all().front()};
    const auto lines = first_lines(file.text(), 1);
    if (lines.empty()) refuse_header(file.name(), "supplier, buyer, value");
    Observations table{.file = file.name(),
                       .text = file.text(),
                       .separator = separator_of(lines.front()),
                       .supplier = {0},
                       .buyer = {1},
                       .value = 2};
    const auto header = header_of(file.text(), table.separator);
    const auto supplier = column_of(header, kSellers);
    const auto buyer = column_of(header, kBuyers);
    const auto value = column_of(header, kValues);
    if (supplier && buyer && value) {
        table.supplier = {*supplier};
        table.buyer = {*buyer};
        table.value = *value;
    } else if (header.size() >= 3 && cell_number(header[2])) {
        table.header_rows = 0;
    } else {
        refuse_header(file.name(), "supplier, buyer, value");
    }
    table.cells = header.size();
    read_observations(table, reading, economy);
    if (files.all().size() > 1) add_firms(files.all()[1], economy);
    // Of whom nothing is said: a sector of its own, which nobody can stand in for, at home.
    for (auto& node : economy.nodes) {
        if (node.sector.empty()) node.sector = node.id;
        if (node.region.empty()) node.region = "home";
    }
}

}  // namespace

LayoutRow edges_layout() { return {"edges", edges_publisher, read_edges}; }

}  // namespace jarip::importing
