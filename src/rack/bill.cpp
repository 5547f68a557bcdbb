#include <algorithm>
#include <map>

#include "part_tree.hpp"

namespace jarip::rack {
namespace {

// A design without parts still holds its devices and cables.
Bill bill_of_devices(const Design& design) {
    Bill bill;
    bill.from_devices = true;
    std::map<std::string, std::size_t> known;
    const auto add = [&](const std::string& item, double quantity) {
        const auto [at, is_new] = known.emplace(item, bill.lines.size());
        if (is_new) bill.lines.push_back({item, {}, 0, 0, 0, false});
        bill.lines[at->second].quantity += quantity;
        bill.lines[at->second].total += quantity;
    };
    for (const auto& device : design.devices)
        add(device.part.empty() ? device.type_slug : device.part, device.count);
    for (const auto& cable : design.cables)
        add(cable.kind.empty() ? cable.port : cable.kind, cable.count);
    for (const auto& line : bill.lines) bill.sums.push_back({line.item, line.total, line.total});
    return bill;
}

}  // namespace

Bill bill(const Design& design, Diagnostics& diagnostics) {
    if (design.parts.empty()) return bill_of_devices(design);
    const auto tree = part_tree(design.id, design.parts);
    report_faults(tree, design.parts, diagnostics);
    Bill result;
    if (!tree.cycle.empty()) return result;

    const auto needs = part_needs(tree, design.parts);
    std::vector<std::size_t> lines;
    for (std::size_t node = 1; node < tree.names.size(); ++node)
        if (needs.built_in[node] > 0) lines.push_back(tree.first_line[node]);
    std::sort(lines.begin(), lines.end());
    for (const auto line : lines) {
        const auto node = tree.child[line];
        result.sums.push_back({tree.names[node], needs.built_in[node], needs.started[node]});
    }

    struct Step {
        std::size_t line;
        std::size_t level;
        double above;  // units of the parent in a rack, on this path
    };
    std::vector<Step> open;
    const auto descend = [&](std::size_t node, std::size_t level, double above) {
        const auto& below = tree.below[node];
        for (auto line = below.rbegin(); line != below.rend(); ++line)
            open.push_back({*line, level, above});
    };
    std::vector<bool> listed(tree.names.size(), false);
    descend(0, 0, 1);
    while (!open.empty()) {
        const auto [line, level, above] = open.back();
        open.pop_back();
        const auto& part = design.parts[line];
        const auto node = tree.child[line];
        const double total = std::min(kMostParts, above * part.quantity);
        const bool is_above = listed[node] && !tree.below[node].empty();
        result.lines.push_back({part.item, part.parent, level, part.quantity, total, is_above});
        if (!listed[node]) descend(node, level + 1, total);
        listed[node] = true;
    }
    return result;
}

}  // namespace jarip::rack
