#include "jarip/plan/model/shares.hpp"

namespace jarip::plan {

std::vector<lp::Term> terms_of(const Network& network, const Formulation& formulation,
                               const network::Sourcing& row, std::size_t period) {
    std::vector<lp::Term> terms;
    const auto ship = [&](const std::vector<ArcId>& arcs, double coefficient) {
        for (const ArcId arc : arcs)
            if (const auto column = formulation.shipped[period * network.arcs.size() + arc.index()];
                column.valid())
                terms.push_back({column, coefficient});
    };
    const auto make = [&](double coefficient) {
        for (const ProcessId id : row.makers)
            if (const auto column =
                    formulation.started[period * network.processes.size() + id.index()];
                column.valid())
                terms.push_back({column, coefficient * network.processes[id].yield});
    };
    ship(row.inflow, -row.share);
    ship(row.supplied, 1);
    make(row.own ? 1 - row.share : -row.share);
    if (terms.empty() || formulation.came_back.empty()) return terms;
    const auto index = static_cast<std::size_t>(&row - network.sourcing.data());
    const auto& back = formulation.came_back[period * network.sourcing.size() + index];
    terms.insert(terms.end(), back.begin(), back.end());
    return terms;
}

std::vector<lp::Term> terms_of(const Network& network, const Formulation& formulation,
                               const network::PartShare& row, std::size_t period) {
    const auto& input = network.inputs[row.input];
    const lp::ColumnId started =
        formulation.started[period * network.processes.size() + input.process.index()];
    const lp::Term used = formulation.used[period * network.inputs.size() + row.input.index()];
    if (!started.valid() || !used.column.valid() || used.column == started) return {};
    return {{used.column, used.coefficient / network.parts[input.part].quantity},
            {started, -row.share}};
}

std::string share_name(const Network& network, const network::Sourcing& row) {
    return row.buyer + "," + network.items[row.item].id + "," + row.supplier;
}

std::string share_name(const Network& network, const network::PartShare& row) {
    const auto& input = network.inputs[row.input];
    return network.processes[input.process].id + "," + network.slots[input.slot].name + "," +
           network.items[network.parts[input.part].item].id;
}

}  // namespace jarip::plan
