#include "jarip/report/pages/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

using network::DemandId;
using network::Network;
using network::PoolId;

namespace {

constexpr std::size_t kMostBottlenecks = 10;
constexpr std::size_t kMostReasons = 5;

std::string line(const Context& context, std::string_view key, const std::string& value) {
    return "  " + padded(text(context.language, key), 26) + value + '\n';
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

}  // namespace

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

std::string text(const plan::SteadyPlan& plan, const Context& context) {
    const auto& network = *context.network;
    std::string page = heading(context, "plan.steady_title");
    page += racks_lines(plan.rates, context);
    page +=
        line(context, "plan.cost_month", money(plan.objective, network.currency, context.language));
    if (plan.headroom) page += line(context, "plan.headroom", number(*plan.headroom));
    return page + limits_table(plan.bottlenecks, context);
}

std::string text(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::string page = heading(context, "plan.title");
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

}  // namespace jarip::report
