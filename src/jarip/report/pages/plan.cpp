#include "jarip/report/pages/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
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
constexpr std::size_t kMostShortages = 10;
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
               context, "plan.obtained",
               text(context.language, "plan.of",
                    {{"part", number(racks.delivered_at_home)}, {"whole", number(racks.wanted)}})) +
           line(context, "plan.built_at_home", number(racks.built_at_home)) +
           line(context, "plan.world", number(racks.world));
}

std::string gain_text(const std::optional<double>& gain) { return gain ? number(*gain) : "–"; }

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
                   number(limits[i].capacity), gain_text(limits[i].gain),
                   gain_text(limits[i].gain_at_home)});
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
                    {text(language, "plan.owed"), Align::right}};
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        const PeriodTotals totals = totals_of(*context.network, plan, t);
        table.add({format_date(plan.periods[t].first), number(totals.wanted),
                   number(totals.delivered), number(totals.backlog)});
    }
    return '\n' + table.render(context.width, 2);
}

/// Limits that bring nothing alone, and what they bring together.
std::string joint_lines(const std::vector<plan::JointBottleneck>& joint, const Context& context) {
    if (joint.empty()) return "";
    std::string lines = '\n' + text(context.language, "plan.joint") + '\n';
    for (const auto& group : joint) {
        lines += "  ";
        for (std::size_t i = 0; i < group.limits.size(); ++i)
            lines += (i > 0 ? " + " : "") +
                     limit_name(*context.network, group.limits[i], context.language);
        lines += ": " + number(group.gain) + '\n';
    }
    return lines;
}

std::string shortage_table(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "plan.site")},
                    {text(language, "plan.item")},
                    {text(language, "plan.period")},
                    {text(language, "plan.missing"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostShortages, plan.shortages.size()); ++i) {
        const auto& shortage = plan.shortages[i];
        table.add({place_id(network, shortage.pool),
                   network.items[network.pools[shortage.pool].item].name.in(language),
                   format_date(plan.periods[shortage.period].first), number(shortage.quantity)});
    }
    if (table.empty()) return "";
    return '\n' + text(language, "plan.shortages") + '\n' + table.render(context.width, 2);
}

bool same_limits(const plan::LateReason& a, const plan::LateReason& b) {
    return a.possible == b.possible && a.because.size() == b.because.size() &&
           std::equal(a.because.begin(), a.because.end(), b.because.begin(),
                      [](const plan::Bottleneck& x, const plan::Bottleneck& y) {
                          return x.process == y.process && x.resource == y.resource &&
                                 x.lane == y.lane;
                      });
}

/// What is late of one demand for the same reason: the largest quantity of a period, and the periods.
struct LateGroup {
    plan::LateReason reason;
    std::size_t last = 0;
};

/// Products first, then the largest.
std::vector<LateGroup> late_groups(const Network& network, const plan::Plan& plan) {
    std::vector<LateGroup> groups;
    for (const auto& reason : plan.late_reasons) {
        const auto same = std::ranges::find_if(groups, [&](const LateGroup& group) {
            return group.reason.demand == reason.demand && same_limits(group.reason, reason);
        });
        if (same == groups.end()) {
            groups.push_back({reason, reason.period});
            continue;
        }
        same->last = reason.period;
        same->reason.quantity = std::max(same->reason.quantity, reason.quantity);
        for (std::size_t i = 0; i < reason.because.size(); ++i)
            same->reason.because[i].full_until = reason.because[i].full_until;
    }
    const auto is_product = [&](const LateGroup& group) {
        return network.is_product(network.pools[network.demands[group.reason.demand].pool].item);
    };
    std::ranges::stable_sort(groups, [&](const LateGroup& a, const LateGroup& b) {
        return std::pair{is_product(a), a.reason.quantity} >
               std::pair{is_product(b), b.reason.quantity};
    });
    return groups;
}

/// One limit of a reason: item, site, until when it is full, and the lead time of its maker.
std::string limit_sentence(const plan::Plan& plan, const plan::Bottleneck& limit,
                           const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    const std::string until =
        limit.full_until ? format_date(plan.periods[*limit.full_until].end - std::chrono::days{1})
                         : "";
    if (!limit.process.valid())
        return text(language, "plan.limit_full",
                    {{"limit", limit_name(network, limit, language)}, {"date", until}});
    const auto& process = network.processes[limit.process];
    const bool takes_time = process.cycle_days > 0;
    return text(language, takes_time ? "plan.maker_full_days" : "plan.maker_full",
                {{"item", network.items[process.item].name.in(language)},
                 {"site", network.sites[process.site].name.in(language)},
                 {"date", until},
                 {"days", number(process.cycle_days)}});
}

