#include <array>
#include <cmath>
#include <vector>

#include "jarip/report/pages/plan.hpp"
#include "jarip/report/pages/uncertain.hpp"
#include "jarip/report/render/document.hpp"
#include "jarip/report/render/status.hpp"

namespace jarip::report {
namespace {

using network::Network;
using network::PoolId;
using network::ProcessId;
using plan::Bottleneck;
using plan::Plan;
using plan::SteadyPlan;

constexpr std::size_t kSummaryLimits = 10;

constexpr std::array<std::string_view, 1> kSteady{"steady"};
constexpr std::array<std::string_view, 1> kPeriods{"periods"};
constexpr std::array<std::string_view, 2> kMethods{"exact", "approximate"};
constexpr std::array<std::string_view, 1> kInFull{"in_full"};

const Fields<plan::JointBottleneck>& joint_fields();

struct ProductRates {
    network::ItemId item;
    double delivered_at_home, wanted, built, world;
};
std::vector<ProductRates> rates_by_product(const plan::Rates& rates, const Context& context) {
    const auto& [home, wanted, built, world] = rates.by_product;
    std::vector<ProductRates> rows;
    for (std::size_t i = 0; i < world.size(); ++i)
        rows.push_back({context.network->products[i], home[i], wanted[i], built[i], world[i]});
    return rows;
}
const Fields<ProductRates>& product_rates_fields() {
    static constexpr FieldList fields{
        "product_rates",
        field::id<&ProductRates::item>("item"),
        field::quantity<&ProductRates::delivered_at_home>("obtained", "product/month").at_least(0),
        field::quantity<&ProductRates::wanted>("wanted", "product/month").at_least(0),
        field::quantity<&ProductRates::built>("built_at_home", "product/month").at_least(0),
        field::quantity<&ProductRates::world>("world", "product/month").at_least(0),
    };
    return fields;
}
double worth_in(const std::vector<double>& units, const Context& context) {
    return units.empty() ? 0 : plan::worth(*context.network, units);
}

const Fields<plan::Rates>& rates_fields() {
    static constexpr FieldList fields{
        "rates",
        field::quantity<&plan::Rates::delivered_at_home>("obtained", "product/month")
            .at_least(0)
            .says("delivered at home"),
        field::quantity<&plan::Rates::wanted>("wanted", "product/month").at_least(0),
        field::quantity<&plan::Rates::built_at_home>("built_at_home", "product/month").at_least(0),
        field::quantity<&plan::Rates::world>("world", "product/month")
            .at_least(0)
            .says("delivered everywhere"),
        field::money<[](const plan::Rates& rates, const Context& context) {
            return worth_in(rates.by_product.home, context);
        }>("obtained_value")
            .at_least(0)
            .says(
                "obtained, at list prices: products differ in size; 1 each where one has no price"),
        field::money<[](const plan::Rates& rates, const Context& context) {
            return worth_in(rates.by_product.wanted, context);
        }>("wanted_value")
            .at_least(0),
        field::money<[](const plan::Rates& rates, const Context& context) {
            return worth_in(rates.by_product.built, context);
        }>("built_at_home_value")
            .at_least(0),
        field::money<[](const plan::Rates& rates, const Context& context) {
            return worth_in(rates.by_product.world, context);
        }>("world_value")
            .at_least(0),
        field::list<rates_by_product, product_rates_fields>("by_product"),
    };
    return fields;
}

Value lane_of_limit(const Bottleneck& limit, const Context& context) {
    if (!limit.lane.valid()) return {};
    const auto& lane = context.network->lanes[limit.lane];
    return end_id(*context.network, lane.origin) + '>' + end_id(*context.network, lane.destination);
}
network::SiteId site_of_limit(const Bottleneck& limit, const Context& context) {
    const Network& network = *context.network;
    if (limit.process.valid()) return network.processes[limit.process].site;
    return limit.resource.valid() ? network.resources[limit.resource].site : network::SiteId{};
}
network::ItemId item_of_limit(const Bottleneck& limit, const Context& context) {
    const Network& network = *context.network;
    if (limit.process.valid()) return network.processes[limit.process].item;
    return limit.lane.valid() ? network.lanes[limit.lane].item : network::ItemId{};
}

struct Shipment {
    std::size_t period;
    network::ArcId arc;
    double quantity;
    double cost = 0;          // of a unit: freight and tariff
    double holding_cost = 0;  // of a unit on its way
};
struct Start {
    std::size_t period;
    ProcessId process;
    double started;
    double set_up_cost = 0;
    bool is_set_up = false, is_kept = false;
    std::optional<double> capacity;  // none: without limit, or a steady month
};

template <class Row, class Ids>
std::vector<Row> rows_of(const std::vector<double>& values, const Ids& ids, std::size_t count) {
    std::vector<Row> rows;
    const std::size_t periods = count == 0 ? 0 : values.size() / count;
    for (std::size_t t = 0; t < periods; ++t)
        for (const auto id : ids)
            if (const double value = values[t * count + id.index()]; value != 0)
                rows.push_back({t, id, value});
    return rows;
}
std::vector<Shipment> month_shipments(const SteadyPlan& plan, const Context& context) {
    const Network& network = *context.network;
    auto rows = rows_of<Shipment>(plan.shipped.values(), network.arcs.ids(), network.arcs.size());
    for (Shipment& row : rows)
        row.cost = network.arcs[row.arc].freight + network.arcs[row.arc].tariff;
    return rows;
}
std::vector<Start> month_starts(const SteadyPlan& plan, const Context& context) {
    const Network& network = *context.network;
    return rows_of<Start>(plan.started.values(), network.processes.ids(), network.processes.size());
}
std::vector<Shipment> shipments_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    auto rows = rows_of<Shipment>(plan.shipped, network.arcs.ids(), network.arcs.size());
    for (Shipment& row : rows) {
        const std::size_t at = row.period * network.arcs.size() + row.arc.index();
        row.cost = plan.prices.transport[at];
        row.holding_cost = plan.prices.holding_on_the_way[at];
    }
    return rows;
}
std::vector<Start> starts_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    const std::size_t count = network.processes.size();
    std::vector<Start> rows;
    for (std::size_t at = 0; at < plan.started.size(); ++at) {
        // A set-up without a start is one for the period after.
        if (plan.started[at] == 0 && plan.set_up[at] == 0) continue;
        Start row{at / count, ProcessId{at % count}, plan.started[at]};
        row.is_set_up = plan.set_up[at] > 0;
        row.is_kept = plan.kept[at] > 0;
        if (row.is_set_up) row.set_up_cost = network.processes[row.process].setup_cost;
        if (std::isfinite(plan.capacity[at])) row.capacity = plan.capacity[at];
        rows.push_back(row);
    }
    return rows;
}

