#include "jarip/report/pages/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

using network::DemandId;
using network::Network;
using network::PoolId;
using network::ProcessId;

namespace {

constexpr std::size_t kMostBottlenecks = 10;
constexpr std::size_t kMostReasons = 5;
constexpr double kNothing = 1e-9;

std::string line(const Context& context, std::string_view key, const std::string& value) {
    return "  " + padded(text(context.language, key), 26) + value + '\n';
}

/// The scenario that acts, where one does: one line and an empty one.
std::string scenario_line(const std::string& scenario, std::string_view key,
                          const Context& context) {
    if (scenario.empty()) return "";
    const auto name = scenario_name(*context.network, scenario, context.language);
    return wrapped(text(context.language, key, {{"scenario", name}}), context.width) + "\n\n";
}

Json scenario_json(const std::string& scenario) {
    return scenario.empty() ? Json(nullptr) : Json(scenario);
}

std::string racks_lines(const plan::Rates& racks, const Context& context) {
    return line(
               context, "plan.delivered_at_home",
               text(context.language, "plan.of",
                    {{"part", number(racks.delivered_at_home)}, {"whole", number(racks.wanted)}})) +
           line(context, "plan.built_at_home", number(racks.built_at_home)) +
           line(context, "plan.world", number(racks.world));
}

std::string limits_table(const std::vector<plan::Bottleneck>& limits, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "plan.limit")},
                    {text(language, "plan.used"), Align::right},
                    {text(language, "plan.capacity"), Align::right},
                    {text(language, "plan.gain"), Align::right},
                    {text(language, "plan.gain_at_home"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostBottlenecks, limits.size()); ++i)
        table.add({limit_name(*context.network, limits[i], language),
                   percent(ratio(limits[i].used, limits[i].capacity), language, 0),
                   number(limits[i].capacity), number(limits[i].gain),
                   number(limits[i].gain_at_home)});
    if (table.empty()) return "";
    return '\n' + text(language, "plan.limits") + '\n' + table.render(context.width, 2);
}

/// What is wanted, delivered and owed of products in one period.
struct PeriodTotals {
    double wanted = 0, delivered = 0, backlog = 0;
};

PeriodTotals totals_of(const Network& network, const plan::Plan& plan, std::size_t t) {
    PeriodTotals totals;
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        if (!network.is_product(network.pools[demand.pool].item)) continue;
        for (const auto& wanted : demand.wanted)
            if (plan.periods[t].contains(wanted.date)) totals.wanted += wanted.quantity;
        const std::size_t at = t * network.demands.size() + id.index();
        totals.delivered += plan.delivered[at];
        totals.backlog += plan.backlog[at];
    }
    return totals;
}

std::string periods_table(const plan::Plan& plan, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "plan.period")},
                    {text(language, "plan.wanted"), Align::right},
                    {text(language, "plan.delivered"), Align::right},
                    {text(language, "plan.backlog"), Align::right}};
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        const PeriodTotals totals = totals_of(*context.network, plan, t);
        table.add({format_date(plan.periods[t].first), number(totals.wanted),
                   number(totals.delivered), number(totals.backlog)});
    }
    return '\n' + table.render(context.width, 2);
}

std::string reasons_table(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::vector<plan::LateReason> reasons = plan.late_reasons;
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto& a, const auto& b) { return a.quantity > b.quantity; });
    TextTable table{{text(language, "plan.demand")},
                    {text(language, "plan.period")},
                    {text(language, "plan.late"), Align::right},
                    {text(language, "plan.because")}};
    for (std::size_t i = 0; i < std::min(kMostReasons, reasons.size()); ++i) {
        const auto& reason = reasons[i];
        std::string because = text(language, reason.possible ? "plan.cheaper_late" : "plan.no_way");
        if (!reason.because.empty())
            because = limit_name(network, reason.because.front(), language);
        table.add({network.demands[reason.demand].id,
                   format_date(plan.periods[reason.period].first), number(reason.quantity),
                   because});
    }
    if (table.empty()) return "";
    return '\n' + text(language, "plan.late_reasons") + '\n' + table.render(context.width, 2);
}

Json racks_as_json(const plan::Rates& racks) {
    return {{"obtained", figure(racks.delivered_at_home)},
            {"wanted", figure(racks.wanted)},
            {"built_at_home", figure(racks.built_at_home)},
            {"world", figure(racks.world)}};
}

