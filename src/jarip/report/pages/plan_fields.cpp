#include <array>
#include <cmath>
#include <vector>

#include "jarip/report/pages/plan.hpp"
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
constexpr double kNothing = 1e-9;  // units: rounding

constexpr std::array<std::string_view, 1> kSteady{"steady"};
constexpr std::array<std::string_view, 1> kPeriods{"periods"};

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
    };
    return fields;
}

Value lane_of(const Bottleneck& limit, const Context& context) {
    if (!limit.lane.valid()) return {};
    const auto& lane = context.network->lanes[limit.lane];
    return end_id(*context.network, lane.origin) + '>' + end_id(*context.network, lane.destination);
}
network::SiteId site_of(const Bottleneck& limit, const Context& context) {
    const Network& network = *context.network;
    if (limit.process.valid()) return network.processes[limit.process].site;
    return limit.resource.valid() ? network.resources[limit.resource].site : network::SiteId{};
}
network::ItemId item_of(const Bottleneck& limit, const Context& context) {
    const Network& network = *context.network;
    if (limit.process.valid()) return network.processes[limit.process].item;
    return limit.lane.valid() ? network.lanes[limit.lane].item : network::ItemId{};
}

struct Flow {
    std::size_t period;
    network::ArcId arc;
    double quantity;
};
struct Start {
    std::size_t period;
    ProcessId process;
    double started;
};

template <class Row, class Ids>
std::vector<Row> rows_of(const std::vector<double>& values, const Ids& ids, std::size_t count) {
    std::vector<Row> rows;
    const std::size_t periods = count == 0 ? 0 : values.size() / count;
    for (std::size_t t = 0; t < periods; ++t)
        for (const auto id : ids)
            if (const double value = values[t * count + id.index()]; std::abs(value) > kNothing)
                rows.push_back({t, id, value});
    return rows;
}
std::vector<Flow> flows(const std::vector<double>& shipped, const Network& network) {
    return rows_of<Flow>(shipped, network.arcs.ids(), network.arcs.size());
}
std::vector<Start> starts(const std::vector<double>& started, const Network& network) {
    return rows_of<Start>(started, network.processes.ids(), network.processes.size());
}

const Fields<Flow>& flow_fields() {
    static constexpr FieldList fields{
        "flow",
        field::count<&Flow::period>("period"),
        field::id<[](const Flow& flow, const Context& context) {
            const Network& network = *context.network;
            return network.pools[network.arcs[flow.arc].from].item;
        }>("item"),
        field::id<[](const Flow& flow, const Context& context) {
            return place_id(*context.network, context.network->arcs[flow.arc].from);
        }>("from"),
        field::id<[](const Flow& flow, const Context& context) {
            return place_id(*context.network, context.network->arcs[flow.arc].to);
        }>("to"),
        field::quantity<&Flow::quantity>("quantity", "")
            .at_least(0)
            .says("in the item's unit; of a steady month, a month"),
    };
    return fields;
}

