#include "jarip/report/pages/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/report/pages/clash.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

using network::DemandId;
using network::Network;
using network::PoolId;

namespace {

constexpr std::size_t kMostBottlenecks = 10;
constexpr std::size_t kMostReasons = 5;
constexpr std::size_t kMostShortages = 10;

/// How products are counted: one kind by its number, several by what they are worth.
class Counting {
public:
    explicit Counting(const Context& context)
        : context_{context}, by_value_{plan::by_value(*context.network)} {}
    [[nodiscard]] bool by_value() const { return by_value_; }
    [[nodiscard]] std::string operator()(double units, double value) const {
        return by_value_ ? money(value, context_.network->currency, context_.language)
                         : number(units);
    }

private:
    const Context& context_;
    bool by_value_;
};

/// The scenario that acts, where one does: one line and an empty one.
std::string scenario_line(const std::string& scenario, std::string_view key,
                          const Context& context) {
    if (scenario.empty()) return "";
    const auto name = scenario_name(*context.network, scenario, context.language);
    return wrapped(text(context.language, key, {{"scenario", name}}), context.width) + "\n\n";
}

std::string products_lines(const plan::Rates& rates, const Context& context) {
    const Counting count{context};
    const auto of = [&](double units, const std::vector<double>& by_product) {
        return count(units, by_product.empty() ? 0 : plan::worth(*context.network, by_product));
    };
    const auto& each = rates.by_product;
    return labelled(context, "plan.obtained",
                    text(context.language, "plan.of",
                         {{"part", of(rates.delivered_at_home, each.home)},
                          {"whole", of(rates.wanted, each.wanted)}})) +
           labelled(context, "plan.built_at_home", of(rates.built_at_home, each.built)) +
           labelled(context, "plan.world", of(rates.world, each.world));
}

/// Products of several kinds, each in its own unit.
std::string products_table(const plan::Rates& rates, const Context& context) {
    if (!Counting{context}.by_value()) return "";
    const Language language = context.language;
    TextTable table{{text(language, "plan.product")},
                    {text(language, "plan.at_home"), Align::right},
                    {text(language, "plan.wanted_there"), Align::right},
                    {text(language, "plan.built_there"), Align::right},
                    {text(language, "plan.everywhere"), Align::right}};
    const auto& [home, wanted, built, world] = rates.by_product;
    for (std::size_t i = 0; i < world.size(); ++i)
        table.add({context.network->items[context.network->products[i]].name.in(language),
                   number(home[i]), number(wanted[i]), number(built[i]), number(world[i])});
    return '\n' + wrapped(text(language, "plan.by_product"), context.width) + '\n' +
           table.render(context.width, 2);
}

std::string gain_text(const std::optional<double>& gain, const std::optional<double>& value,
                      const Context& context) {
    return gain ? Counting{context}(*gain, value.value_or(0)) : "–";
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
                   number(limits[i].capacity),
                   gain_text(limits[i].gain, limits[i].gain_value, context),
                   gain_text(limits[i].gain_at_home, limits[i].gain_value_at_home, context)});
    if (table.empty()) return "";
    return '\n' +
           text(language, Counting{context}.by_value() ? "plan.limits_worth" : "plan.limits") +
           '\n' + table.render(context.width, 2);
}

std::string periods_table(const plan::Plan& plan, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "plan.period")},
                    {text(language, "plan.wanted"), Align::right},
                    {text(language, "plan.delivered"), Align::right},
                    {text(language, "plan.owed"), Align::right}};
    const Counting count{context};
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        const PeriodTotals totals = totals_of(*context.network, plan, t);
        table.add({format_date(plan.periods[t].first), count(totals.wanted, totals.value.wanted),
                   count(totals.delivered, totals.value.delivered),
                   count(totals.backlog, totals.value.backlog)});
    }
    return '\n' + table.render(context.width, 2);
}

/// Limits that bring nothing alone, and what they bring together.
std::string joint_lines(const std::vector<plan::JointBottleneck>& joint, const Context& context) {
    if (joint.empty()) return "";
    const Counting count{context};
    std::string lines =
        '\n' + text(context.language, count.by_value() ? "plan.joint_worth" : "plan.joint") + '\n';
    for (const auto& group : joint) {
        std::string names;
        for (std::size_t i = 0; i < group.limits.size(); ++i)
            names += (i > 0 ? " + " : "") +
                     limit_name(*context.network, group.limits[i], context.language);
        lines += "  " +
                 wrapped(names + ": " + count(group.gain, group.gain_value), context.width - 2, 4) +
                 '\n';
    }
    return lines;
}