Json period_json(const plan::Plan& plan, std::size_t t) {
    return {{"first", format_date(plan.periods[t].first)},
            {"last", format_date(plan.periods[t].end - std::chrono::days{1})}};
}

/// Flows and starts of one period; values stand behind `offset`.
void add_flows(const Network& network, const std::vector<double>& shipped,
               const std::vector<double>& started, std::size_t period, Json& flows,
               Json& production) {
    const std::size_t arcs = network.arcs.size(), processes = network.processes.size();
    for (const auto id : network.arcs.ids()) {
        const double quantity = shipped[period * arcs + id.index()];
        if (std::abs(quantity) <= kNothing) continue;
        const auto& arc = network.arcs[id];
        flows.push_back({{"period", period},
                         {"item", network.items[network.pools[arc.from].item].id},
                         {"from", place_id(network, arc.from)},
                         {"to", place_id(network, arc.to)},
                         {"quantity", figure(quantity)}});
    }
    for (const ProcessId id : network.processes.ids()) {
        const double units = started[period * processes + id.index()];
        if (std::abs(units) <= kNothing) continue;
        production.push_back({{"period", period},
                              {"process", network.processes[id].id},
                              {"started", figure(units)}});
    }
}

Json limits_json(const Network& network, const std::vector<plan::Bottleneck>& limits) {
    Json rows = Json::array();
    for (const auto& limit : limits) rows.push_back(as_json(network, limit));
    return rows;
}

}  // namespace

std::string place_id(const Network& network, PoolId pool) {
    const auto& place = network.places[network.pools[pool].place];
    return place.site.valid() ? network.sites[place.site].id
                              : "country:" + network.countries[place.country].code;
}

std::string limit_name(const Network& network, const plan::Bottleneck& limit, Language language) {
    if (limit.process.valid()) {
        const auto& process = network.processes[limit.process];
        return network.sites[process.site].name.in(language) + ": " +
               network.items[process.item].name.in(language);
    }
    if (limit.resource.valid()) {
        const auto& resource = network.resources[limit.resource];
        return network.sites[resource.site].name.in(language) + ": " + resource.id;
    }
    const auto& lane = network.lanes[limit.lane];
    return end_id(network, lane.origin) + " > " + end_id(network, lane.destination);
}

std::string end_id(const Network& network, const network::End& end) {
    if (end.site.valid()) return network.sites[end.site].id;
    return end.country.valid() ? network.countries[end.country].code : "*";
}

Json as_json(const Network& network, const plan::Bottleneck& limit) {
    Json row{{"process", nullptr},
             {"resource", nullptr},
             {"lane", nullptr},
             {"site", nullptr},
             {"item", nullptr}};
    if (limit.process.valid()) {
        const auto& process = network.processes[limit.process];
        row["process"] = process.id;
        row["site"] = network.sites[process.site].id;
        row["item"] = network.items[process.item].id;
    } else if (limit.resource.valid()) {
        row["resource"] = network.resources[limit.resource].id;
        row["site"] = network.sites[network.resources[limit.resource].site].id;
    } else {
        const auto& lane = network.lanes[limit.lane];
        row["lane"] = end_id(network, lane.origin) + '>' + end_id(network, lane.destination);
        if (lane.item.valid()) row["item"] = network.items[lane.item].id;
    }
    row["used"] = figure(limit.used);
    row["capacity"] = figure(limit.capacity);
    row["shadow_price"] = figure(limit.shadow_price);
    row["gain"] = figure(limit.gain);
    row["gain_at_home"] = figure(limit.gain_at_home);
    return row;
}

Json as_json(const Network& network, const plan::SteadyPlan& plan) {
    Json bottlenecks = Json::array();
    for (const auto& limit : plan.bottlenecks)
        if (bottlenecks.size() < kMostBottlenecks) bottlenecks.push_back(as_json(network, limit));
    return {{"status", status_word(plan.status)},
            {"objective", figure(plan.objective)},
            {"racks_per_month",
             {{"obtained", figure(plan.rates.delivered_at_home)},
              {"wanted", figure(plan.rates.wanted)},
              {"built_at_home", figure(plan.rates.built_at_home)},
              {"world", figure(plan.rates.world)}}},
            {"headroom", figure(plan.headroom)},
            {"bottlenecks", std::move(bottlenecks)}};
}