const Fields<Shipment>& shipment_fields() {
    static constexpr FieldList fields{
        "flow",
        field::count<&Shipment::period>("period").tells_rows_apart(),
        field::id<[](const Shipment& flow, const Context& context) {
            const Network& network = *context.network;
            return network.pools[network.arcs[flow.arc].from].item;
        }>("item"),
        field::id<[](const Shipment& flow, const Context& context) {
            return context.network->place_id(context.network->arcs[flow.arc].from);
        }>("from"),
        field::id<[](const Shipment& flow, const Context& context) {
            return context.network->place_id(context.network->arcs[flow.arc].to);
        }>("to"),
        field::quantity<&Shipment::quantity>("quantity", "")
            .at_least(0)
            .says("in the item's unit; of a steady month, a month"),
        field::money<&Shipment::cost>("cost").says("freight and tariff of a unit"),
        field::money<&Shipment::holding_cost>("holding_cost").says("of a unit on its way"),
    };
    return fields;
}

const Fields<Start>& start_fields() {
    static constexpr FieldList fields{
        "start",
        field::count<&Start::period>("period").tells_rows_apart(),
        field::id<&Start::process>("process"),
        field::quantity<&Start::started>("started", "").at_least(0),
        field::money<[](const Start& start, const Context& context) {
            return context.network->processes[start.process].running_cost();
        }>("cost")
            .says("of a unit, after what is paid towards it"),
        field::money<[](const Start& start, const Context& context) {
            return context.network->processes[start.process].subsidised();
        }>("subsidy")
            .says("of a unit"),
        field::money<&Start::set_up_cost>("set_up_cost").says("of the set-up, once"),
        field::flag<&Start::is_set_up>("set_up").says("in this period, or for the next"),
        field::flag<&Start::is_kept>("set_up_kept").says("it still was from the period before"),
        field::quantity<&Start::capacity>("capacity", "")
            .at_least(0)
            .says("of the period, in units started; null: without limit, or a steady month"),
        field::ratio<[](const Start& start) {
            return start.capacity ? ratio(start.started, *start.capacity) : std::nullopt;
        }>("utilisation")
            .says("started of capacity"),
    };
    return fields;
}

