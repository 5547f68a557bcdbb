#include "jarip/origin/composition.hpp"

#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

using network::InputId;
using network::ItemId;
using network::Network;
using network::PoolId;
using network::ProcessId;

using Vector = Eigen::VectorXd;

/// A pool or a process, with what a unit of it calls for.
struct Node {
    PoolId pool;
    ProcessId process;
    struct Need {
        std::size_t node = 0;
        double units = 0;
    };
    std::vector<Need> needs;
    double stocked = 0;      // units of one that only stock supplies
    double freight = 0;      // of a unit, money
    double value_added = 0;  // in a unit, money
    double sourced = 0;      // the share of that with a source
};

/// What the parts of a good unit cost whose quantity or price has no source, all but those of `left_out`.
double unsourced_parts(const Network& network, const Supply& supply, ProcessId process,
                       ItemId left_out) {
    double cost = 0;
    for (const Filling& filling : supply.of(process)) {
        const auto& part = network.parts[network.inputs[filling.input].part];
        const auto& item = network.items[part.item];
        if (part.item == left_out) continue;
        if (part.provenance.sourced() && item.provenance.sourced()) continue;
        cost += filling.share * part.quantity / network.processes[process].yield * item.price;
    }
    return cost;
}

/// Of what a price leaves after its parts: what would still be left were the parts without a source to cost twice as much.
double left_for_sure(double left, double unsourced) {
    return left > 0 ? std::clamp(1 - unsourced / left, 0.0, 1.0) : 0;
}

/// What a residual leaves rests on the price of the product it goes into and on everything else in it, not on its own row.
double sourced_residual(const Network& network, const Supply& supply, ItemId residual) {
    for (const auto& input : network.inputs) {
        const auto& part = network.parts[input.part];
        if (part.item != residual) continue;
        const auto& process = network.processes[input.process];
        if (!network.items[process.item].provenance.sourced()) return 0;
        return left_for_sure(part.quantity / process.yield * network.items[residual].price,
                             unsourced_parts(network, supply, input.process, residual));
    }
    return 0;
}

/// The share of the value added in a process that rests on rows with a source.
double sourced_share(const Network& network, const Supply& supply, ProcessId process,
                     double value_added) {
    const ItemId made = network.processes[process].item;
    const auto& item = network.items[made];
    if (item.pricing == network::Pricing::residual) return sourced_residual(network, supply, made);
    if (!item.provenance.sourced()) return 0;
    if (item.value_added) return 1;
    return left_for_sure(value_added, unsourced_parts(network, supply, process, {}));
}

double price_of(const Network& network, ProcessId process) {
    return network.items[network.processes[process].item].price;
}

bool is_loss(const Network& network, const Node& node) {
    if (network.processes[node.process].below_cost) return false;
    return node.value_added < -kLeastAdded * price_of(network, node.process);
}

/// All nodes behind some sources, in the order in which they are met.
class Graph {
public:
    Graph(const Network& network, const Supply& supply)
        : network_{network},
          supply_{supply},
          of_pool_(network.pools.size(), kNone),
          of_process_(network.processes.size(), kNone) {}

    void add(const std::vector<Source>& roots) {
        for (const Source& root : roots) node_of(root);
        for (; expanded_ < nodes_.size(); ++expanded_) {
            const Node& node = nodes_[expanded_];
            if (node.pool.valid()) {
                expand_pool(expanded_);
            } else {
                expand_process(expanded_);
            }
        }
    }

