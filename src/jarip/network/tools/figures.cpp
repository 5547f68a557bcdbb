// Which cells of the tables analyses read, and where they stand in the joined model.

#include "jarip/network/tools/figures.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "jarip/network/tables/schema.hpp"

namespace jarip::network {
namespace {

// A column of a table: its rows, and the figure in each.
struct Accessor {
    std::string_view table, column;
    std::size_t (*count)(const Network&);
    std::string (*key)(const Network&, std::size_t);
    const Provenance& (*provenance)(const Network&, std::size_t);
    std::optional<double> (*get)(const Network&, std::size_t);
    void (*set)(Network&, std::size_t, double);
};

// ---- rows of each table: how many, the key of one, the row itself -----------------------------------

struct Items {
    static constexpr std::string_view kTable = "items";
    static auto& rows(auto& network) { return network.items; }
    static auto& row(auto& network, std::size_t i) { return network.items[ItemId{i}]; }
    static std::string key(const Network& network, std::size_t i) { return row(network, i).id; }
};
struct Processes {
    static constexpr std::string_view kTable = "processes";
    static auto& rows(auto& network) { return network.processes; }
    static auto& row(auto& network, std::size_t i) { return network.processes[ProcessId{i}]; }
    static std::string key(const Network& network, std::size_t i) { return row(network, i).id; }
};
struct Resources {
    static constexpr std::string_view kTable = "resources";
    static auto& rows(auto& network) { return network.resources; }
    static auto& row(auto& network, std::size_t i) { return network.resources[ResourceId{i}]; }
    static std::string key(const Network& network, std::size_t i) { return row(network, i).id; }
};
struct Demands {
    static constexpr std::string_view kTable = "demand";
    static auto& rows(auto& network) { return network.demands; }
    static auto& row(auto& network, std::size_t i) { return network.demands[DemandId{i}]; }
    static std::string key(const Network& network, std::size_t i) { return row(network, i).id; }
};
struct Recipes {
    static constexpr std::string_view kTable = "recipes";
    static auto& rows(auto& network) { return network.parts; }
    static auto& row(auto& network, std::size_t i) { return network.parts[PartId{i}]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& part = row(network, i);
        const auto& slot = network.slots[part.slot];
        return network.recipes[slot.recipe].id + '/' + slot.name + '/' +
               network.items[part.item].id;
    }
};
struct Uses {
    static constexpr std::string_view kTable = "uses";
    static auto& rows(auto& network) { return network.uses; }
    static auto& row(auto& network, std::size_t i) { return network.uses[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& use = row(network, i);
        return network.processes[use.process].id + '/' + network.resources[use.resource].id;
    }
};
struct Sizes {
    static constexpr std::string_view kTable = "sizes";
    static auto& rows(auto& network) { return network.sizes; }
    static auto& row(auto& network, std::size_t i) { return network.sizes[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& size = row(network, i);
        return network.processes[size.process].id + '/' + size.id;
    }
};
struct LearningSteps {
    static constexpr std::string_view kTable = "learning";
    static auto& rows(auto& network) { return network.learning; }
    static auto& row(auto& network, std::size_t i) { return network.learning[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& step = row(network, i);
        return network.processes[step.process].id + '/' + step.id;
    }
};
struct Capacities {
    static constexpr std::string_view kTable = "capacity";
    static auto& rows(auto& network) { return network.capacity_steps; }
    static auto& row(auto& network, std::size_t i) { return network.capacity_steps[i]; }
    static std::string key(const Network& network, std::size_t i) {
        return row(network, i).target + '/' + format_date(row(network, i).from);
    }
};
struct Approvals {
    static constexpr std::string_view kTable = "approvals";
    static auto& rows(auto& network) { return network.approvals; }
    static auto& row(auto& network, std::size_t i) { return network.approvals[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& approval = row(network, i);
        return network.items[approval.item].id + '/' + approval.supplier + '/' + approval.buyer;
    }
};
struct Lanes {
    static constexpr std::string_view kTable = "lanes";
    static auto& rows(auto& network) { return network.lanes; }
    static auto& row(auto& network, std::size_t i) { return network.lanes[LaneId{i}]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& lane = row(network, i);
        return end(network, lane.origin) + '/' + end(network, lane.destination) + '/' +
               (lane.item.valid() ? network.items[lane.item].id : "*");
    }
    static std::string end(const Network& network, const End& end) {
        if (end.site.valid()) return network.sites[end.site].id;
        return end.country.valid() ? "country:" + network.countries[end.country].code : "*";
    }
};
struct Sourcings {
    static constexpr std::string_view kTable = "sourcing";
    static auto& rows(auto& network) { return network.sourcing; }
    static auto& row(auto& network, std::size_t i) { return network.sourcing[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& sourcing = row(network, i);
        return sourcing.buyer + '/' + network.items[sourcing.item].id + '/' + sourcing.supplier;
    }
};
struct PartShares {
    static constexpr std::string_view kTable = "part_shares";
    static auto& rows(auto& network) { return network.part_shares; }
    static auto& row(auto& network, std::size_t i) { return network.part_shares[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const auto& input = network.inputs[row(network, i).input];
        return network.processes[input.process].id + '/' + row(network, i).slot + '/' +
               network.items[network.parts[input.part].item].id;
    }
};
struct Stocks {
    static constexpr std::string_view kTable = "stock";
    static auto& rows(auto& network) { return network.stock; }
    static auto& row(auto& network, std::size_t i) { return network.stock[i]; }
    static std::string key(const Network& network, std::size_t i) {
        const PoolId pool = row(network, i).pool;
        return network.place_id(pool) + '/' + network.items[network.pools[pool].item].id;
    }
};
// Of all scenarios, one after the other.
struct Events {
    static constexpr std::string_view kTable = "events";
    static std::pair<std::size_t, std::size_t> place(const Network& network, std::size_t i) {
        std::size_t scenario = 0;
        while (i >= network.scenarios[scenario].events.size())
            i -= network.scenarios[scenario++].events.size();
        return {scenario, i};
    }
    static auto& row(auto& network, std::size_t i) {
        const auto [scenario, event] = place(network, i);
        return network.scenarios[scenario].events[event];
    }
    static std::string key(const Network& network, std::size_t i) {
        const auto [scenario, event] = place(network, i);
        return network.scenarios[scenario].id + '/' + network.scenarios[scenario].events[event].id;
    }
};

template <class Rows>
std::size_t count_of(const Network& network) {
    if constexpr (requires { Rows::rows(network); }) {
        return Rows::rows(network).size();
    } else {
        std::size_t count = 0;
        for (const auto& scenario : network.scenarios) count += scenario.events.size();
        return count;
    }
}

template <class Rows>
const Provenance& provenance_of(const Network& network, std::size_t i) {
    return Rows::row(network, i).provenance;
}

template <class Rows, auto kMember>
std::optional<double> get(const Network& network, std::size_t i) {
    return Rows::row(network, i).*kMember;
}

// Demands hold what is wanted on each of their days.
void set_wanted(Network& network, std::size_t i, double value) {
    auto& demand = Demands::row(network, i);
    for (auto& wanted : demand.wanted) wanted.quantity = value;
    demand.total = value * static_cast<double>(demand.wanted.size());
}
std::optional<double> wanted(const Network& network, std::size_t i) {
    const auto& days = Demands::row(network, i).wanted;
    if (days.empty()) return std::nullopt;
    return days.front().quantity;
}

template <bool Demand::*kFollows, double Demand::*kMember>
std::optional<double> own(const Network& network, std::size_t i) {
    const auto& demand = Demands::row(network, i);
    if (demand.*kFollows) return std::nullopt;
    return demand.*kMember;
}

// Others follow from it (set_prices).
std::optional<double> listed_price(const Network& network, std::size_t i) {
    const auto& item = Items::row(network, i);
    if (item.pricing != Pricing::list) return std::nullopt;
    return item.price;
}

// The step that stands for the figure of its own table; null: capacity.csv does not speak of it. Where it speaks of the whole
// horizon there is no such figure.
CapacityStep* own_step(Network& network, auto CapacityStep::*target, auto id) {
    for (auto& step : network.capacity_steps)
        if (step.*target == id) return &step;
    return nullptr;
}

template <class Rows, auto kTarget, class IdType>
std::optional<double> own_capacity(const Network& network, std::size_t i) {
    const auto* step = own_step(const_cast<Network&>(network), kTarget, IdType{i});
    if (step == nullptr) return Rows::row(network, i).capacity_per_month;
    if (!step->target.empty()) return std::nullopt;
    return step->capacity_per_month;
}

template <class Rows, auto kTarget, class IdType>
void set_own_capacity(Network& network, std::size_t i, double value) {
    auto* step = own_step(network, kTarget, IdType{i});
    if (step != nullptr)
        step->capacity_per_month = value;
    else
        Rows::row(network, i).capacity_per_month = value;
}

std::optional<double> stepped(const Network& network, std::size_t i) {
    const auto& step = Capacities::row(network, i);
    if (step.target.empty()) return std::nullopt;
    return step.capacity_per_month;
}

template <class Rows, auto kMember>
void set(Network& network, std::size_t i, double value) {
    Rows::row(network, i).*kMember = value;
}

template <class Rows, auto kMember>
constexpr Accessor of(std::string_view column) {
    return {Rows::kTable,        column,
            count_of<Rows>,      Rows::key,
            provenance_of<Rows>, get<Rows, kMember>,
            set<Rows, kMember>};
}

constexpr Accessor with(Accessor accessor,
                        std::optional<double> (*read)(const Network&, std::size_t)) {
    accessor.get = read;
    return accessor;
}

constexpr Accessor kWanted{Demands::kTable,        "quantity", count_of<Demands>, Demands::key,
                           provenance_of<Demands>, wanted,     set_wanted};

template <class Rows, auto kTarget, class IdType>
constexpr Accessor kOwnCapacity{Rows::kTable,
                                "capacity_per_month",
                                count_of<Rows>,
                                Rows::key,
                                provenance_of<Rows>,
                                own_capacity<Rows, kTarget, IdType>,
                                set_own_capacity<Rows, kTarget, IdType>};

constexpr std::array kAccessors{
    with(of<Items, &Item::price>("price"), listed_price),
    of<Items, &Item::value_added>("value_added"),
    of<Recipes, &Part::quantity>("quantity"),
    kOwnCapacity<Processes, &CapacityStep::process, ProcessId>,
    of<Processes, &Process::conversion_cost>("conversion_cost"),
    of<Processes, &Process::yield>("yield"),
    of<Processes, &Process::cycle_days>("cycle_days"),
    of<Processes, &Process::capex>("capex"),
    of<Processes, &Process::build_days>("build_days"),
    of<Processes, &Process::max_expansion>("max_expansion"),
    of<Processes, &Process::expansion_capex_per_unit>("expansion_capex_per_unit"),
    of<Sizes, &PlantSize::capex>("capex"),
    of<LearningSteps, &Learning::yield>("yield"),
    of<LearningSteps, &Learning::conversion_cost>("conversion_cost"),
    kOwnCapacity<Resources, &CapacityStep::resource, ResourceId>,
    of<Uses, &Use::quantity>("quantity"),
    with(of<Capacities, &CapacityStep::capacity_per_month>("capacity_per_month"), stepped),
    of<Lanes, &Lane::transit_days>("transit_days"),
    of<Lanes, &Lane::cost>("cost"),
    of<Lanes, &Lane::tariff_rate>("tariff_rate"),
    of<Lanes, &Lane::capacity_per_month>("capacity_per_month"),
    of<Approvals, &Approval::max_share>("max_share"),
    of<Sourcings, &Sourcing::share>("share"),
    of<PartShares, &PartShare::share>("share"),
    of<Stocks, &Stock::quantity>("quantity"),
    of<Stocks, &Stock::minimum>("minimum"),
    of<Stocks, &Stock::target_days>("target_days"),
    kWanted,
    with(of<Demands, &Demand::price>("price"), own<&Demand::price_of_item, &Demand::price>),
    with(of<Demands, &Demand::lost_cost>("lost_cost"),
         own<&Demand::lost_cost_is_price, &Demand::lost_cost>),
    of<Demands, &Demand::late_cost_per_day>("late_cost_per_day"),
    of<Events, &Event::days>("days"),
    of<Events, &Event::severity>("severity"),
    of<Events, &Event::recovery_days>("recovery_days"),
    of<Events, &Event::rebuild_cost>("rebuild_cost"),
};

// A part that a rack design names stands in no row of recipes.csv.
bool is_row(const Network& network, const Accessor& accessor, std::size_t i) {
    if (accessor.table != Recipes::kTable) return true;
    const auto& part = Recipes::row(network, i);
    const auto& recipe = network.recipes[network.slots[part.slot].recipe].id;
    for (const auto& rack : network.racks)
        if (network.items[rack.item].id == recipe) return false;
    return true;
}

// Sets the prices that follow from others; false where that cannot be. A licence for which nothing is left (E0293) costs
// nothing: of prices that are only known within ranges some product's lie below what it is made of.
bool set_following_prices(Network& network) {
    if (std::ranges::all_of(network.items,
                            [](const Item& item) { return item.pricing == Pricing::list; }))
        return true;
    const auto findings = set_prices(network).sorted();
    return std::ranges::none_of(findings, [](const Diagnostic& finding) {
        return finding.severity == Severity::error && finding.code != "E0293";
    });
}

bool derive(Network& network) {
    set_mean_capacities(network);
    const bool sound = set_following_prices(network);
    for (auto& demand : network.demands) {
        if (demand.price_of_item)
            demand.price = network.items[network.pools[demand.pool].item].price;
        if (demand.lost_cost_is_price) demand.lost_cost = demand.price;
    }
    for (auto& arc : network.arcs) {
        if (!arc.lane.valid()) continue;
        const auto& lane = network.lanes[arc.lane];
        arc.transit_days = lane.transit_days;
        arc.freight = lane.cost;
        arc.tariff = lane.tariff_rate * network.items[network.pools[arc.from].item].price;
    }
    return sound;
}

}  // namespace

std::vector<Figure> figures(const Network& network) {
    std::vector<Figure> found;
    for (std::size_t a = 0; a < kAccessors.size(); ++a) {
        const auto& accessor = kAccessors[a];
        const auto& rule = *table_rule(accessor.table)->column(accessor.column);
        const std::size_t count = accessor.count(network);
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = accessor.get(network, i);
            if (!value || !is_row(network, accessor, i)) continue;
            found.push_back({.cell = {std::string{accessor.table}, accessor.key(network, i),
                                      std::string{accessor.column}},
                             .value = *value,
                             .sourced = accessor.provenance(network, i).sourced(),
                             .limits = rule.range,
                             .row = i,
                             .accessor = a});
        }
    }
    return found;
}

bool set_figures(Network& network, std::span<const Figure> figures,
                 std::span<const double> values) {
    assert(figures.size() == values.size());
    for (std::size_t i = 0; i < figures.size(); ++i)
        kAccessors[figures[i].accessor].set(network, figures[i].row, values[i]);
    return derive(network);
}

}  // namespace jarip::network
