#include "jarip/rack/format/part_tree.hpp"

#include <algorithm>
#include <map>

namespace jarip::rack {
namespace {

enum class Mark { unseen, open, done };

// Depth first with a stack of its own, so that a chain of any length is walked.
void sort_nodes(PartTree& tree) {
    struct Step {
        std::size_t node;
        std::size_t next = 0;
    };
    std::vector<Mark> marks(tree.names.size(), Mark::unseen);
    std::vector<std::size_t> finished;
    for (std::size_t start = 0; start < tree.names.size(); ++start) {
        if (marks[start] != Mark::unseen) continue;
        std::vector<Step> path{{start}};
        marks[start] = Mark::open;
        while (!path.empty()) {
            auto& [node, next] = path.back();
            if (next == tree.below[node].size()) {
                marks[node] = Mark::done;
                finished.push_back(node);
                path.pop_back();
                continue;
            }
            const auto child = tree.child[tree.below[node][next++]];
            if (marks[child] == Mark::open) {
                if (tree.cycle.empty()) {
                    bool inside = false;
                    for (const auto& step : path) {
                        inside = inside || step.node == child;
                        if (inside) tree.cycle.push_back(step.node);
                    }
                }
            } else if (marks[child] == Mark::unseen) {
                marks[child] = Mark::open;
                path.push_back({child});
            }
        }
    }
    tree.order.assign(finished.rbegin(), finished.rend());
}

}  // namespace

PartTree part_tree(std::string_view root, const std::vector<PartLine>& lines) {
    PartTree tree;
    std::map<std::string, std::size_t, std::less<>> nodes;
    const auto node = [&](const std::string& name) {
        const auto [at, is_new] = nodes.emplace(name, tree.names.size());
        if (is_new) {
            tree.names.push_back(name);
            tree.below.emplace_back();
            tree.first_line.push_back(kNoLine);
        }
        return at->second;
    };
    const std::string rack{root};
    node(rack);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto parent = lines[i].parent.empty() ? 0 : node(lines[i].parent);
        const auto child = node(lines[i].item);
        tree.below[parent].push_back(i);
        tree.child.push_back(child);
        if (tree.first_line[child] == kNoLine) tree.first_line[child] = i;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].parent.empty() || lines[i].parent == rack) continue;
        const auto parent = nodes.find(lines[i].parent)->second;
        if (tree.first_line[parent] == kNoLine) tree.orphans.push_back(i);
    }
    sort_nodes(tree);
    return tree;
}

PartNeeds part_needs(const PartTree& tree, const std::vector<PartLine>& lines) {
    PartNeeds needs;
    needs.built_in.assign(tree.names.size(), 0);
    needs.started.assign(tree.names.size(), 0);
    needs.built_in[0] = needs.started[0] = 1;
    const auto add = [](double& sum, double more) { sum = std::min(kMostParts, sum + more); };
    for (const auto node : tree.order) {
        for (const auto line : tree.below[node]) {
            const auto& part = lines[line];
            const auto child = tree.child[line];
            add(needs.built_in[child], needs.built_in[node] * part.quantity);
            add(needs.started[child],
                needs.started[node] * part.quantity / (1 - part.scrap) / part.yield);
        }
    }
    return needs;
}

void report_faults(const PartTree& tree, const std::vector<PartLine>& lines,
                   Diagnostics& diagnostics) {
    if (!tree.cycle.empty())
        diagnostics.error("E0420", lines[tree.first_line[tree.cycle.back()]].where,
                          {{"cycle", cycle_text(tree)}});
    // Each suggestion looks through all names; who has more orphans than this has not mistyped them.
    constexpr std::size_t kMostSuggestions = 100;
    std::vector<std::string> parents;  // what may be meant: the rack and what goes into something
    for (std::size_t node = 0; node < tree.names.size(); ++node)
        if (node == 0 || tree.first_line[node] != kNoLine) parents.push_back(tree.names[node]);
    for (std::size_t i = 0; i < tree.orphans.size(); ++i) {
        const auto& line = lines[tree.orphans[i]];
        Arguments gaps{{"item", line.item}, {"parent", line.parent}};
        if (i < kMostSuggestions) gaps.push_back({"suggestion", nearest(line.parent, parents)});
        diagnostics.error("E0422", line.where, std::move(gaps));
    }
}

std::string cycle_text(const PartTree& tree) {
    std::string text;
    for (const auto node : tree.cycle) text += tree.names[node] + " > ";
    return tree.cycle.empty() ? text : text + tree.names[tree.cycle.front()];
}

}  // namespace jarip::rack
