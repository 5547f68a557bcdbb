#include "jarip/assess/scorecard.hpp"

#include <algorithm>

#include "jarip/assess/answers.hpp"

namespace jarip::assess {
namespace {

/// What a unit counts as: one, or among several products its list price.
double unit_of(const Network& network, ItemId product) {
    return plan::by_value(network) ? network.items[product].price : 1;
}

double delivered_in(const Network& network, const plan::SteadyPlan& plan, CountryId country) {
    Sum total;
    for (const auto demand : network.demands.ids()) {
        const auto pool = network.demands[demand].pool;
        if (network.within(network.country_of(pool), country) &&
            network.is_product(network.pools[pool].item))
            total.add(plan.delivered[demand] * unit_of(network, network.pools[pool].item));
    }
    return total.value();
}

double built_in(const Network& network, const plan::SteadyPlan& plan, CountryId country) {
    Sum total;
    for (const auto process : network.processes.ids()) {
        const auto& row = network.processes[process];
        if (network.within(network.sites[row.site].country, country) &&
            network.is_product(row.item))
            total.add(plan.made(network, process) * unit_of(network, row.item));
    }
    return total.value();
}

/// The foreign country with the largest part of the value in products delivered here.
std::optional<double> largest_foreign_share(const Network& network, const Standpoint& at) {
    std::optional<double> largest;
    for (const auto& [country, share] :
         origin::shares_by(network, at.origin.contributions, origin::By::country))
        if (!network.within(country, at.country) && country != "stock" &&
            share > largest.value_or(0))
            largest = share;
    if (!largest && !at.origin.contributions.empty()) largest = 0;
    return largest;
}

/// What is added here of the value that is made rather than designed.
std::optional<double> made_at_home(const Network& network, const Standpoint& at) {
    const auto made = origin::without_design(network, at.origin.contributions);
    if (made.empty()) return std::nullopt;
    Sum here;
    for (const auto& part : made)
        if (network.within(part.country, at.country)) here.add(part.share);
    return here.value();
}

Score autonomy(const stress::Run& closed) {
    const bool any = std::any_of(closed.days.begin(), closed.days.end(),
                                 [](const auto& day) { return day.baseline > 0; });
    if (!any) return {};
    if (closed.threshold_day) return {*closed.threshold_day, {}};
    return {{}, static_cast<double>(closed.days.size())};
}

std::optional<double> capital_for_first_product(const std::optional<onshore::Frontier>& frontier) {
    if (!frontier || !frontier->today) return std::nullopt;
    for (const auto& point : frontier->points)
        if (point.reached > *frontier->today && !point.built.empty()) return point.capex;
    return std::nullopt;
}

}  // namespace

Network seen_from(const Network& network, CountryId country) {
    Network other = network;
    other.home = country;
    return other;
}

std::vector<ScoreLine> scorecard(const Network& network, const Assessment& result,
                                 const std::vector<Standpoint>& standpoints) {
    std::vector<ScoreLine> lines;
    const auto add = [&](int question, const char* key, Unit unit, const char* source, auto score) {
        ScoreLine line{question, key, unit, {}, source};
        for (const auto& at : standpoints) line.values.push_back(Score{score(at)});
        lines.push_back(std::move(line));
    };
    using Value = std::optional<double>;
    if (result.trade)
        add(1, "exports_over_imports", Unit::share, "trade", [](const Standpoint& at) {
            return at.trade ? at.trade->exports_over_imports : Value{};
        });
    if (!result.plan || !result.origin) return lines;
    const auto& plan = *result.plan;
    add(1, "domestic_content", Unit::share, "origin",
        [](const Standpoint& at) { return at.origin.domestic_content; });
    if (std::ranges::any_of(network.items, [](const auto& item) { return item.intangible; }))
        add(1, "domestic_content_made", Unit::share, "origin",
            [&](const Standpoint& at) { return made_at_home(network, at); });
    add(1, "largest_foreign_share", Unit::share, "origin",
        [&](const Standpoint& at) { return largest_foreign_share(network, at); });
    const bool value = plan::by_value(network);
    const Unit unit = value ? Unit::money : Unit::products_per_month;
    add(2, value ? "value_obtained" : "racks_obtained", unit, "plan",
        [&](const Standpoint& at) { return Value{delivered_in(network, plan, at.country)}; });
    add(2, value ? "value_built" : "racks_built", unit, "plan",
        [&](const Standpoint& at) { return Value{built_in(network, plan, at.country)}; });
    add(2, value ? "value_closed_border" : "closed_border_racks", unit, "origin",
        [&](const Standpoint& at) -> Value {
            const auto counted = at.origin.closed_border_per_month;
            if (!counted || !value) return counted;
            return *counted * network.items[at.origin.counted_in].price;
        });
    add(3, "autonomy_days", Unit::days, "stress",
        [](const Standpoint& at) { return autonomy(at.closed); });
    add(4, "missing_stages", Unit::stages, "origin", [](const Standpoint& at) {
        return Value{static_cast<double>(at.origin.missing_stages.size())};
    });
    add(4, "capital_for_first_rack", Unit::money, "onshore", [&](const Standpoint& at) {
        return at.country == network.home ? capital_for_first_product(result.onshore) : Value{};
    });
    return lines;
}

}  // namespace jarip::assess
