// OECD Inter-Country Input-Output tables: one CSV a year, a row and a column for each country_industry.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "jarip/importing/layouts.hpp"

namespace jarip::importing {

namespace {

// Of final demand, after the country; editions of 2021, 2023 and 2025.
constexpr std::array kIcioDemand{"HFCE",  "NPISH", "GGFC",   "GFCF",
                                 "INVNT", "DPABR", "NONRES", "DISC"};
// Rows and columns that are no industry.
constexpr std::array kIcioTotals{"OUT", "OUTPUT", "TOTAL"};

std::string_view after_region(std::string_view label) {
    const auto end = label.find('_');
    return end == std::string_view::npos ? std::string_view{} : label.substr(end + 1);
}

bool is_icio_demand(std::string_view label) {
    const auto code = after_region(label);
    return std::ranges::any_of(kIcioDemand,
                               [&](auto each) { return code == each || label == each; });
}

bool is_icio_total(std::string_view label) {
    return std::ranges::any_of(kIcioTotals, [&](auto each) { return label == each; });
}

// Taxes less subsidies and value added, in an edition's spelling.
bool is_icio_primary(std::string_view label) {
    const auto code = after_region(label);
    return label == "TLS" || label == "VA" || label == "VALU" || code == "TAXSUB" ||
           code == "TLS" || code == "VA" || code == "VALU" || label == "TAXSUB";
}

Publisher icio_publisher() {
    return {"OECD Inter-Country Input-Output tables", "OECD",
            "https://www.oecd.org/en/data/datasets/inter-country-input-output-tables.html", "USD",
            6};
}

void read_icio(const Files& files, const Reading& reading, Economy& economy) {
    const auto file = files.open(files.ending(".csv"), "*.csv");
    const auto header = first_lines(file.text(), 1);
    if (header.empty()) refuse_header(file.name(), "AUS_A01 …");
    const auto columns = fields_of(header.front(), ',');
    std::unordered_map<std::string_view, std::uint32_t> node_of;
    Matrix matrix{.file = file.name(), .text = file.text()};
    for (const auto& labels : row_labels(file.text(), ',', 1, 1)) {
        const auto label = labels.front();
        const bool is_node = !is_icio_total(label) && !is_icio_primary(label);
        matrix.rows.push_back(
            {is_node ? Use::node : Use::skip, static_cast<std::uint32_t>(economy.nodes.size())});
        if (!is_node) continue;
        node_of.emplace(label, economy.nodes.size());
        economy.nodes.push_back({.id = as_id(label),
                                 .sector = as_id(after_region(label)),
                                 .region = std::string{label.substr(0, label.find('_'))},
                                 .name = {},
                                 .final_demand = 0,
                                 .sold = 0,
                                 .stated_output = {}});
    }
    std::size_t bought = 0;
    std::size_t demands = 0;
    for (std::size_t i = 1; i < columns.size(); ++i) {
        const auto node = node_of.find(columns[i]);
        if (node != node_of.end()) {
            matrix.columns.push_back({Use::node, node->second});
            ++bought;
        } else if (is_icio_demand(columns[i])) {
            matrix.columns.push_back({Use::final_demand, 0});
            ++demands;
        } else if (is_icio_total(columns[i])) {
            matrix.columns.push_back({Use::output, 0});
        } else {
            throw Error{"E0384", file.name(), {{"label", printable(columns[i])}}};
        }
    }
    if (demands == 0) refuse_header(file.name(), "AUS_HFCE, AUS_NPISH, AUS_GGFC …");
    for (const auto& node : economy.nodes)
        if (bought < economy.nodes.size() && std::ranges::find(columns, node.id) == columns.end())
            throw Error{"E0384", file.name(), {{"label", printable(node.id)}}};
    // China and Mexico of the extended tables stand beside their parts, which sell and are bought from.
    for (auto& node : economy.nodes) {
        if (node.region == "CN1" || node.region == "CN2") node.region = "CHN";
        if (node.region == "MX1" || node.region == "MX2") node.region = "MEX";
    }
    read_matrix(matrix, reading, economy);
}

}  // namespace

LayoutRow oecd_icio_layout() { return {"oecd-icio", icio_publisher, read_icio}; }

}  // namespace jarip::importing