// ---- the steady month

struct Demand {
    network::DemandId demand;
    double wanted, delivered;
};
const Fields<Demand>& demand_fields() {
    static constexpr FieldList fields{
        "demand",
        field::id<&Demand::demand>("demand"),
        field::quantity<&Demand::wanted>("wanted", "").at_least(0),
        field::quantity<&Demand::delivered>("delivered", "").at_least(0),
    };
    return fields;
}

/// A figure of the month; nothing where it was not solved.
template <auto kFigure>
constexpr auto if_solved = [](const SteadyPlan& plan) {
    return plan.basis.empty() && plan.status != lp::Status::optimal ? std::nullopt
                                                                    : std::optional{plan.*kFigure};
};

const Fields<SteadyPlan>& steady_totals_fields() {
    static constexpr FieldList fields{
        "steady_totals",
        field::word<[](const SteadyPlan& plan) { return status_word(plan.status); }>("status",
                                                                                     kStatusWords),
        field::money<if_solved<&SteadyPlan::objective>>("objective")
            .says("cost of the month: conversion, freight and tariffs"),
        field::record<if_solved<&SteadyPlan::rates>, rates_fields>("products_per_month"),
        field::record<if_solved<&SteadyPlan::rates>, rates_fields>("racks_per_month")
            .as_alias()
            .says("products_per_month, for one version more"),
        field::number<&SteadyPlan::headroom>("headroom")
            .says("nothing short: the largest multiple of home's demand"),
    };
    return fields;
}

const Fields<plan::PathStep>& path_step_fields() {
    static constexpr FieldList fields{
        "path_step",
        field::list<&plan::PathStep::limits, limit_fields>("limits").says(
            "lifted; used: what is needed of each then"),
        field::record<&plan::PathStep::rates, rates_fields>("products_per_month"),
    };
    return fields;
}

const Fields<SteadyPlan>& steady_fields() {
    static constexpr FieldList fields{
        "steady",
        field::word<[](const SteadyPlan&) { return "steady"; }>("kind", kSteady),
        field::text<&SteadyPlan::scenario>("scenario").says("empty: none"),
        field::word<[](const SteadyPlan& plan) {
            return plan.scenario.empty() ? std::optional<std::string_view>{}
                                         : std::optional<std::string_view>{"in_full"};
        }>("events", kInFull)
            .says("how the scenario's events act in an average month"),
        field::spread<steady_totals_fields>(),
        field::list<&SteadyPlan::bottlenecks, limit_fields>("bottlenecks"),
        field::list<&SteadyPlan::joint, joint_fields>("joint"),
        field::list<&SteadyPlan::path_home, path_step_fields>("path_home")
            .says("what holds home back, the limit of one step lifted in the next; with --path"),
        field::list<&SteadyPlan::path_world, path_step_fields>("path_world"),
        field::list<[](const SteadyPlan& plan, const Context& context) {
            std::vector<Demand> rows;
            for (const auto id : context.network->demands.ids())
                rows.push_back({id, plan.wanted[id], plan.delivered[id]});
            return rows;
        },
                    demand_fields>("demands"),
        field::list<month_shipments, shipment_fields>("flows").says("rates a month"),
        field::list<month_starts, start_fields>("production"),
        field::list<[](const SteadyPlan& plan, const Context& context) {
            return plan::subsidies(*context.network, plan.started);
        },
                    subsidy_fields>("subsidies")
            .says("a month; which costs are after, by who pays"),
    };
    return fields;
}