std::string reasons_text(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    const auto groups = late_groups(network, plan);
    if (groups.empty()) return "";
    std::string lines = '\n' + text(language, "plan.late_reasons") + '\n';
    for (std::size_t i = 0; i < std::min(kMostReasons, groups.size()); ++i) {
        const auto& reason = groups[i].reason;
        const auto& demand = network.demands[reason.demand];
        const std::string first = format_date(plan.periods[reason.period].first);
        const std::string last = format_date(plan.periods[groups[i].last].first);
        std::vector<std::pair<std::string, std::string>> words{
            {"demand", demand.id},
            {"item", network.items[network.pools[demand.pool].item].name.in(language)},
            {"quantity", number(reason.quantity)},
            {"first", first},
            {"last", last}};
        lines += "  " +
                 text(language, first == last ? "plan.late_once" : "plan.late_from_to", words) +
                 '\n';
        if (reason.because.empty())
            lines += "    " +
                     text(language, reason.possible ? "plan.cheaper_late" : "plan.no_way") + '\n';
        if (reason.joint) lines += "    " + text(language, "plan.together") + '\n';
        for (const auto& limit : reason.because)
            lines += "    " + limit_sentence(plan, limit, context) + '\n';
    }
    return lines;
}

/// Values of one result by period and arc, or by period and process.
struct Flows {
    const std::vector<double>& shipped;
    const std::vector<double>& started;
    const std::vector<double>* set_up = nullptr;
    const plan::Prices* prices = nullptr;  ///< null: those of the network
};

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

/// Flows and starts of one period, with what a unit of each costs.
void add_flows(const Network& network, const Flows& rates, std::size_t period, Json& flows,
               Json& production) {
    const std::size_t arcs = network.arcs.size(), processes = network.processes.size();
    for (const auto id : network.arcs.ids()) {
        const std::size_t at = period * arcs + id.index();
        const double quantity = rates.shipped[at];
        if (std::abs(quantity) <= kNothing) continue;
        const auto& arc = network.arcs[id];
        const bool priced = rates.prices != nullptr;
        flows.push_back(
            {{"period", period},
             {"item", network.items[network.pools[arc.from].item].id},
             {"from", place_id(network, arc.from)},
             {"to", place_id(network, arc.to)},
             {"quantity", figure(quantity)},
             {"cost", figure(priced ? rates.prices->transport[at] : arc.freight + arc.tariff)},
             {"holding_cost", figure(priced ? rates.prices->holding_on_the_way[at] : 0)}});
    }
    for (const ProcessId id : network.processes.ids()) {
        const double units = rates.started[period * processes + id.index()];
        if (std::abs(units) <= kNothing) continue;
        const auto& process = network.processes[id];
        const bool set_up =
            rates.set_up != nullptr && (*rates.set_up)[period * processes + id.index()] > 0;
        production.push_back({{"period", period},
                              {"process", process.id},
                              {"started", figure(units)},
                              {"cost", figure(process.conversion_cost)},
                              {"set_up_cost", figure(set_up ? process.setup_cost : 0)}});
    }
}

Json limits_json(const Network& network, const std::vector<plan::Bottleneck>& limits) {
    Json rows = Json::array();
    for (const auto& limit : limits) rows.push_back(as_json(network, limit));
    return rows;
}

Json reasons_json(const Network& network, const plan::Plan& plan,
                  const std::vector<plan::Bottleneck>& limits) {
    Json rows = Json::array();
    for (const auto& limit : limits) {
        Json row = as_json(network, limit);
        row["full_until"] = nullptr;
        if (limit.full_until)
            row["full_until"] =
                format_date(plan.periods[*limit.full_until].end - std::chrono::days{1});
        row["lead_days"] = limit.process.valid()
                               ? Json(figure(network.processes[limit.process].cycle_days))
                               : Json(nullptr);
        rows.push_back(std::move(row));
    }
    return rows;
}

Json joint_json(const Network& network, const std::vector<plan::JointBottleneck>& joint) {
    Json rows = Json::array();
    for (const auto& group : joint)
        rows.push_back({{"limits", limits_json(network, group.limits)},
                        {"gain", figure(group.gain)},
                        {"gain_at_home", figure(group.gain_at_home)}});
    return rows;
}

Json costs_json(const plan::Costs& costs) {
    return {{"conversion", figure(costs.conversion)},
            {"set_ups", figure(costs.set_ups)},
            {"transport", figure(costs.transport)},
            {"openings", figure(costs.openings)},
            {"holding", figure(costs.holding)},
            {"holding_on_the_way", figure(costs.holding_on_the_way)},
            {"late", figure(costs.late)},
            {"lost", figure(costs.lost)}};
}

