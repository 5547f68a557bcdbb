#include <algorithm>
#include <set>

#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/part_tree.hpp"
#include "jarip/rack/format/parts.hpp"

namespace jarip::rack {

std::vector<RecipeLine> recipe(const Design& design, const std::vector<std::string>& items,
                               Diagnostics& diagnostics) {
    std::vector<RecipeLine> result;
    const auto parts = parts_of(design);
    const auto& all = parts.lines;
    const auto tree = part_tree(parts.root, all);
    report_faults(tree, all, diagnostics);
    if (!tree.cycle.empty()) return result;

    const std::set<std::string, std::less<>> known{items.begin(), items.end()};
    std::vector<Sum> needed(tree.names.size());   // good units a rack takes
    std::vector<Sum> started(tree.names.size());  // units started to have them
    needed[0].add(1);
    started[0].add(1);
    for (const auto node : tree.order) {
        if (started[node].value() == 0) continue;
        if (node != 0 && known.contains(tree.names[node]))
            continue;  // its own recipe goes on from here
        if (node != 0 && tree.below[node].empty()) {
            const auto& part = all[tree.first_line[node]];
            diagnostics.error("E0421", part.where,
                              {{"item", part.item}, {"suggestion", nearest(part.item, items)}});
        }
        for (const auto line : tree.below[node]) {
            const auto& part = all[line];
            const double quantity = started[node].value() * part.quantity / (1 - part.scrap);
            if (quantity > kMostParts) {
                diagnostics.error("E0423", part.where, {{"item", part.item}});
                return result;
            }
            needed[tree.child[line]].add(quantity);
            started[tree.child[line]].add(quantity / part.yield);
        }
    }
    std::vector<std::size_t> lines;
    for (std::size_t node = 1; node < tree.names.size(); ++node)
        if (needed[node].value() > 0 && known.contains(tree.names[node]))
            lines.push_back(tree.first_line[node]);
    std::sort(lines.begin(), lines.end());
    for (const auto line : lines)
        result.push_back({all[line].item, needed[tree.child[line]].value(), all[line].where});
    return result;
}

}  // namespace jarip::rack