// ---- bucket by bucket

struct PeriodRow {
    Period period;
    PeriodTotals totals;
};
std::vector<PeriodRow> periods_of(const Plan& plan, const Context& context) {
    std::vector<PeriodRow> rows;
    for (std::size_t t = 0; is_found(plan) && t < plan.periods.size(); ++t)
        rows.push_back({plan.periods[t], totals_of(*context.network, plan, t)});
    return rows;
}
const Fields<PeriodRow>& period_fields() {
    static constexpr FieldList fields{
        "period",
        field::date<[](const PeriodRow& row) { return row.period.first; }>("first"),
        field::date<[](const PeriodRow& row) { return row.period.end - std::chrono::days{1}; }>(
            "last"),
        field::quantity<[](const PeriodRow& row) { return row.totals.wanted; }>("wanted", "product")
            .at_least(0),
        field::quantity<[](const PeriodRow& row) { return row.totals.delivered; }>("delivered",
                                                                                   "product"),
        field::quantity<[](const PeriodRow& row) { return row.totals.backlog; }>("owed", "product"),
        field::money<[](const PeriodRow& row) { return row.totals.value.wanted; }>("wanted_value")
            .says("at list prices: products differ in size"),
        field::money<[](const PeriodRow& row) { return row.totals.value.delivered; }>(
            "delivered_value"),
        field::money<[](const PeriodRow& row) { return row.totals.value.backlog; }>("owed_value"),
    };
    return fields;
}

const Fields<plan::PartPegging>& part_pegging_fields() {
    using plan::PartPegging;
    static constexpr FieldList fields{
        "part_pegging",
        field::id<&PartPegging::process>("process"),
        field::count<&PartPegging::period>("period").tells_rows_apart().says(
            "in which it was started"),
        field::id<&PartPegging::item>("item"),
        field::id<&PartPegging::maker>("maker").or_null(),
        field::count<&PartPegging::made>("made").tells_rows_apart().says(
            "the period in which it was made"),
        field::quantity<&PartPegging::quantity>("quantity", "").at_least(0),
    };
    return fields;
}

const Fields<plan::Pegging>& pegging_fields() {
    static constexpr FieldList fields{
        "pegging",
        field::id<&plan::Pegging::demand>("demand"),
        field::count<&plan::Pegging::period>("period").tells_rows_apart(),
        field::id<&plan::Pegging::process>("process").or_null(),
        field::count<&plan::Pegging::made>("made").tells_rows_apart().says(
            "the period in which it was made"),
        field::quantity<&plan::Pegging::quantity>("quantity", "").at_least(0),
    };
    return fields;
}

/// A limit with what a planner asks of it: until when it is full, and how long its maker takes.
struct LateLimit {
    Bottleneck limit;
    std::optional<Day> full_until;
    std::optional<double> lead_days;
};
struct Late {
    plan::LateReason reason;
    const Plan* plan;
};
std::vector<LateLimit> late_limits(const Late& late, const Context& context) {
    std::vector<LateLimit> rows;
    for (const auto& limit : late.reason.because) {
        LateLimit row{limit, {}, {}};
        if (limit.full_until)
            row.full_until = late.plan->periods[*limit.full_until].end - std::chrono::days{1};
        if (limit.process.valid())
            row.lead_days = context.network->processes[limit.process].cycle_days;
        rows.push_back(std::move(row));
    }
    return rows;
}
const Fields<LateLimit>& late_limit_fields() {
    static constexpr FieldList fields{
        "late_limit",
        field::spread<&LateLimit::limit, limit_fields>(),
        field::date<&LateLimit::full_until>("full_until"),
        field::days<&LateLimit::lead_days>("lead_days").says("of its maker"),
    };
    return fields;
}
std::vector<Late> late_reasons_of(const Plan& plan) {
    std::vector<Late> rows;
    for (const auto& reason : plan.late_reasons) rows.push_back({reason, &plan});
    return rows;
}