const Fields<Start>& start_fields() {
    static constexpr FieldList fields{
        "start",
        field::count<&Start::period>("period"),
        field::id<&Start::process>("process"),
        field::quantity<&Start::started>("started", "").at_least(0),
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

const Fields<SteadyPlan>& steady_totals_fields() {
    static constexpr FieldList fields{
        "steady_totals",
        field::word<[](const SteadyPlan& plan) { return status_word(plan.status); }>("status",
                                                                                     kStatusWords),
        field::money<&SteadyPlan::objective>("objective")
            .says("cost of the month: conversion, freight and tariffs"),
        field::record<&SteadyPlan::rates, rates_fields>("products_per_month"),
        field::record<&SteadyPlan::rates, rates_fields>("racks_per_month")
            .as_alias()
            .says("products_per_month, for one version more"),
        field::number<&SteadyPlan::headroom>("headroom")
            .says("nothing short: the largest multiple of home's demand"),
    };
    return fields;
}

const Fields<SteadyPlan>& steady_fields() {
    static constexpr FieldList fields{
        "steady",
        field::word<[](const SteadyPlan&) { return "steady"; }>("kind", kSteady),
        field::also<steady_totals_fields>(),
        field::list<&SteadyPlan::bottlenecks, limit_fields>("bottlenecks"),
        field::list<[](const SteadyPlan& plan, const Context& context) {
            std::vector<Demand> rows;
            for (const auto id : context.network->demands.ids())
                rows.push_back({id, plan.wanted[id], plan.delivered[id]});
            return rows;
        },
                    demand_fields>("demands"),
        field::list<[](const SteadyPlan& plan, const Context& context) {
            return flows(plan.shipped.values(), *context.network);
        },
                    flow_fields>("flows")
            .says("rates a month"),
        field::list<[](const SteadyPlan& plan, const Context& context) {
            return starts(plan.started.values(), *context.network);
        },
                    start_fields>("production"),
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
    for (std::size_t t = 0; !plan.delivered.empty() && t < plan.periods.size(); ++t)
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
    };
    return fields;
}

const Fields<plan::Pegging>& pegging_fields() {
    static constexpr FieldList fields{
        "pegging",
        field::id<&plan::Pegging::demand>("demand"),
        field::count<&plan::Pegging::period>("period"),
        field::id<&plan::Pegging::process>("process").or_null(),
        field::count<&plan::Pegging::made>("made").says("the period in which it was made"),
        field::quantity<&plan::Pegging::quantity>("quantity", "").at_least(0),
    };
    return fields;
}

const Fields<plan::LateReason>& late_fields() {
    static constexpr FieldList fields{
        "late_reason",
        field::id<&plan::LateReason::demand>("demand"),
        field::count<&plan::LateReason::period>("period"),
        field::quantity<&plan::LateReason::quantity>("quantity", "").at_least(0),
        field::flag<&plan::LateReason::possible>("possible")
            .says("false: no way of making more ends in time"),
        field::list<&plan::LateReason::because, limit_fields>("because"),
    };
    return fields;
}

const Fields<Plan>& plan_fields() {
    static constexpr FieldList fields{
        "plan",
        field::word<[](const Plan&) { return "periods"; }>("kind", kPeriods),
        field::word<[](const Plan& plan) { return status_word(plan.status); }>("status",
                                                                               kStatusWords),
        field::money<&Plan::objective>("objective").says("cost of the horizon"),
        field::money<&Plan::bound>("bound"),
        field::number<&Plan::gap>("gap"),
        field::record<&Plan::products_per_month, rates_fields>("products_per_month"),
        field::record<&Plan::products_per_month, rates_fields>("racks_per_month")
            .as_alias()
            .says("products_per_month, for one version more"),
        field::quantity<&Plan::delivered_total>("delivered", "product").at_least(0),
        field::quantity<&Plan::wanted_total>("wanted", "product").at_least(0),
        field::quantity<&Plan::late_total>("late", "product").at_least(0),
        field::list<periods_of, period_fields>("periods"),
        field::list<&Plan::bottlenecks, limit_fields>("bottlenecks"),
        field::list<[](const Plan& plan, const Context& context) {
            return flows(plan.shipped, *context.network);
        },
                    flow_fields>("flows"),
        field::list<[](const Plan& plan, const Context& context) {
            return starts(plan.started, *context.network);
        },
                    start_fields>("production"),
        field::list<&Plan::pegging, pegging_fields>("pegging").says(
            "deliveries traced to what was made; no process: from stock or a receipt"),
        field::list<&Plan::late_reasons, late_fields>("late_reasons"),
        field::texts<&Plan::conflict>("conflict").says("infeasible: limits that cannot all hold"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 2> kForms{field::any_fields<plan_fields>,
                                               field::any_fields<steady_fields>};

}  // namespace

extern const Document kPlanDocument;
const Document kPlanDocument{"plan", "jarip plan: bucket by bucket, or one average month", true,
                             kForms};

const Fields<Bottleneck>& limit_fields() {
    static constexpr FieldList fields{
        "limit",
        field::id<&Bottleneck::process>("process").or_null(),
        field::id<&Bottleneck::resource>("resource").or_null(),
        field::id<lane_of>("lane").or_null(),
        field::id<site_of>("site").or_null(),
        field::id<item_of>("item").or_null(),
        field::quantity<&Bottleneck::used>("used", "").at_least(0),
        field::quantity<&Bottleneck::capacity>("capacity", "").at_least(0),
        field::number<&Bottleneck::shadow_price>("shadow_price").at_least(0),
        field::quantity<&Bottleneck::gain>("gain", "product/month")
            .says("everywhere, with 1 % more of it"),
        field::quantity<&Bottleneck::gain_at_home>("gain_at_home", "product/month"),
    };
    return fields;
}

const Fields<SteadyPlan>& steady_summary_fields() {
    static constexpr FieldList fields{
        "plan_summary",
        field::also<steady_totals_fields>(),
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

}  // namespace jarip::report
