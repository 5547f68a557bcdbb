// Whose value crosses which borders, and how far from users it is added.
#include <algorithm>
#include <cmath>
#include <map>

#include "jarip/origin.hpp"
#include "jarip/origin/composition.hpp"
#include "jarip/origin/supply.hpp"
#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

using network::ArcId;
using network::DemandId;
using network::InputId;
using network::ProcessId;

constexpr int kMostRounds = 10'000;  // of a chain with loops

/// What one production takes of an item, or gives to it, as shares that sum to at most 1.
struct Link {
    ItemId from, to;
    double share = 0;
};

/// x_from = 1 + Σ share · x_to, by repetition: exact for a chain without loops after as many rounds as it is
/// long. Empty where loops do not settle.
std::vector<double> distances(std::size_t items, const std::vector<Link>& links) {
    std::vector<double> distance(items, 1);
    for (int round = 0; round < kMostRounds; ++round) {
        std::vector<double> next(items, 1);
        for (const Link& link : links)
            next[link.from.index()] += link.share * distance[link.to.index()];
        double moved = 0;
        for (std::size_t i = 0; i < items; ++i)
            moved = std::max(moved, std::abs(next[i] - distance[i]) / next[i]);
        distance = std::move(next);
        if (moved <= kSettled) return distance;
    }
    return {};
}

CountryId value_area(const Network& network, CountryId country) {
    return network.at_home(country) ? network.home : country;
}

/// What flows of each item in the month.
struct ItemFlows {
    Indexed<ItemId, double> used, made;
    std::map<std::pair<ItemId, ItemId>, double>
        into;  ///< units of the first used to make the second

    ItemFlows(const Network& network, const plan::SteadyPlan& month)
        : used{network.items.size()}, made{network.items.size()} {
        for (const InputId id : network.inputs.ids()) {
            const auto& input = network.inputs[id];
            const double units = std::max(0.0, month.used[id]);
            if (units <= 0) continue;
            const ItemId item = network.parts[input.part].item;
            used[item] += units;
            into[{item, network.processes[input.process].item}] += units;
        }
        for (const DemandId id : network.demands.ids())
            used[network.pools[network.demands[id].pool].item] += month.delivered[id];
        for (const ProcessId id : network.processes.ids())
            made[network.processes[id].item] += month.made(network, id);
    }
};

std::vector<ItemPosition> positions(const Network& network, const plan::SteadyPlan& month) {
    const ItemFlows flows{network, month};
    std::vector<Link> ahead, behind;
    for (const auto& [items, units] : flows.into) {
        const auto& [part, product] = items;
        ahead.push_back({part, product, units / flows.used[part]});
        const double worth = flows.made[product] * network.items[product].price;
        if (worth > 0) behind.push_back({product, part, units * network.items[part].price / worth});
    }
    const auto up = distances(network.items.size(), ahead);
    const auto down = distances(network.items.size(), behind);
    std::vector<ItemPosition> found;
    if (up.empty() || down.empty()) return found;
    for (const ItemId item : network.items.ids())
        if (flows.used[item] > 0) found.push_back({item, up[item.index()], down[item.index()]});
    std::ranges::stable_sort(found, std::ranges::greater{}, &ItemPosition::upstreamness);
    return found;
}

class Countries {
public:
    Countries(const Network& network, const plan::SteadyPlan& month)
        : network_{network}, month_{month} {}

    /// Whether the chain can be traced.
    bool add_value() {
        const Supply supply{network_, month_};
        std::map<CountryId, std::vector<Source>> delivered;
        std::vector<Source> roots;
        for (const DemandId id : network_.demands.ids()) {
            if (month_.delivered[id] <= 0) continue;
            const auto pool = network_.demands[id].pool;
            const Source source{{}, pool, month_.delivered[id], 0};
            const CountryId country = value_area(network_, network_.country_of(pool));
            delivered[country].push_back(source);
            roots.push_back(source);
            rows_[country].delivered +=
                month_.delivered[id] * network_.items[network_.pools[pool].item].price;
        }
        const Composition composition{network_, supply, roots};
        for (const auto& [users, mix] : delivered) {
            const auto content = composition.of(mix);
            if (!content) return false;
            for (const auto& made : content->made) {
                const auto& process = network_.processes[made.process];
                const CountryId maker = value_area(network_, network_.sites[process.site].country);
                rows_[maker].value_added += made.value_added;
                by_item_[{maker, process.item}] += made.value_added;
                if (maker == users) continue;
                rows_[maker].value_added_exports += made.value_added;
                rows_[users].value_added_imports += made.value_added;
            }
        }
        return true;
    }

    void add_gross_exports() {
        for (const ArcId id : network_.arcs.ids()) {
            if (month_.shipped[id] <= 0) continue;
            const auto& arc = network_.arcs[id];
            const CountryId from = value_area(network_, network_.country_of(arc.from));
            if (from == value_area(network_, network_.country_of(arc.to))) continue;
            rows_[from].gross_exports +=
                month_.shipped[id] * network_.items[network_.pools[arc.from].item].price;
        }
    }

    std::vector<ValueTrade> result(const std::vector<ItemPosition>& positions) {
        Indexed<ItemId, double> upstreamness{network_.items.size()};
        for (const auto& position : positions) upstreamness[position.item] = position.upstreamness;
        std::map<CountryId, double> weighted;
        for (const auto& [key, value] : by_item_)
            weighted[key.first] += value * upstreamness[key.second];
        std::vector<ValueTrade> found;
        for (auto& [country, row] : rows_) {
            row.country = country;
            const auto clear = [](double& traded, double of) {
                if (std::abs(traded) < kLeastTraded * of) traded = 0;
            };
            clear(row.value_added_exports, row.value_added);
            clear(row.value_added_imports, row.delivered);
            row.ratio = ratio(row.value_added_exports, row.gross_exports);
            if (!positions.empty()) row.upstreamness = ratio(weighted[country], row.value_added);
            found.push_back(row);
        }
        std::ranges::stable_sort(found, std::ranges::greater{}, &ValueTrade::value_added);
        return found;
    }

private:
    const Network& network_;
    const plan::SteadyPlan& month_;
    std::map<CountryId, ValueTrade> rows_;
    std::map<std::pair<CountryId, ItemId>, double> by_item_;
};

}  // namespace

ValueChain value_chain(const Network& network, const plan::SteadyPlan& month) {
    ValueChain chain;
    chain.items = positions(network, month);
    Countries countries{network, month};
    if (!countries.add_value()) return chain;
    countries.add_gross_exports();
    chain.countries = countries.result(chain.items);
    return chain;
}

}  // namespace jarip::origin
