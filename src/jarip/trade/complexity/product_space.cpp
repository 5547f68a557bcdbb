// The product space: which products are made by the same exporters.
#include <algorithm>
#include <bit>
#include <cassert>
#include <tuple>

#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// Which exporters make each product, a bit an exporter.
class Makers {
public:
    explicit Makers(const Complexity& complexity)
        : words_{(complexity.exporters.size() + kBits - 1) / kBits},
          bits_(complexity.products.size() * words_),
          count_(complexity.products.size()) {
        for (std::size_t c = 0; c < complexity.exporters.size(); ++c)
            for (std::size_t p = 0; p < complexity.products.size(); ++p) {
                if (complexity.rca[complexity.cell(c, p)] < 1) continue;
                bits_[p * words_ + c / kBits] |= std::uint64_t{1} << c % kBits;
                ++count_[p];
            }
    }

    [[nodiscard]] double proximity(std::size_t p, std::size_t q) const {
        int both = 0;
        for (std::size_t word = 0; word < words_; ++word)
            both += std::popcount(bits_[p * words_ + word] & bits_[q * words_ + word]);
        return static_cast<double>(both) / std::max(count_[p], count_[q]);
    }
    [[nodiscard]] std::size_t products() const { return count_.size(); }

private:
    static constexpr std::size_t kBits = 64;

    std::size_t words_;
    std::vector<std::uint64_t> bits_;
    std::vector<int> count_;
};

ProductEdge edge(std::size_t p, std::size_t q, double proximity, bool tree) {
    return {static_cast<std::uint32_t>(std::min(p, q)), static_cast<std::uint32_t>(std::max(p, q)),
            proximity, tree};
}

// Prim (1957): the tree grows by the nearest product outside it; of equals, the first. Products that share no
// exporter with the tree begin another.
std::vector<ProductEdge> spanning_forest(const Makers& makers) {
    const std::size_t count = makers.products();
    std::vector<double> nearness(count);
    std::vector<std::size_t> neighbour(count);
    std::vector<bool> inside(count);
    std::vector<ProductEdge> edges;
    for (std::size_t step = 0; step < count; ++step) {
        std::size_t next = count;
        for (std::size_t p = 0; p < count; ++p)
            if (!inside[p] && (next == count || nearness[p] > nearness[next])) next = p;
        inside[next] = true;
        if (nearness[next] > 0) edges.push_back(edge(next, neighbour[next], nearness[next], true));
        for (std::size_t p = 0; p < count; ++p) {
            if (inside[p]) continue;
            const double proximity = makers.proximity(p, next);
            if (proximity <= nearness[p]) continue;
            nearness[p] = proximity;
            neighbour[p] = next;
        }
    }
    return edges;
}

bool before(const ProductEdge& a, const ProductEdge& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
}

}  // namespace

std::vector<ProductEdge> product_space(const Complexity& complexity, double threshold) {
    assert(complexity.rows.size() == complexity.exporters.size());
    const Makers makers{complexity};
    auto tree = spanning_forest(makers);
    std::sort(tree.begin(), tree.end(), before);
    std::vector<ProductEdge> edges;
    auto next = tree.begin();
    for (std::size_t p = 0; p < makers.products(); ++p)
        for (std::size_t q = p + 1; q < makers.products(); ++q) {
            const bool in_tree = next != tree.end() && next->first == p && next->second == q;
            const double proximity = makers.proximity(p, q);
            if (in_tree) ++next;
            if (in_tree || (proximity > 0 && proximity >= threshold))
                edges.push_back(edge(p, q, proximity, in_tree));
        }
    return edges;
}

ProductSpace product_space(const Flows& flows, const ComplexityQuery& query, double threshold) {
    ComplexityQuery with_cells = query;
    with_cells.cells = true;
    with_cells.cells_of.clear();
    auto found = complexity(flows, with_cells);
    ProductSpace result;
    result.edges = product_space(found, threshold);
    result.period = found.period;
    result.threshold = threshold;
    result.products = std::move(found.products);
    result.exporters = found.exporters.size();
    result.left_out = std::move(found.left_out);
    result.partial = std::move(found.partial);
    result.overlapping = std::move(found.overlapping);
    result.sources = std::move(found.sources);
    return result;
}

OverTime<ProductSpace> product_space(const Flows& flows, const ComplexityQuery& query,
                                     double threshold, Every every) {
    const auto pieces = export_pieces(flows, every, query.period);
    return over_time<ProductSpace>(
        pieces, every, [&](const Period& piece) -> std::optional<ProductSpace> {
            if (is_cut(piece, every, query.period)) return std::nullopt;
            ComplexityQuery at = query;
            at.period = piece;
            at.whole = true;
            std::optional<ProductSpace> point = product_space(flows, at, threshold);
            if (point->exporters == 0) point.reset();
            return point;
        });
}

}  // namespace jarip::trade
