// Eurostat FIGARO, industry by industry or product by product: the matrix, or the flat file.
#include <algorithm>
#include <unordered_map>

#include "jarip/core/ascii.hpp"
#include "jarip/importing/layouts.hpp"

namespace jarip::importing {

namespace {

std::string_view figaro_code(std::string_view label) {
    return label.substr(std::min(label.size(), label.find('_') + 1));
}
// Eurostat writes EL for Greece and UK for the United Kingdom.
std::string_view figaro_region(std::string_view label) {
    const auto region = label.substr(0, label.find('_'));
    return region == "EL" ? "GR" : region == "UK" ? "GB" : region;
}

// P3_S13, P3_S14, P3_S15, P51G, P5M: consumption, capital formation and changes of stock.
bool is_figaro_demand(std::string_view label) {
    const auto code = figaro_code(label);
    return code.starts_with("P3_") || code == "P51G" || code == "P5M" || code == "P52" ||
           code == "P53" || code == "P5";
}
// Taxes and value added stand under W2, all the world.
bool is_figaro_node(std::string_view label) { return !label.starts_with("W2_"); }

Publisher figaro_publisher() {
    return {"FIGARO inter-country input-output tables", "Eurostat",
            "https://ec.europa.eu/eurostat/web/esa-supply-use-input-tables/database", "EUR", 6};
}

void name_figaro(Economy& economy) {
    for (auto& node : economy.nodes) {
        node.sector = as_id(figaro_code(node.id));
        node.region = std::string{figaro_region(node.id)};
    }
}

void read_figaro_matrix(const MappedFile& file, const std::vector<std::string_view>& columns,
                        const Reading& reading, Economy& economy) {
    Matrix matrix{.file = file.name(), .text = file.text()};
    std::unordered_map<std::string_view, std::uint32_t> node_of;
    for (const auto& labels : row_labels(file.text(), ',', 1, 1)) {
        const bool is_node = is_figaro_node(labels.front());
        matrix.rows.push_back(
            {is_node ? Use::node : Use::skip, static_cast<std::uint32_t>(economy.nodes.size())});
        if (!is_node) continue;
        node_of.emplace(labels.front(), economy.nodes.size());
        economy.nodes.push_back({.id = as_id(labels.front()),
                                 .sector = {},
                                 .region = {},
                                 .name = {},
                                 .final_demand = 0,
                                 .sold = 0,
                                 .stated_output = {}});
    }
    for (std::size_t i = 1; i < columns.size(); ++i) {
        const auto node = node_of.find(columns[i]);
        if (node == node_of.end() && !is_figaro_demand(columns[i]))
            throw Error{"E0384", file.name(), {{"label", printable(columns[i])}}};
        matrix.columns.push_back(node == node_of.end() ? Line{Use::final_demand, 0}
                                                       : Line{Use::node, node->second});
    }
    name_figaro(economy);
    read_matrix(matrix, reading, economy);
}

void read_figaro_flat(const MappedFile& file, const std::vector<std::string>& columns,
                      const Reading& reading, Economy& economy) {
    const auto place = [&](std::initializer_list<std::string_view> names) {
        for (const auto name : names) {
            const auto found = std::ranges::find(columns, name);
            if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
        }
        refuse_header(file.name(), *names.begin());
    };
    const Observations table{.file = file.name(),
                             .text = file.text(),
                             .supplier = {place({"refarea"}), place({"rowii", "rowpi"})},
                             .buyer = {place({"counterpartarea"}), place({"colii", "colpi"})},
                             .value = place({"obsvalue"}),
                             .is_node = is_figaro_node,
                             .is_final = is_figaro_demand};
    read_observations(table, reading, economy);
    name_figaro(economy);
}

void read_figaro(const Files& files, const Reading& reading, Economy& economy) {
    const auto file = files.open(files.ending(".csv"), "matrix_eu-ic-io_….csv");
    const auto header = first_lines(file.text(), 1);
    if (header.empty()) refuse_header(file.name(), "rowLabels");
    const auto columns = fields_of(header.front(), ',');
    if (ascii_lower(columns.front()) == "rowlabels")
        return read_figaro_matrix(file, columns, reading, economy);
    std::vector<std::string> names;
    for (const auto column : columns) names.push_back(ascii_lower(column));
    if (std::ranges::find(names, "obsvalue") == names.end())
        refuse_header(file.name(), "rowLabels, obsValue");
    read_figaro_flat(file, names, reading, economy);
}

}  // namespace

LayoutRow figaro_layout() { return {"figaro", figaro_publisher, read_figaro}; }

}  // namespace jarip::importing