const Fields<plan::JointBottleneck>& joint_fields() {
    static constexpr FieldList fields{
        "joint",
        field::list<&plan::JointBottleneck::limits, limit_fields>("limits"),
        field::quantity<&plan::JointBottleneck::gain>("gain", "product/month")
            .says("everywhere, with 1 % more of all of them"),
        field::quantity<&plan::JointBottleneck::gain_at_home>("gain_at_home", "product/month"),
        field::money<&plan::JointBottleneck::gain_value>("gain_value").says("at list prices"),
    };
    return fields;
}

const Fields<plan::Costs>& costs_fields() {
    using plan::Costs;
    static constexpr FieldList fields{
        "costs",
        field::money<&Costs::conversion>("conversion"),
        field::money<&Costs::set_ups>("set_ups"),
        field::money<&Costs::transport>("transport").says("freight and tariffs"),
        field::money<&Costs::openings>("openings").says("fixed costs of lanes"),
        field::money<&Costs::holding>("holding").says(
            "of stock, whether anybody can use it or not"),
        field::money<&Costs::holding_on_the_way>("holding_on_the_way"),
        field::money<&Costs::late>("late"),
        field::money<&Costs::lost>("lost"),
        field::money<&Costs::left>("left_at_end").says("what stock is worth at the end: 0 or less"),
    };
    return fields;
}

std::vector<plan::Subsidy> paid_over_periods(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    Indexed<ProcessId, double> started{network.processes.size(), 0.0};
    for (std::size_t i = 0; i < plan.started.size(); ++i)
        started[ProcessId{i % network.processes.size()}] += plan.started[i];
    return plan::subsidies(network, started);
}