void add_stock(const Network& network, const plan::Plan& plan, std::size_t t, Json& rows) {
    for (const PoolId id : network.pools.ids()) {
        const double quantity = plan.stock[t * network.pools.size() + id.index()];
        if (std::abs(quantity) <= kNothing) continue;
        const auto& item = network.items[network.pools[id].item];
        rows.push_back(
            {{"period", t},
             {"site", place_id(network, id)},
             {"item", item.id},
             {"quantity", figure(quantity)},
             {"holding_cost", figure(item.holding_cost_per_day * plan.periods[t].days())}});
    }
}

void add_owed(const Network& network, const plan::Plan& plan, std::size_t t, Json& rows) {
    const bool last = t + 1 == plan.periods.size();
    for (const DemandId id : network.demands.ids()) {
        const double quantity = plan.backlog[t * network.demands.size() + id.index()];
        if (std::abs(quantity) <= kNothing) continue;
        const auto& demand = network.demands[id];
        rows.push_back({{"period", t},
                        {"demand", demand.id},
                        {"quantity", figure(quantity)},
                        {"late_cost", figure(demand.late_cost_per_day * plan.periods[t].days())},
                        {"lost_cost", figure(last ? demand.lost_cost : 0)}});
    }
}

void add_openings(const Network& network, const plan::Plan& plan, std::size_t t, Json& rows) {
    for (const auto id : network.lanes.ids()) {
        if (plan.opening[t * network.lanes.size() + id.index()] <= 0) continue;
        const auto& lane = network.lanes[id];
        rows.push_back(
            {{"period", t},
             {"lane", end_id(network, lane.origin) + '>' + end_id(network, lane.destination)},
             {"cost", figure(lane.fixed_cost)}});
    }
}

Json shortages_json(const Network& network, const plan::Plan& plan) {
    Json rows = Json::array();
    for (const auto& shortage : plan.shortages)
        rows.push_back({{"period", shortage.period},
                        {"site", place_id(network, shortage.pool)},
                        {"item", network.items[network.pools[shortage.pool].item].id},
                        {"quantity", figure(shortage.quantity)}});
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
    const std::string item =
        lane.item.valid() ? ": " + network.items[lane.item].name.in(language) : "";
    if (lane.origin.anywhere() && lane.destination.anywhere())
        return text(language, "plan.all_ways") + item;
    const auto end = [&](const network::End& one) {
        return one.anywhere() ? text(language, "plan.anywhere") : end_id(network, one);
    };
    return end(lane.origin) + " > " + end(lane.destination) + item;
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
    if (plan.status != lp::Status::optimal) page += text(context.language, "plan.partial") + "\n\n";
    page += racks_lines(plan.rates, context);
    page +=
        line(context, "plan.cost_month", money(plan.objective, network.currency, context.language));
    if (plan.headroom) page += line(context, "plan.headroom", number(*plan.headroom));
    return page + limits_table(plan.bottlenecks, context) + joint_lines(plan.joint, context);
}

std::string json(const plan::SteadyPlan& plan, const Context& context) {
    const auto& network = *context.network;
    Json document = header("plan", context);
    document["kind"] = "steady";
    document["scenario"] = scenario_json(plan.scenario);
    document["events"] = plan.scenario.empty() ? Json(nullptr) : Json("in_full");
    document.update(as_json(network, plan));
    document["bottlenecks"] = limits_json(network, plan.bottlenecks);
    document["joint"] = joint_json(network, plan.joint);
    Json flows = Json::array(), production = Json::array(), demands = Json::array();
    add_flows(network, {plan.shipped.values(), plan.started.values()}, 0, flows, production);
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
    page += limits_table(plan.bottlenecks, context) + joint_lines(plan.joint, context);
    return page + reasons_text(plan, context) + shortage_table(plan, context);
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
    Json stock = Json::array(), owed = Json::array(), openings = Json::array();
    for (std::size_t t = 0; !plan.delivered.empty() && t < plan.periods.size(); ++t) {
        const PeriodTotals totals = totals_of(network, plan, t);
        Json period = period_json(plan, t);
        period["wanted"] = figure(totals.wanted);
        period["delivered"] = figure(totals.delivered);
        period["owed"] = figure(totals.backlog);
        periods.push_back(std::move(period));
        add_flows(network, {plan.shipped, plan.started, &plan.set_up, &plan.prices}, t, flows,
                  production);
        add_stock(network, plan, t, stock);
        add_owed(network, plan, t, owed);
        add_openings(network, plan, t, openings);
    }
    document["costs"] = costs_json(plan.costs);
    document["stock"] = std::move(stock);
    document["owed"] = std::move(owed);
    document["openings"] = std::move(openings);
    document["shortages"] = shortages_json(network, plan);
    document["joint"] = joint_json(network, plan.joint);
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
                           {"joint", reason.joint},
                           {"because", reasons_json(network, plan, reason.because)}});
    document["pegging"] = std::move(pegging);
    document["late_reasons"] = std::move(reasons);
    document["conflict"] = plan.conflict;
    return serialize(document);
}

}  // namespace jarip::report