    /// Makes stock of what only feeds itself: pools that send the same units round, or processes that do
    /// so without adding value. Without it their share of the matrix would be singular.
    void break_empty_loops() {
        std::vector<std::vector<std::size_t>> callers(nodes_.size());
        std::vector<std::size_t> grounded;
        std::vector<bool> is_grounded(nodes_.size(), false);
        const auto ground = [&](std::size_t i) {
            if (is_grounded[i]) return;
            is_grounded[i] = true;
            grounded.push_back(i);
        };
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            for (const auto& need : nodes_[i].needs) callers[need.node].push_back(i);
            if (nodes_[i].needs.empty() || nodes_[i].stocked > 0 || adds_value(nodes_[i]))
                ground(i);
        }
        for (std::size_t i = 0; i < grounded.size(); ++i)
            for (const std::size_t caller : callers[grounded[i]]) ground(caller);
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (!is_grounded[i] && nodes_[i].pool.valid()) {
                nodes_[i].needs.clear();
                nodes_[i].freight = 0;
                nodes_[i].stocked = 1;
            }
    }

    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] std::size_t find(const Source& source) const {
        return source.maker.valid() ? of_process_[source.maker.index()]
                                    : of_pool_[source.from.index()];
    }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    [[nodiscard]] bool adds_value(const Node& node) const {
        if (!node.process.valid()) return false;
        return std::abs(node.value_added) > kLeastAdded * price_of(network_, node.process);
    }

    std::size_t node_of(const Source& source) {
        auto& place = source.maker.valid() ? of_process_[source.maker.index()]
                                           : of_pool_[source.from.index()];
        if (place == kNone) {
            place = nodes_.size();
            Node node;
            node.process = source.maker;
            if (!source.maker.valid()) node.pool = source.from;
            nodes_.push_back(std::move(node));
        }
        return place;
    }

    void expand_pool(std::size_t index) {
        for (const Source& source : supply_.of(nodes_[index].pool)) {
            if (!source.maker.valid() && !source.from.valid()) {
                nodes_[index].stocked += source.share;
                continue;
            }
            const std::size_t target = node_of(source);
            nodes_[index].needs.push_back({target, source.share});
            nodes_[index].freight += source.share * source.freight;
        }
    }

    void expand_process(std::size_t index) {
        const ProcessId process = nodes_[index].process;
        const auto& row = network_.processes[process];
        double added = network_.items[row.item].price;
        for (const Filling& filling : supply_.of(process)) {
            const auto& input = network_.inputs[filling.input];
            const auto& part = network_.parts[input.part];
            const double units = filling.share * part.quantity / row.yield;
            const std::size_t target = node_of({{}, input.pool, 0, 0});
            nodes_[index].needs.push_back({target, units});
            added -= units * network_.items[part.item].price;
        }
        nodes_[index].value_added = added;
        nodes_[index].sourced = sourced_share(network_, supply_, process, added);
    }

    const Network& network_;
    const Supply& supply_;
    std::vector<Node> nodes_;
    std::vector<std::size_t> of_pool_, of_process_;
    std::size_t expanded_ = 0;
};

}  // namespace

struct Composition::Matrix {
    Graph graph;
    Eigen::SparseMatrix<double> matrix;  // I − Uᵀ
    Eigen::SparseLU<Eigen::SparseMatrix<double>> factors;
    bool regular = false;

    Matrix(const Network& network, const Supply& supply, const std::vector<Source>& roots)
        : graph{network, supply} {
        graph.add(roots);
        graph.break_empty_loops();
        const auto& nodes = graph.nodes();
        const auto size = static_cast<int>(nodes.size());
        std::vector<Eigen::Triplet<double>> terms;
        for (int i = 0; i < size; ++i) {
            terms.emplace_back(i, i, 1.0);
            for (const auto& need : nodes[static_cast<std::size_t>(i)].needs)
                terms.emplace_back(static_cast<int>(need.node), i, -need.units);
        }
        matrix.resize(size, size);
        matrix.setFromTriplets(terms.begin(), terms.end());
        if (size == 0) return;
        factors.compute(matrix);
        regular = factors.info() == Eigen::Success;
    }

    [[nodiscard]] std::optional<Vector> solve(const Vector& mix) {
        if (!regular) return std::nullopt;
        Vector units = factors.solve(mix);
        units += factors.solve(mix - matrix * units);
        const double residual = (mix - matrix * units).cwiseAbs().maxCoeff();
        const double size = std::max(1.0, units.cwiseAbs().maxCoeff());
        if (!(residual <= kLargestResidual * size) || !units.allFinite()) return std::nullopt;
        return units;
    }
};

Composition::Composition(const Network& network, const Supply& supply,
                         const std::vector<Source>& roots)
    : network_{network}, matrix_{std::make_unique<Matrix>(network, supply, roots)} {
    for (const Node& node : matrix_->graph.nodes())
        if (node.process.valid() && is_loss(network, node))
            losses_.push_back({node.process, node.value_added});
    std::sort(losses_.begin(), losses_.end(),
              [](const Loss& a, const Loss& b) { return a.process < b.process; });
}

Composition::~Composition() = default;

std::optional<Content> Composition::of(const std::vector<Source>& mix) const {
    const auto& nodes = matrix_->graph.nodes();
    Vector wanted = Vector::Zero(static_cast<Eigen::Index>(nodes.size()));
    for (const Source& source : mix)
        wanted[static_cast<Eigen::Index>(matrix_->graph.find(source))] += source.share;
    const auto units = matrix_->solve(wanted);
    // Fewer than no units: a loop that takes in more than it gives out.
    if (!units || units->minCoeff() < -kLargestResidual) return std::nullopt;

    Content content;
    Sum freight;
    for (const Source& source : mix) freight.add(source.share * source.freight);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const double count = (*units)[static_cast<Eigen::Index>(i)];
        if (count == 0) continue;
        freight.add(count * nodes[i].freight);
        if (nodes[i].process.valid())
            content.made.push_back(
                {nodes[i].process, count, count * nodes[i].value_added, nodes[i].sourced});
        if (nodes[i].stocked > 0)
            content.stocked.push_back(
                {network_.pools[nodes[i].pool].item, count * nodes[i].stocked});
    }
    content.freight = freight.value();
    return content;
}

}  // namespace jarip::origin