std::string text(const plan::SteadyPlan& plan, const Context& context) {
    const auto& network = *context.network;
    std::string page = heading(context, "plan.steady_title");
    page += scenario_line(plan.scenario, "plan.scenario_in_full", context);
    page += racks_lines(plan.rates, context);
    page +=
        line(context, "plan.cost_month", money(plan.objective, network.currency, context.language));
    if (plan.headroom) page += line(context, "plan.headroom", number(*plan.headroom));
    return page + limits_table(plan.bottlenecks, context);
}

std::string json(const plan::SteadyPlan& plan, const Context& context) {
    const auto& network = *context.network;
    Json document = header("plan", context);
    document["kind"] = "steady";
    document["scenario"] = scenario_json(plan.scenario);
    document["events"] = plan.scenario.empty() ? Json(nullptr) : Json("in_full");
    document.update(as_json(network, plan));
    document["bottlenecks"] = limits_json(network, plan.bottlenecks);
    Json flows = Json::array(), production = Json::array(), demands = Json::array();
    add_flows(network, plan.shipped.values(), plan.started.values(), 0, flows, production);
    for (const DemandId id : network.demands.ids())
        demands.push_back({{"demand", network.demands[id].id},
                           {"wanted", figure(plan.wanted[id])},
                           {"delivered", figure(plan.delivered[id])}});
    document["demands"] = std::move(demands);
    document["flows"] = std::move(flows);
    document["production"] = std::move(production);
    return serialize(document);
}

std::string text(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::string page = heading(context, "plan.title");
    page += scenario_line(plan.scenario, "plan.scenario", context);
    if (plan.status == lp::Status::infeasible) {
        page += text(language, "plan.infeasible") + '\n';
        for (const std::string& limit : plan.conflict) page += "  " + limit + '\n';
        return page;
    }
    if (plan.delivered.empty()) return page + text(language, "plan.none") + '\n';
    if (plan.status != lp::Status::optimal) page += text(language, "plan.partial") + "\n\n";
    page += racks_lines(plan.products_per_month, context);
    page +=
        line(context, "plan.delivered_of",
             text(language, "plan.of",
                  {{"part", number(plan.delivered_total)}, {"whole", number(plan.wanted_total)}}));
    page += line(context, "plan.late_total", number(plan.late_total));
    page += line(context, "plan.cost", money(plan.objective, network.currency, language));
    page += periods_table(plan, context);
    page += limits_table(plan.bottlenecks, context);
    return page + reasons_table(plan, context);
}

std::string json(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    Json document = header("plan", context);
    document["kind"] = "periods";
    document["scenario"] = scenario_json(plan.scenario);
    document["status"] = status_word(plan.status);
    document["objective"] = figure(plan.objective);
    document["bound"] = figure(plan.bound);
    document["gap"] = figure(plan.gap);
    document["racks_per_month"] = racks_as_json(plan.products_per_month);
    document["delivered"] = figure(plan.delivered_total);
    document["wanted"] = figure(plan.wanted_total);
    document["late"] = figure(plan.late_total);
    Json periods = Json::array(), flows = Json::array(), production = Json::array();
    for (std::size_t t = 0; !plan.delivered.empty() && t < plan.periods.size(); ++t) {
        const PeriodTotals totals = totals_of(network, plan, t);
        Json period = period_json(plan, t);
        period["wanted"] = figure(totals.wanted);
        period["delivered"] = figure(totals.delivered);
        period["owed"] = figure(totals.backlog);
        periods.push_back(std::move(period));
        add_flows(network, plan.shipped, plan.started, t, flows, production);
    }
    document["periods"] = std::move(periods);
    document["bottlenecks"] = limits_json(network, plan.bottlenecks);
    document["flows"] = std::move(flows);
    document["production"] = std::move(production);
    Json pegging = Json::array(), reasons = Json::array();
    for (const auto& peg : plan.pegging)
        pegging.push_back({{"demand", network.demands[peg.demand].id},
                           {"period", peg.period},
                           {"process", peg.process.valid() ? Json(network.processes[peg.process].id)
                                                           : Json(nullptr)},
                           {"made", peg.made},
                           {"quantity", figure(peg.quantity)}});
    for (const auto& reason : plan.late_reasons)
        reasons.push_back({{"demand", network.demands[reason.demand].id},
                           {"period", reason.period},
                           {"quantity", figure(reason.quantity)},
                           {"possible", reason.possible},
                           {"because", limits_json(network, reason.because)}});
    document["pegging"] = std::move(pegging);
    document["late_reasons"] = std::move(reasons);
    document["conflict"] = plan.conflict;
    return serialize(document);
}

}  // namespace jarip::report
