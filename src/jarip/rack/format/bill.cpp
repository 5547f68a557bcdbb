#include <algorithm>

#include "jarip/rack/checks/interval.hpp"
#include "jarip/rack/format/part_tree.hpp"
#include "jarip/rack/format/parts.hpp"

namespace jarip::rack {
namespace {

// Costs of branches, of which some say none.
struct Branches {
    Interval sum;
    double known = 0, all = 0;

    void add(const Figure& cost, double count) {
        sum += Interval::of(cost) * count;
        known += cost.given;
        ++all;
    }
    [[nodiscard]] Total total() const { return sum.total(ratio(known, all).value_or(1)); }
};

// Down each branch to the first part that says what it costs; its own parts are paid with it.
Total cost_of(const PartTree& tree, const std::vector<PartLine>& lines) {
    std::vector<double> unpaid(tree.names.size(), 0);
    unpaid[0] = 1;
    Branches costs;
    for (const auto node : tree.order) {
        if (unpaid[node] == 0) continue;
        const auto* cost = node == 0 ? nullptr : &lines[tree.first_line[node]].cost;
        if (cost && (cost->given || tree.below[node].empty())) {
            costs.add(*cost, unpaid[node]);
            continue;
        }
        for (const auto line : tree.below[node]) {
            auto& child = unpaid[tree.child[line]];
            child = std::min(kMostParts, child + unpaid[node] * lines[line].quantity);
        }
    }
    return costs.total();
}

}  // namespace

Bill bill(const Design& design) {
    const auto [root, parts, from_devices] = parts_of(design);
    const auto tree = part_tree(root, parts);
    Bill result;
    report_faults(tree, parts, result.findings);
    report_second_costs(parts, Severity::warning, result.findings);
    result.from_devices = from_devices;
    if (!tree.cycle.empty()) return result;

    const auto needs = part_needs(tree, parts);
    std::vector<std::size_t> lines;
    for (std::size_t node = 1; node < tree.names.size(); ++node)
        if (needs.built_in[node] > 0) lines.push_back(tree.first_line[node]);
    std::sort(lines.begin(), lines.end());
    for (const auto line : lines) {
        const auto node = tree.child[line];
        result.sums.push_back({parts[line], needs.built_in[node], needs.started[node]});
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
        const auto& part = parts[line];
        const auto node = tree.child[line];
        const double total = std::min(kMostParts, above * part.quantity);
        const bool is_above = listed[node] && !tree.below[node].empty();
        result.lines.push_back({part, level, total, is_above});
        if (!listed[node]) descend(node, level + 1, total);
        listed[node] = true;
    }
    result.cost = cost_of(tree, parts);
    return result;
}

}  // namespace jarip::rack
