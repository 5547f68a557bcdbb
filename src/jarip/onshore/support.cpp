#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

/// So much a year, at the end of each of so many, is worth one today.
double annuity(int years, double rate) {
    if (rate <= 0) return 1.0 / years;
    return rate / (1 - std::pow(1 + rate, -years));
}

/// Of a unit started: in each slot the parts of first preference, of several their mean.
double parts_of_a_unit(const Network& network, const network::Process& process) {
    Sum cost;
    for (std::size_t i = 0; i < process.inputs.size();) {
        const network::SlotId slot = network.inputs[process.inputs[i]].slot;
        double preference = 0, total = 0;
        int count = 0;
        for (; i < process.inputs.size() && network.inputs[process.inputs[i]].slot == slot; ++i) {
            const auto& part = network.parts[network.inputs[process.inputs[i]].part];
            if (count > 0 && part.preference > preference) continue;
            if (count == 0 || part.preference < preference) {
                preference = part.preference;
                total = 0;
                count = 0;
            }
            total += part.quantity * network.items[part.item].price;
            ++count;
        }
        if (count > 0) cost.add(total / count);
    }
    return cost.value();
}

double made_of_a_unit(const Network& network, ProcessId id) {
    const auto& process = network.processes[id];
    Sum value;
    value.add(process.yield * network.items[process.item].price);
    for (const auto& coproduct : network.coproducts)
        if (coproduct.process == id)
            value.add(coproduct.quantity * network.items[coproduct.item].price);
    return value.value();
}

/// Units a year that the process starts in the plan of the set.
double started_a_year(const Network& network, const Result& set, const std::string& process) {
    Sum started;
    for (const Flow& flow : set.flows) {
        const std::string_view of{flow.of};
        if (flow.kind != "start" || !of.starts_with(process)) continue;
        if (of.size() > process.size() && of[process.size()] != ',') continue;
        started.add(flow.period ? flow.quantity / network.months : flow.quantity);
    }
    return 12 * started.value();
}

}  // namespace

std::vector<Support> support(const Network& network, const Result& set, const Options& options) {
    std::vector<Support> all;
    const double a_year = annuity(options.earn_back, options.discount_rate);
    for (const Built& built : set.built) {
        const auto& process = network.processes[built.process];
        Support each{.process = built.process};
        each.started = started_a_year(network, set, process.id);
        const bool is_new = process.status == network::Status::candidate;
        const double before = is_new ? 0 : process.capacity_per_month.value_or(0);
        if (before + built.expansion > 0 && !is_new)
            each.started *= built.expansion / (before + built.expansion);
        each.margin = made_of_a_unit(network, built.process) - parts_of_a_unit(network, process) -
                      process.running_cost();
        each.capital = a_year * built.capex;
        if (each.started > 0)
            each.subsidy = std::max(0.0, each.capital / each.started - each.margin);
        all.push_back(each);
    }
    return all;
}

}  // namespace jarip::onshore
