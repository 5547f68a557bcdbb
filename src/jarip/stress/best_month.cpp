#include "jarip/stress/best_month.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace jarip::stress {

namespace {

using network::ArcId;
using network::InputId;
using network::Network;
using network::PoolId;
using network::ProcessId;

Network unhindered(const Network& network, double days) {
    Network other = network;
    const Day last = network.horizon.end - std::chrono::days{1};
    for (const ArcId id : network.arcs.ids()) {
        auto& arc = other.arcs[id];
        if (network.approved_on(id, last) || arc.qualification_days.value_or(days) < days)
            arc.approved = true;
    }
    for (auto& part : other.parts) {
        part.min_share = 0;
        part.max_share = 1;
    }
    return other;
}

}  // namespace

BestMonth::BestMonth(const Network& network, double days)
    : network_{network},
      formulation_{plan::steady_formulation(unhindered(network, days),
                                            {.shares = false, .from_stock = true})} {}

// Lanes do not limit designs.
std::vector<std::uint8_t> BestMonth::unlimited_columns() const {
    std::vector<std::uint8_t> unlimited(formulation_.model.columns.size(), 0);
    for (const ArcId arc : network_.arcs.ids())
        if (const auto column = formulation_.shipped[arc.index()]; column.valid())
            unlimited[column.index()] = intangible(network_.arcs[arc].from) ? 1 : 0;
    return unlimited;
}

BestMonth::Copy BestMonth::add_to(lp::Model& model, std::vector<std::vector<lp::Term>> more) const {
    const auto& month = formulation_.model;
    const std::size_t first_column = model.columns.size();
    const auto moved = [&](lp::ColumnId id) {
        return id.valid() ? lp::ColumnId{first_column + id.index()} : id;
    };
    for (const auto& column : month.columns) {
        const auto id = model.add_column(column.name, column.low, column.high, 0);
        model.columns[id].size = column.size;
    }
    // A part that delays nothing may be left out of what needs it, and out of that alone.
    std::vector<std::pair<lp::ColumnId, lp::Term>> left_out;
    for (const InputId input : network_.inputs.ids()) {
        const auto& use = formulation_.used[input.index()];
        if (network_.slots[network_.inputs[input].slot].critical || !use.column.valid()) continue;
        const auto without =
            model.add_column("without " + std::to_string(input.index()), 0, lp::kInfinity, 0);
        model.columns[without].size = month.columns[use.column].size * use.coefficient;
        more[network_.inputs[input].pool.index()].push_back({without, 1});
        left_out.emplace_back(without, lp::Term{moved(use.column), use.coefficient});
    }
    std::vector<PoolId> balanced(month.rows.size());
    for (const PoolId pool : network_.pools.ids())
        if (const auto row = formulation_.balance[pool.index()]; row.valid())
            balanced[row.index()] = pool;
    std::vector<std::uint8_t> of_lane(month.rows.size(), 0);
    for (const auto row : formulation_.lane)
        if (row.valid()) of_lane[row.index()] = 1;
    const auto unlimited = unlimited_columns();
    const std::size_t first_row = model.rows.size();
    for (const lp::RowId id : month.rows.ids()) {
        const auto& row = month.rows[id];
        std::vector<lp::Term> terms;
        for (std::size_t i = row.begin; i < row.end; ++i) {
            const auto& [column, coefficient] = month.terms[i];
            if (of_lane[id.index()] != 0 && unlimited[column.index()] != 0) continue;
            terms.push_back({moved(column), coefficient});
        }
        const PoolId pool = balanced[id.index()];
        if (pool.valid())
            terms.insert(terms.end(), more[pool.index()].begin(), more[pool.index()].end());
        model.add_row(row.name, row.low, pool.valid() ? lp::kInfinity : row.high, std::move(terms));
    }
    for (const auto& [without, use] : left_out)
        model.add_row("left out " + std::to_string(without.index()), -lp::kInfinity, 0,
                      {{without, 1}, {use.column, -use.coefficient}});

    const auto columns = [&](const std::vector<lp::ColumnId>& ids) {
        std::vector<lp::ColumnId> result;
        for (const auto id : ids) result.push_back(moved(id));
        return result;
    };
    const auto rows = [&](const std::vector<lp::RowId>& ids) {
        std::vector<lp::RowId> result;
        for (const auto id : ids)
            result.push_back(id.valid() ? lp::RowId{first_row + id.index()} : id);
        return result;
    };
    Copy copy{columns(formulation_.started),   columns(formulation_.shipped),
              columns(formulation_.delivered), rows(formulation_.capacity),
              rows(formulation_.lane),         rows(formulation_.demand),
              rows(formulation_.balance)};
    for (const auto row : rows(formulation_.resource))
        if (row.valid()) model.rows[row].high = lp::kInfinity;
    for (const ProcessId id : network_.processes.ids()) {
        auto& row = copy.capacity[id.index()];
        if (!row.valid() || !intangible(network_.processes[id].output)) continue;
        model.rows[row].high = lp::kInfinity;
        row = {};
    }
    return copy;
}

std::vector<double> stock_of(const Network& network, const LabelledChain& labelled) {
    const Chain& chain = labelled.chain;
    std::vector<double> stock(network.pools.size(), 0.0);
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            stock[labelled.edge_pool[e].index()] +=
                chain.flow[e] * chain.supplied[e] * (chain.first_days[k] + chain.delay[e]);
    return stock;
}

std::vector<double> planned_stock(const Network& network) {
    std::vector<double> stock(network.pools.size(), 0.0);
    for (const auto& row : network.stock) stock[row.pool.index()] += row.quantity;
    return stock;
}

}  // namespace jarip::stress
