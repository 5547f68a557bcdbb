#include "jarip/stress/dense.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "jarip/stress/chain.hpp"

namespace jarip::stress {

namespace {

constexpr std::size_t kFewSuppliers = 4;  // of a slot, on average: columns are not worth it
constexpr std::size_t kMostZeros = 2;     // columns as long as so many times the edges

// Nodes that fill a slot together, and those that fill another with one of them, are one group: known by its first node.
class Groups {
public:
    explicit Groups(std::size_t nodes) : first_(nodes) {
        std::iota(first_.begin(), first_.end(), 0U);
    }
    [[nodiscard]] std::uint32_t of(std::uint32_t node) {
        while (first_[node] != node) node = first_[node] = first_[first_[node]];
        return node;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = of(a);
        b = of(b);
        first_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> first_;
};

constexpr std::size_t whole_blocks(std::size_t cells) {
    return (cells + Dense::kWidth - 1) / Dense::kWidth * Dense::kWidth;
}

void set_cells(const Chain& chain, Dense& dense) {
    const auto nodes = static_cast<std::uint32_t>(chain.node_count());
    Groups groups{nodes};
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k] + 1; e < chain.edge_begin[k + 1]; ++e)
            groups.join(chain.supplier[e - 1], chain.supplier[e]);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted;  // group, node
    sorted.reserve(nodes);
    for (std::uint32_t n = 0; n < nodes; ++n) sorted.emplace_back(groups.of(n), n);
    std::sort(sorted.begin(), sorted.end());
    dense.cell.resize(nodes);
    for (std::uint32_t i = 0; i < nodes; ++i) {
        if (i > 0 && sorted[i].first != sorted[i - 1].first)
            dense.cells = whole_blocks(dense.cells);
        dense.cell[sorted[i].second] = static_cast<std::uint32_t>(dense.cells++);
    }
    dense.cells = whole_blocks(dense.cells);
}

}  // namespace

Dense dense_of(const Chain& chain) {
    if (chain.edge_count() < kFewSuppliers * std::max<std::size_t>(1, chain.slot_count()))
        return {};
    Dense dense;
    set_cells(chain, dense);
    dense.first.reserve(chain.slot_count());
    dense.begin.reserve(chain.slot_count() + 1);
    for (std::size_t k = 0; k < chain.slot_count(); ++k) {
        std::size_t first = dense.cells;
        std::size_t end = 0;
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
            const std::size_t cell = dense.cell[chain.supplier[e]];
            first = std::min(first, cell / Dense::kWidth * Dense::kWidth);
            end = std::max(end, whole_blocks(cell + 1));
        }
        dense.first.push_back(static_cast<std::uint32_t>(std::min(first, end)));
        dense.begin.push_back(dense.begin.back() + end - std::min(first, end));
        if (dense.begin.back() > kMostZeros * chain.edge_count()) return {};
    }
    dense.flow.assign(dense.begin.back(), 0.0);
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
            double& flow =
                dense.flow[dense.begin[k] + dense.cell[chain.supplier[e]] - dense.first[k]];
            if (flow != 0) return {};
            flow = chain.flow[e];
        }
    return dense;
}

}  // namespace jarip::stress