/// A quantity of something in a period, and what a unit of it costs there.
struct InPeriod {
    std::size_t period;
    std::size_t of;
    double quantity;
    double cost = 0, last_cost = 0;
};
constexpr auto place_of_pool = [](const InPeriod& row, const Context& context) {
    return context.network->place_id(PoolId{row.of});
};
constexpr auto item_of_pool = [](const InPeriod& row, const Context& context) {
    return context.network->pools[PoolId{row.of}].item;
};
std::vector<InPeriod> stock_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    std::vector<InPeriod> rows;
    const std::size_t pools = network.pools.size();
    for (std::size_t at = 0; pools > 0 && at < plan.stock.size(); ++at)
        if (plan.stock[at] != 0) {
            const auto& item = network.items[network.pools[PoolId{at % pools}].item];
            rows.push_back({at / pools, at % pools, plan.stock[at],
                            item.holding_cost_per_day * plan.periods[at / pools].days()});
        }
    return rows;
}
const Fields<InPeriod>& stock_fields() {
    static constexpr FieldList fields{
        "stock",
        field::count<&InPeriod::period>("period").tells_rows_apart(),
        field::id<place_of_pool>("site"),
        field::id<item_of_pool>("item"),
        field::quantity<&InPeriod::quantity>("quantity", ""),
        field::money<&InPeriod::cost>("holding_cost").says("of a unit for the period"),
    };
    return fields;
}
std::vector<InPeriod> backlog_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    std::vector<InPeriod> rows;
    const std::size_t demands = network.demands.size();
    for (std::size_t at = 0; demands > 0 && at < plan.backlog.size(); ++at)
        if (plan.backlog[at] != 0) {
            const std::size_t t = at / demands;
            const auto& demand = network.demands[network::DemandId{at % demands}];
            rows.push_back({t, at % demands, plan.backlog[at],
                            demand.late_cost_per_day * plan.periods[t].days(),
                            t + 1 == plan.periods.size() ? demand.lost_cost : 0});
        }
    return rows;
}
const Fields<InPeriod>& backlog_fields() {
    static constexpr FieldList fields{
        "owed",
        field::count<&InPeriod::period>("period").tells_rows_apart(),
        field::id<[](const InPeriod& row) { return network::DemandId{row.of}; }>("demand"),
        field::quantity<&InPeriod::quantity>("quantity", ""),
        field::money<&InPeriod::cost>("late_cost").says("of a unit for the period"),
        field::money<&InPeriod::last_cost>("lost_cost")
            .says("of a unit that is never delivered: in the last period"),
    };
    return fields;
}
std::vector<InPeriod> demand_lost_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    std::vector<InPeriod> rows;
    const std::size_t demands = network.demands.size();
    for (std::size_t at = 0; demands > 0 && at < plan.lost.size(); ++at)
        if (plan.lost[at] != 0)
            rows.push_back({at / demands, at % demands, plan.lost[at],
                            network.demands[network::DemandId{at % demands}].lost_cost});
    return rows;
}
const Fields<InPeriod>& demand_lost_fields() {
    static constexpr FieldList fields{
        "lost",
        field::count<&InPeriod::period>("period").tells_rows_apart(),
        field::id<[](const InPeriod& row) { return network::DemandId{row.of}; }>("demand"),
        field::quantity<&InPeriod::quantity>("quantity", ""),
        field::money<&InPeriod::cost>("lost_cost").says("of a unit"),
    };
    return fields;
}
std::vector<plan::Shortage> spoiled_of(const Plan& plan, const Context& context) {
    std::vector<plan::Shortage> rows;
    const std::size_t pools = context.network->pools.size();
    for (std::size_t at = 0; pools > 0 && at < plan.spoiled.size(); ++at)
        if (plan.spoiled[at] != 0)
            rows.push_back({PoolId{at % pools}, at / pools, plan.spoiled[at]});
    return rows;
}
std::vector<InPeriod> left_of(const Plan& plan, const Context& context) {
    std::vector<InPeriod> rows;
    for (const auto& stock : context.network->stock)
        if (const std::size_t at = stock.pool.index();
            at < plan.left.size() && plan.left[at] > 0 && stock.is_worth_something())
            rows.push_back({0, at, plan.left[at], stock.value_at_end});
    return rows;
}
const Fields<InPeriod>& left_fields() {
    static constexpr FieldList fields{
        "left",
        field::id<place_of_pool>("site"),
        field::id<item_of_pool>("item"),
        field::quantity<&InPeriod::quantity>("quantity", ""),
        field::money<&InPeriod::cost>("value").says("of a unit"),
    };
    return fields;
}
std::vector<InPeriod> openings_of(const Plan& plan, const Context& context) {
    const Network& network = *context.network;
    std::vector<InPeriod> rows;
    const std::size_t lanes = network.lanes.size();
    for (std::size_t at = 0; lanes > 0 && at < plan.opening.size(); ++at)
        if (plan.opening[at] > 0)
            rows.push_back({at / lanes, at % lanes, plan.opening[at],
                            network.lanes[network::LaneId{at % lanes}].fixed_cost});
    return rows;
}
const Fields<InPeriod>& opening_fields() {
    static constexpr FieldList fields{
        "opening",
        field::count<&InPeriod::period>("period").tells_rows_apart(),
        field::id<[](const InPeriod& row, const Context& context) {
            const auto& lane = context.network->lanes[network::LaneId{row.of}];
            return end_id(*context.network, lane.origin) + '>' +
                   end_id(*context.network, lane.destination);
        }>("lane"),
        field::money<&InPeriod::cost>("cost"),
    };
    return fields;
}
const Fields<plan::Shortage>& shortage_fields() {
    using plan::Shortage;
    static constexpr FieldList fields{
        "shortage",
        field::count<&Shortage::period>("period").tells_rows_apart(),
        field::id<[](const Shortage& row, const Context& context) {
            return context.network->place_id(row.pool);
        }>("site"),
        field::id<[](const Shortage& row, const Context& context) {
            return context.network->pools[row.pool].item;
        }>("item"),
        field::quantity<&Shortage::quantity>("quantity", ""),
    };
    return fields;
}