/// The limits of one step, those of one item as one: what they are, and what is needed.
void add_path_step(TextTable& table, std::size_t number_of_step, const plan::PathStep& step,
                   const Context& context) {
    const auto& network = *context.network;
    struct Group {
        std::string name;
        std::size_t count = 0;
        double capacity = 0, needed = 0;
    };
    std::vector<Group> groups;
    for (const auto& limit : step.limits) {
        const std::string name =
            limit.process.valid()
                ? network.items[network.processes[limit.process].item].name.in(context.language)
                : limit_name(network, limit, context.language);
        auto group = std::ranges::find(groups, name, &Group::name);
        if (group == groups.end()) group = groups.insert(groups.end(), {.name = name});
        ++group->count;
        group->capacity += limit.capacity;
        group->needed += limit.used;
    }
    const Counting count{context};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Group& group = groups[i];
        const bool first = i == 0;
        table.add({first ? std::to_string(number_of_step) : "",
                   group.count == 1
                       ? group.name
                       : text(context.language, "plan.makers_of",
                              {{"item", group.name}, {"count", std::to_string(group.count)}}),
                   number(group.capacity), number(group.needed),
                   first ? count(step.rates.delivered_at_home,
                                 plan::worth(network, step.rates.by_product.home))
                         : "",
                   first
                       ? count(step.rates.world, plan::worth(network, step.rates.by_product.world))
                       : ""});
    }
}

/// What is next where the first limits are lifted.
std::string path_table(const std::vector<plan::PathStep>& path, std::string_view title,
                       const Context& context) {
    const Language language = context.language;
    if (path.empty()) return "";
    TextTable table{{text(language, "plan.step"), Align::right},
                    {text(language, "plan.lifted")},
                    {text(language, "plan.capacity"), Align::right},
                    {text(language, "plan.needed"), Align::right},
                    {text(language, "plan.then_at_home"), Align::right},
                    {text(language, "plan.then_world"), Align::right}};
    for (std::size_t i = 0; i < path.size(); ++i) add_path_step(table, i + 1, path[i], context);
    return '\n' + wrapped(text(language, title), context.width) + '\n' +
           table.render(context.width, 2);
}

/// Quantities by site, item and period, the first of them.
std::string shortage_table(const plan::Plan& plan, const std::vector<plan::Shortage>& rows,
                           std::string_view title, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "plan.site")},
                    {text(language, "plan.item")},
                    {text(language, "plan.period")},
                    {text(language, "plan.missing"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostShortages, rows.size()); ++i) {
        const auto& shortage = rows[i];
        table.add({network.place_id(shortage.pool),
                   network.items[network.pools[shortage.pool].item].name.in(language),
                   format_date(plan.periods[shortage.period].first), number(shortage.quantity)});
    }
    if (table.empty()) return "";
    return '\n' + text(language, title) + '\n' + table.render(context.width, 2);
}

/// What spoils of each item at each site, over the horizon.
std::string spoiled_table(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "plan.site")},
                    {text(language, "plan.item")},
                    {text(language, "plan.quantity"), Align::right}};
    for (const PoolId id : network.pools.ids()) {
        double spoiled = 0;
        for (std::size_t t = 0; t < plan.periods.size(); ++t)
            spoiled += plan.spoiled[t * network.pools.size() + id.index()];
        if (spoiled > 0)
            table.add({network.place_id(id),
                       network.items[network.pools[id].item].name.in(language), number(spoiled)});
    }
    if (table.empty()) return "";
    return '\n' + text(language, "plan.spoiled") + '\n' + table.render(context.width, 2);
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
        const auto add = [&](std::size_t indent, const std::string& sentence) {
            lines +=
                std::string(indent, ' ') + wrapped(sentence, context.width - indent, indent) + '\n';
        };
        add(2, text(language, first == last ? "plan.late_once" : "plan.late_from_to", words));
        const bool is_free = demand.late_cost_per_day == 0;
        if (reason.because.empty())
            add(4, text(language, !reason.possible ? "plan.no_way"
                                  : is_free        ? "plan.free_late"
                                                   : "plan.cheaper_late"));
        if (reason.joint) add(4, text(language, "plan.together"));
        for (const auto& limit : reason.because) add(4, limit_sentence(plan, limit, context));
    }
    return lines;
}

}  // namespace

