// The four files of ProductionNetworkSimulator (Inoue and Todo), in the order of its arguments: aTableLine (supplier, client,
// amount), cVector (firm, sales to final consumers), piniVector (firm, production), firmAffiliation (firm, sector).
#include <algorithm>
#include <unordered_map>

#include "jarip/importing/layouts.hpp"
#include "jarip/importing/numbers.hpp"

namespace jarip::importing {

namespace {

Publisher pronet_publisher() {
    return {"Network of firms (ProductionNetworkSimulator)", "",
            "https://github.com/HiroyasuInoue/ProductionNetworkSimulator", "USD", 0};
}

// Pairs of a firm and what is said of it.
template <class Take>
void read_pairs(const MappedFile& file, const std::unordered_map<std::string, std::size_t>& firms,
                Take take) {
    std::unordered_map<std::size_t, std::size_t> line_of;
    std::size_t line = 0;
    for (const auto& labels : row_labels(file.text(), '\n', 0, 1)) {
        ++line;
        const auto text = labels.front();
        const auto end = text.find_first_of(" \t");
        if (text.empty()) continue;
        if (end == std::string_view::npos)
            refuse_at("E0383", file.name(), line, 1, {{"count", "1"}, {"expected", "2"}});
        const auto firm = firms.find(as_id(text.substr(0, end)));
        if (firm == firms.end())
            throw Error{"E0384", file.name(), {{"label", printable(text.substr(0, end))}}};
        if (const auto [first, is_new] = line_of.emplace(firm->second, line); !is_new)
            refuse_at(
                "E0205", file.name(), line, 1,
                {{"key", printable(text.substr(0, end))}, {"line", std::to_string(first->second)}});
        take(firm->second, bare(text.substr(end)), line);
    }
}

double pair_number(const MappedFile& file, std::string_view text, std::size_t line) {
    const auto value = cell_number(text);
    if (!value)
        refuse_at("E0389", file.name(), line, 1,
                  {{"cell", "2"}, {"value", printable(text.substr(0, 40))}});
    return *value;
}

void read_pronet(const Files& files, const Reading& reading, Economy& economy) {
    const auto& all = files.all();
    const auto by_name = [&](std::string_view name,
                             std::size_t place) -> std::optional<std::string> {
        if (const auto found = files.holding(name)) return found;
        return all.size() == 4 ? std::optional{all[place]} : std::nullopt;
    };
    const auto table = files.open(by_name("atable", 0), "aTableLine");
    const auto consumed = files.open(by_name("cvector", 1), "cVector");
    const auto produced = files.open(by_name("pini", 2), "piniVector");
    const auto affiliation = files.open(by_name("affi", 3), "firmAffiliation");
    read_observations({.file = table.name(),
                       .text = table.text(),
                       .separator = ' ',
                       .header_rows = 0,
                       .cells = 3,
                       .supplier = {0},
                       .buyer = {1},
                       .value = 2},
                      reading, economy);
    std::unordered_map<std::string, std::size_t> firms;
    for (std::size_t n = 0; n < economy.nodes.size(); ++n) firms.emplace(economy.nodes[n].id, n);
    Labels ids;
    ids.add(economy.nodes);
    // Firms without suppliers and clients stand in the other files only.
    for (const auto& labels : row_labels(affiliation.text(), '\n', 0, 1)) {
        const auto text = labels.front();
        const auto label = text.substr(0, text.find_first_of(" \t"));
        if (label.empty()) continue;
        const auto id = ids.id_of(label, {}, "1");
        if (firms.emplace(id, economy.nodes.size()).second) economy.nodes.push_back({.id = id});
    }
    read_pairs(consumed, firms, [&](std::size_t n, std::string_view text, std::size_t line) {
        economy.nodes[n].final_demand = pair_number(consumed, text, line);
    });
    read_pairs(produced, firms, [&](std::size_t n, std::string_view text, std::size_t line) {
        economy.nodes[n].stated_output = pair_number(produced, text, line);
    });
    Labels sectors;
    read_pairs(affiliation, firms, [&](std::size_t n, std::string_view text, std::size_t line) {
        Location where;
        where.file = as_utf8(affiliation.name());
        where.line = line;
        economy.nodes[n].sector = sectors.id_of(text, where, "2");
    });
    for (auto& node : economy.nodes) {
        node.region = "home";
        if (node.sector.empty())
            throw Error{"E0384", affiliation.name(), {{"label", printable(node.id)}}};
    }
    std::ranges::sort(economy.nodes, {}, &NodeRow::id);
}

}  // namespace

LayoutRow pronet_layout() { return {"pronet", pronet_publisher, read_pronet}; }

}  // namespace jarip::importing