const Fields<Late>& late_fields() {
    static constexpr FieldList fields{
        "late_reason",
        field::id<[](const Late& late) { return late.reason.demand; }>("demand"),
        field::count<[](const Late& late) { return late.reason.period; }>("period")
            .tells_rows_apart(),
        field::quantity<[](const Late& late) { return late.reason.quantity; }>("quantity", "")
            .at_least(0),
        field::flag<[](const Late& late) { return late.reason.possible; }>("possible")
            .says("false: no way of making more ends in time"),
        field::flag<[](const Late& late) { return late.reason.joint; }>("joint").says(
            "only more of all of them together helps"),
        field::list<late_limits, late_limit_fields>("because"),
    };
    return fields;
}

/// A figure of the plan; nothing where none was found.
template <auto kFigure>
constexpr auto if_planned =
    [](const Plan& plan) { return is_found(plan) ? std::optional{plan.*kFigure} : std::nullopt; };
constexpr auto gap_if_known = [](const Plan& plan) {
    const bool known = is_found(plan) && std::isfinite(plan.bound);
    return known ? std::optional{plan.gap} : std::nullopt;
};
template <double Plan::Totals::*kFigure>
constexpr auto value_if_planned = [](const Plan& plan) {
    return is_found(plan) ? std::optional{plan.value.*kFigure} : std::nullopt;
};