PeriodTotals totals_of(const Network& network, const plan::Plan& plan, std::size_t t) {
    PeriodTotals totals;
    const std::vector<double> prices = plan::list_prices(network);
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        const auto product = network.product_index(network.pools[demand.pool].item);
        if (!product) continue;
        double wanted_now = 0;
        for (const auto& wanted : demand.wanted)
            if (plan.periods[t].contains(wanted.date)) wanted_now += wanted.quantity;
        const std::size_t at = t * network.demands.size() + id.index();
        totals.wanted += wanted_now;
        totals.delivered += plan.delivered[at];
        totals.backlog += plan.backlog[at];
        const double price = prices[*product];
        totals.value.wanted += wanted_now * price;
        totals.value.delivered += plan.delivered[at] * price;
        totals.value.backlog += plan.backlog[at] * price;
    }
    return totals;
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

std::string text(const plan::SteadyPlan& plan, const Context& context) {
    const auto& network = *context.network;
    std::string page = heading(context, "plan.steady_title");
    page += scenario_line(plan.scenario, "plan.scenario_in_full", context);
    if (plan.status != lp::Status::optimal)
        page += text(context.language, plan.basis.empty() ? "plan.none" : "plan.partial") + "\n\n";
    if (plan.basis.empty() && plan.status != lp::Status::optimal) return page;
    page += products_lines(plan.rates, context);
    page += labelled(context, "plan.cost_month",
                     money(plan.objective, network.currency, context.language));
    if (plan.headroom) page += labelled(context, "plan.headroom", number(*plan.headroom));
    page += products_table(plan.rates, context);
    page += limits_table(plan.bottlenecks, context) + joint_lines(plan.joint, context);
    page += path_table(plan.path_home, "plan.path_home", context);
    return page + path_table(plan.path_world, "plan.path_world", context);
}

std::string text(const plan::Plan& plan, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::string page = heading(context, "plan.title");
    page += scenario_line(plan.scenario, "plan.scenario", context);
    if (plan.status == lp::Status::infeasible) {
        const bool known = plan.conflict_known;
        page += wrapped(text(language, known ? "plan.infeasible" : "plan.infeasible_unknown"),
                        context.width) +
                '\n';
        return page + clash_lines(plan.conflict, context);
    }
    if (!is_found(plan)) return page + text(language, "plan.none") + '\n';
    if (plan.nearly) page += wrapped(text(language, "plan.nearly"), context.width) + "\n\n";
    if (plan.status != lp::Status::optimal && !(plan.nearly && plan.status == lp::Status::feasible))
        page += text(language, "plan.partial") + "\n\n";
    const Counting count{context};
    page += products_lines(plan.products_per_month, context);
    page += labelled(context, "plan.delivered_of",
                     text(language, "plan.of",
                          {{"part", count(plan.delivered_total, plan.value.delivered)},
                           {"whole", count(plan.wanted_total, plan.value.wanted)}}));
    page += labelled(context, "plan.late_total", count(plan.late_total, plan.value.late));
    if (plan.lost_total > 0)
        page += labelled(context, "plan.lost_total", count(plan.lost_total, plan.value.lost));
    page += labelled(context, "plan.cost", money(plan.objective, network.currency, language));
    if (plan.status != lp::Status::optimal) {
        if (std::isfinite(plan.bound))
            page += labelled(context, "plan.bound", money(plan.bound, network.currency, language));
        page += labelled(context, "plan.gap",
                         std::isfinite(plan.bound) ? percent(plan.gap, language, 4) : "–");
    }
    page += products_table(plan.products_per_month, context);
    page += periods_table(plan, context);
    page += limits_table(plan.bottlenecks, context) + joint_lines(plan.joint, context);
    page += reasons_text(plan, context);
    page += shortage_table(plan, plan.shortages, "plan.shortages", context);
    page += shortage_table(plan, plan.overstock, "plan.overstock", context);
    return page + spoiled_table(plan, context);
}

}  // namespace jarip::report