const Fields<Plan>& plan_fields() {
    static constexpr FieldList fields{
        "plan",
        field::word<[](const Plan&) { return "periods"; }>("kind", kPeriods),
        field::text<&Plan::scenario>("scenario").says("empty: none"),
        field::word<[](const Plan& plan) { return status_word(plan.status); }>("status",
                                                                               kStatusWords),
        field::word<[](const Plan& plan) { return plan.nearly ? "approximate" : "exact"; }>(
            "method", kMethods)
            .says(
                "approximate: of a large plan, within a proven gap; what holds it back follows from its prices"),
        field::money<if_planned<&Plan::objective>>("objective").says("cost of the horizon"),
        field::money<if_planned<&Plan::bound>>("bound"),
        field::number<gap_if_known>("gap"),
        field::record<if_planned<&Plan::products_per_month>, rates_fields>("products_per_month"),
        field::record<if_planned<&Plan::products_per_month>, rates_fields>("racks_per_month")
            .as_alias()
            .says("products_per_month, for one version more"),
        field::quantity<if_planned<&Plan::delivered_total>>("delivered", "product").at_least(0),
        field::quantity<if_planned<&Plan::wanted_total>>("wanted", "product").at_least(0),
        field::quantity<if_planned<&Plan::late_total>>("late", "product").at_least(0),
        field::quantity<if_planned<&Plan::lost_total>>("never", "product")
            .at_least(0)
            .says("lost, or owed at the end"),
        field::money<value_if_planned<&Plan::Totals::delivered>>("delivered_value")
            .says("at list prices: products differ in size"),
        field::money<value_if_planned<&Plan::Totals::wanted>>("wanted_value"),
        field::money<value_if_planned<&Plan::Totals::late>>("late_value"),
        field::money<value_if_planned<&Plan::Totals::lost>>("never_value"),
        field::list<periods_of, period_fields>("periods"),
        field::list<&Plan::bottlenecks, limit_fields>("bottlenecks"),
        field::list<&Plan::joint, joint_fields>("joint"),
        field::list<shipments_of, shipment_fields>("flows"),
        field::list<starts_of, start_fields>("production"),
        field::record<if_planned<&Plan::costs>, costs_fields>("costs").says(
            "what the objective is made of"),
        field::list<paid_over_periods, subsidy_fields>("subsidies")
            .says("which costs are after, by who pays"),
        field::list<stock_of, stock_fields>("stock"),
        field::list<backlog_of, backlog_fields>("owed"),
        field::list<demand_lost_of, demand_lost_fields>("lost").says(
            "from then on, by max_late_days"),
        field::list<openings_of, opening_fields>("openings"),
        field::list<left_of, left_fields>("left_at_end")
            .says("of stock at the end, what is worth something"),
        field::list<&Plan::shortages, shortage_fields>("shortages")
            .says("what is missing of minimum stocks"),
        field::list<&Plan::overstock, shortage_fields>("overstock")
            .says("what stock and receipts are above maximum stocks"),
        field::list<spoiled_of, shortage_fields>("spoiled").says("by shelf_life_days"),
        field::list<&Plan::pegging, pegging_fields>("pegging").says(
            "deliveries traced to what was made; no process: from stock or a receipt"),
        field::list<&Plan::part_pegging, part_pegging_fields>("part_pegging")
            .says("parts traced to what was made; no maker: from stock or a receipt"),
        field::list<late_reasons_of, late_fields>("late_reasons"),
        field::text<&Plan::conflict>("conflict").says("infeasible: limits that cannot all hold"),
        field::flag<[](const Plan& plan) {
            const bool infeasible = plan.status == lp::Status::infeasible;
            return infeasible ? std::optional{plan.conflict_known} : std::nullopt;
        }>("conflict_known")
            .says("infeasible: false where the time was up before it was found which limits"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 2> kPlanForms{field::any_fields<plan_fields>,
                                                   field::any_fields<steady_fields>};

constexpr std::array<std::string_view, 2> kPlanMainTables{"periods", "bottlenecks"};

}  // namespace

extern const Document kPlanDocument;
const Document kPlanDocument{"plan",
                             "jarip plan: bucket by bucket, or one average month",
                             Head::model,
                             kPlanForms,
                             kPlanMainTables,
                             nullptr,
                             field::any_fields<uncertainty_fields>};

const Fields<Bottleneck>& limit_fields() {
    static constexpr FieldList fields{
        "limit",
        field::id<&Bottleneck::process>("process").or_null(),
        field::id<&Bottleneck::resource>("resource").or_null(),
        field::id<lane_of_limit>("lane").or_null(),
        field::id<site_of_limit>("site").or_null(),
        field::id<item_of_limit>("item").or_null(),
        field::quantity<&Bottleneck::used>("used", "").at_least(0),
        field::quantity<&Bottleneck::capacity>("capacity", "").at_least(0),
        field::number<&Bottleneck::shadow_price>("shadow_price").at_least(0),
        field::money<&Bottleneck::gain_value>("gain_value")
            .says("the gain everywhere at list prices of products, by which limits are ranked"),
        field::quantity<&Bottleneck::gain>("gain", "product/month")
            .says("everywhere, with 1 % more of it"),
        field::quantity<&Bottleneck::gain_at_home>("gain_at_home", "product/month"),
        field::money<&Bottleneck::gain_value_at_home>("gain_value_at_home"),
    };
    return fields;
}

const Fields<SteadyPlan>& steady_summary_fields() {
    static constexpr FieldList fields{
        "plan_summary",
        field::spread<steady_totals_fields>(),
        field::list<[](const SteadyPlan& plan) {
            return std::vector<Bottleneck>(
                plan.bottlenecks.begin(),
                plan.bottlenecks.begin() +
                    static_cast<std::ptrdiff_t>(std::min(kSummaryLimits, plan.bottlenecks.size())));
        },
                    limit_fields>("bottlenecks"),
    };
    return fields;
}

Described described(const SteadyPlan& plan) { return {&kPlanDocument, &steady_fields(), &plan}; }
Described described(const Plan& plan) { return {&kPlanDocument, &plan_fields(), &plan}; }

const Fields<plan::Subsidy>& subsidy_fields() {
    static constexpr FieldList fields{
        "subsidy",
        field::id<&plan::Subsidy::by>("country"),
        field::money<&plan::Subsidy::amount>("amount").at_least(0),
    };
    return fields;
}

}  // namespace jarip::report
