#include "jarip/report/pages/stress.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/report/render/country.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/tolerances.hpp"

namespace jarip::report {

namespace {

using stress::Run;
using stress::Starved;
using stress::Study;

constexpr std::size_t kRows = 10;  // of a list on the page; the JSON has all

template <class Ref>
const std::string& id_of(const Ref& ref, const Context& context) {
    return stress::id_of(*context.network, ref);
}

std::string run_name(const Run& run, const Context& context) {
    return run.scenario.empty() ? text(context.language, "stress.no_scenario")
                                : scenario_name(*context.network, run.scenario, context.language);
}

// What deliveries are counted in.
std::string unit_of(const Context& context) {
    const auto& network = *context.network;
    if (network.kind == network::Kind::flows)
        return currency_name(network.currency, context.language);
    if (network.products.size() == 1) {
        const auto& unit = network.items[network.products[0]].unit;
        const std::string key = "report.unit." + unit;
        // Korean counts: "14대"; the catalogue has the plural of some units.
        if (context.language == Language::ko)
            return text(context.language,
                        (has_text(context.language, key + ".counter") ? key : "report.unit.other") +
                            ".counter");
        return has_text(context.language, key + ".many") ? text(context.language, key + ".many")
                                                         : unit;
    }
    return text(context.language, "stress.units");
}

std::string date_of(int day, const Context& context) {
    return format_date(context.network->horizon.first + std::chrono::days{day});
}

std::string money_of(double value, const Context& context) {
    return money(value, context.network->currency, context.language);
}

// How much of products: of several kinds what they are worth, else how many in their unit.
std::string amount_of(const Run& run, double units, double value, const Context& context) {
    return run.by_value
               ? money_of(value, context)
               : number(units) + (context.language == Language::ko ? "" : " ") + unit_of(context);
}

std::string months_of(const Run& run, const Context& context) {
    TextTable table{{text(context.language, "stress.month")},
                    {text(context.language, "stress.delivered"), Align::right},
                    {text(context.language, "stress.baseline"), Align::right},
                    {text(context.language, "stress.share"), Align::right}};
    for (std::size_t i = 0; i < run.days.size();) {
        const std::string month = format_date(run.days[i].date).substr(0, 7);
        double delivered = 0;
        double baseline = 0;
        for (; i < run.days.size() && format_date(run.days[i].date).starts_with(month); ++i) {
            const auto& day = run.days[i];
            delivered += run.by_value ? day.delivered_value : day.delivered;
            baseline += run.by_value ? day.baseline_value : day.baseline;
        }
        if (delivered < kNoLoss * baseline) delivered = 0;
        const auto shown = [&](double amount) {
            return run.by_value ? money_of(amount, context) : number(amount);
        };
        table.add({month, shown(delivered), shown(baseline),
                   percent(ratio(delivered, baseline), context.language)});
    }
    return table.render(context.width, 2);
}

// Nodes at home where any was held back there, else all.
std::string starved_list(const Run& run, const Context& context) {
    std::vector<Starved> lines = run.starved;
    std::erase_if(lines, [](const Starved& starved) { return !starved.at_home; });
    const bool at_home = !lines.empty();
    if (!at_home) lines = run.starved;
    TextTable table{{text(context.language, "stress.day"), Align::right},
                    {text(context.language, "stress.node")},
                    {text(context.language, "stress.lacks")},
                    {text(context.language, "stress.lowest"), Align::right}};
    for (std::size_t i = 0; i < std::min(kRows, lines.size()); ++i) {
        const auto node = std::find_if(run.nodes.begin(), run.nodes.end(), [&](const auto& label) {
            return label.node == lines[i].node;
        });
        table.add({std::to_string(*run.after_event(lines[i].day)), id_of(lines[i].node, context),
                   id_of(lines[i].of, context),
                   percent(run.lowest[static_cast<std::size_t>(node - run.nodes.begin())],
                           context.language, 0)});
    }
    std::string page =
        text(context.language, at_home ? "stress.starved_at_home" : "stress.starved_abroad") +
        '\n' + table.render(context.width, 2);
    const std::size_t more = lines.size() - std::min(kRows, lines.size());
    const std::size_t abroad = run.starved.size() - lines.size();
    if (more > 0)
        page += "  " + text(context.language, "stress.more", {{"n", std::to_string(more)}}) + '\n';
    if (abroad > 0)
        page +=
            "  " + text(context.language, "stress.abroad", {{"n", std::to_string(abroad)}}) + '\n';
    return page;
}

std::string after(const Run& run, int day, const Context& context) {
    return text(context.language, run.first_effect_day ? "stress.after" : "stress.after_start",
                {{"days", std::to_string(*run.after_event(day))}});
}

// What events did at the root.
std::string hit_of(const Run& run, const Context& context) {
    const Language language = context.language;
    if (!run.hit) return text(language, "stress.hit_none");
    const auto& [what, first_loser, suppliers, events] = *run.hit;
    using What = stress::Hit::What;
    const std::string key = what == What::making  ? "stress.hit_making"
                            : what == What::way   ? "stress.hit_way"
                            : what == What::stock ? "stress.hit_stock"
                            : suppliers.empty()   ? "stress.hit_final_demand"
                                                  : "stress.hit_orders";
    std::vector<std::string> ids;
    for (const auto& supplier : suppliers) ids.push_back(id_of(supplier, context));
    return text(language, key,
                {{"suppliers", listed(ids, language)},
                 {"loser", first_loser ? id_of(*first_loser, context) : ""},
                 {"events", events.empty() ? text(language, "stress.hit_availability")
                                           : listed(events, language)}});
}

// From what home missed first, each line because of the next, to the part that was hit.
std::string cause_list(const Run& run, const Context& context) {
    const Language language = context.language;
    std::vector<std::string> lines;
    for (const Starved& starved : run.cause) {
        std::string line = text(language, "stress.starved_on",
                                {{"node", id_of(starved.node, context)},
                                 {"of", id_of(starved.of, context)},
                                 {"day", after(run, starved.day, context)}});
        if (starved.bought_days.value_or(0) > 0)
            line = text(language, "stress.bought",
                        {{"line", line},
                         {"stock", number(starved.stock_days)},
                         {"days", std::to_string(*starved.bought_days)}});
        lines.push_back(std::move(line));
    }
    lines.push_back(hit_of(run, context));
    std::string page = text(language, "stress.cause") + '\n';
    for (std::size_t i = 0; i < lines.size(); ++i)
        page += "  " +
                wrapped(i == 0 ? lines[i] : text(language, "stress.because", {{"line", lines[i]}}),
                        context.width - 2, 4) +
                '\n';
    return page;
}

std::string remarks(const Run& run, const Context& context) {
    std::string page;
    if (!run.price_only.empty())
        page += '\n' + wrapped(text(context.language, "stress.price_only",
                                    {{"events", listed(run.price_only, context.language)}}),
                               context.width);
    auto missed = run.missed;
    std::erase_if(missed, [&](const std::string& id) {
        return std::ranges::find(run.later, id) != run.later.end();
    });
    if (!missed.empty())
        page += '\n' + wrapped(text(context.language, "stress.missed",
                                    {{"events", listed(missed, context.language)}}),
                               context.width);
    if (!run.later.empty())
        page += '\n' + wrapped(text(context.language, "stress.later",
                                    {{"events", listed(run.later, context.language)}}),
                               context.width);
    return page.empty() ? page : page + '\n';
}

// A share of what is usual that is lost: what is not nothing does not read as nothing.
std::string lost_share(std::optional<double> share, Language language) {
    constexpr double kLeastShown = 1e-3;
    if (!share || *share <= kNoLoss || *share >= kLeastShown) return percent(share, language);
    return text(language, "stress.below_shown", {{"share", percent(kLeastShown, language)}});
}

std::string lost_of(const Run& run, const Context& context) {
    if (run.lost == 0) return text(context.language, "stress.nothing");
    return text(context.language, run.by_value ? "stress.lost_worth" : "stress.lost_of",
                {{"lost", number(run.lost)},
                 {"unit", unit_of(context)},
                 {"share", lost_share(run.lost_share(), context.language)},
                 {"value", money_of(run.lost_value, context)}});
}

// What home does not make, and what the world loses.
std::string made_of(const Run& run, const Context& context) {
    const double rounding = kNoLoss * run.made_baseline();
    if (run.made.lost_value <= rounding && run.made.exports_lost_value <= rounding)
        return text(context.language, "stress.nothing");
    return text(
        context.language, "stress.made_of",
        {{"value", money_of(run.made.lost_value, context)},
         {"share", lost_share(ratio(run.made.lost_value, run.made_baseline()), context.language)},
         {"exports", money_of(run.made.exports_lost_value, context)}});
}

std::string world_of(const Run& run, const Context& context) {
    if (run.world_lost == 0) return text(context.language, "stress.nothing");
    return text(context.language, run.by_value ? "stress.world_worth" : "stress.world_of",
                {{"lost", number(run.world_lost)},
                 {"unit", unit_of(context)},
                 {"value", money_of(run.world_lost_value, context)}});
}

std::string surge_of(const Run& run, const Context& context) {
    if (run.surge.wanted == 0) return "";
    return labelled(
        context, "stress.surge",
        text(context.language, "stress.surge_of",
             {{"unserved", run.by_value ? money_of(run.surge.unserved_value, context)
                                        : number(run.surge.unserved)},
              {"wanted", amount_of(run, run.surge.wanted, run.surge.wanted_value, context)}}));
}

std::string backlog_of(const Run& run, const Context& context) {
    if (!run.backlog) return "";
    return labelled(context, "stress.backlog",
                    amount_of(run, *run.backlog, run.backlog_value.value_or(0), context));
}

// What events destroyed and what of it is there again.
std::string rebuilt_of(const Run& run, const Context& context) {
    const Language language = context.language;
    std::string page;
    for (const auto& each : run.rebuilt) {
        std::string line = text(language, each.day ? "stress.rebuilt_on" : "stress.rebuilt_of",
                                {{"rebuilt", money_of(each.rebuilt, context)},
                                 {"cost", money_of(each.cost, context)},
                                 {"share", percent(ratio(each.rebuilt, each.cost), language)},
                                 {"day", each.day ? after(run, *each.day, context) : ""}});
        if (!each.nobody_makes.empty())
            line = text(language, "stress.rebuilt_nobody",
                        {{"rebuilt", line}, {"makers", listed(each.nobody_makes, language)}});
        page += "  " +
                wrapped(text(language, "stress.rebuilt", {{"event", each.event}}) + ": " + line,
                        context.width - 2, 2) +
                '\n';
    }
    return page;
}

// What came from elsewhere than usual, and what it cost more.
std::string stand_ins_of(const Run& run, const Context& context) {
    if (!run.stand_ins) return "";
    const double extra = run.stand_ins->extra_cost;
    return labelled(
        context, "stress.stand_ins",
        text(context.language, extra < 0 ? "stress.stand_ins_less" : "stress.stand_ins_of",
             {{"value", money_of(run.stand_ins->value, context)},
              {"extra", money_of(std::abs(extra), context)}}));
}

// What home had less of on the last day of the run's own, or only after it.
std::string short_at_end(const Run& run, Language language) {
    if (!run.losing_at_end) return text(language, "stress.short.after");
    const auto& last = run.days.back();
    const double received = run.by_value
                                ? ratio(last.delivered_value, last.baseline_value).value_or(1)
                                : ratio(last.delivered, last.baseline).value_or(1);
    const bool receives_less = received < 1 - kNoLoss;
    const bool makes_less = last.made < (1 - kNoLoss) * last.made_baseline;
    // Where neither is less in sum, one customer has less and another more.
    return text(language, receives_less && makes_less ? "stress.short.both"
                          : makes_less                ? "stress.short.makes"
                                                      : "stress.short.receives");
}

// Where the run ended before home had recovered.
std::string after_of(const Run& run, const Context& context) {
    if (!run.losing_at_end && run.lost_after == 0) return "";
    const Language language = context.language;
    const std::string lost =
        run.lost_after == 0
            ? text(language, "stress.after_nothing")
            : text(language, "stress.after_lost",
                   {{"lost", amount_of(run, run.lost_after, run.lost_value_after, context)}});
    const std::string key = run.days_after == 0 ? "stress.losing"
                            : run.recovered_day ? "stress.losing_recovered"
                                                : "stress.losing_on";
    return "  " +
           wrapped(text(language, key,
                        {{"short", short_at_end(run, language)},
                         {"days", std::to_string(run.days_after)},
                         {"lost", lost}}),
                   context.width - 2, 2) +
           '\n';
}

std::string by_company(const Run& run, const Context& context) {
    if (run.made_by_company.empty()) return "";
    TextTable table{{text(context.language, "stress.company")},
                    {text(context.language, "stress.not_made"), Align::right},
                    {text(context.language, "stress.of_it_exports"), Align::right}};
    const auto count = std::min(kRows, run.made_by_company.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& [company, made] = run.made_by_company[i];
        table.add({context.network->companies[company].id, money_of(made.lost_value, context),
                   money_of(made.exports_lost_value, context)});
    }
    std::string page =
        '\n' + text(context.language, "stress.by_company") + '\n' + table.render(context.width, 2);
    const std::size_t more = run.made_by_company.size() - count;
    if (more > 0)
        page += "  " + text(context.language, "stress.more", {{"n", std::to_string(more)}}) + '\n';
    return page;
}

// Who abroad loses: where home stops, what the others have of it.
std::string by_country(const Run& run, const Context& context) {
    std::vector<TextTable::Column> columns{
        {text(context.language, "stress.country")},
        {text(context.language, "stress.lost_value"), Align::right}};
    if (!run.by_value)
        columns.insert(columns.begin() + 1,
                       {text(context.language, "stress.lost_units"), Align::right});
    TextTable table{columns};
    std::size_t more = 0;
    std::size_t count = 0;
    for (const auto& loss : run.lost_by_country) {
        if (context.network->at_home(loss.country)) continue;
        if (++count > kRows) {
            ++more;
            continue;
        }
        const auto& code = context.network->countries[loss.country].code;
        const auto name = context.network->kind == network::Kind::flows
                              ? code
                              : area_name(*context.network, code, context.language);
        std::vector<std::string> cells{name, money_of(loss.lost_value, context)};
        if (!run.by_value) cells.insert(cells.begin() + 1, number(loss.lost));
        table.add(std::move(cells));
    }
    if (table.empty()) return "";
    std::string page =
        '\n' + text(context.language, "stress.by_country") + '\n' + table.render(context.width, 2);
    if (more > 0)
        page += "  " + text(context.language, "stress.more", {{"n", std::to_string(more)}}) + '\n';
    return page;
}

std::string bounds_of(const Study& study, const Context& context) {
    const auto& bounds = study.bounds;
    if (!bounds.least && !bounds.replan && bounds.planned.empty()) return "";
    if (study.runs.front().lost == 0)
        return bounds.planned.empty()
                   ? ""
                   : '\n' +
                         wrapped(text(context.language, "stress.bounds_nothing"), context.width) +
                         '\n';
    const Language language = context.language;
    const std::string days = bounds.replan_days ? std::to_string(*bounds.replan_days) : "";
    const std::string without = percent(bounds.replanned_without, language);
    std::string page = '\n' + text(language, "stress.bounds") + '\n';
    const auto add = [&](std::string_view key, std::optional<double> share) {
        page += "  " + padded(lost_share(share, language), 9, false) + "  " +
                wrapped(text(language, key, {{"days", days}, {"without", without}}),
                        context.width - 13, 13) +
                '\n';
    };
    if (bounds.least) add("stress.bound_least", bounds.least);
    if (bounds.replanned) add("stress.bound_foresight", bounds.replanned);
    if (!bounds.replanned && !bounds.planned.empty())
        page += "             " +
                wrapped(text(language, "stress.bound_other_days"), context.width - 13, 13) + '\n';
    if (bounds.replan) add("stress.bound_replan", bounds.replan);
    add("stress.bound_as_before", bounds.as_before);
    return page;
}

std::string stocks_of(const Study& study, const Context& context) {
    if (!study.stocks) return "";
    const auto& stocks = *study.stocks;
    const Language language = context.language;
    const auto least =
        stocks.least_value ? money_of(*stocks.least_value, context) : std::string{kUndefined};
    const std::string key = stocks.interrupted && !stocks.value ? "stress.stocks_part"
                            : !stocks.value                     ? "stress.stocks_never"
                            : stocks.list.empty()               ? "stress.stocks_enough"
                                                                : "stress.stocks";
    std::string page =
        '\n' +
        wrapped(text(language, key,
                     {{"days", std::to_string(stocks.days)},
                      {"threshold", percent(study.threshold, language, 0)},
                      {"lasts", std::to_string(stocks.lasts.value_or(stocks.days))},
                      {"value", stocks.value ? money_of(*stocks.value, context) : ""},
                      {"least", least}}),
                context.width) +
        '\n';
    if (stocks.list.empty()) return page;
    TextTable table{{text(language, "stress.node")},
                    {text(language, "stress.item")},
                    {text(language, "stress.days_before"), Align::right},
                    {text(language, "stress.days_then"), Align::right},
                    {text(language, "stress.more_units"), Align::right},
                    {text(language, "stress.lost_value"), Align::right}};
    const auto count = std::min(kRows, stocks.list.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& each = stocks.list[i];
        table.add({id_of(each.node, context), context.network->items[each.item].id,
                   number(each.days_before), number(each.days), number(each.units),
                   money_of(each.value, context)});
    }
    page += table.render(context.width, 2);
    if (stocks.list.size() > count)
        page += "  " +
                text(language, "stress.more", {{"n", std::to_string(stocks.list.size() - count)}}) +
                '\n';
    if (stocks.interrupted) page += "  " + text(language, "stress.stocks_too_many") + '\n';
    return page;
}

std::string one_run(const Study& study, const Context& context) {
    const Run& run = study.runs.front();
    const Language language = context.language;
    const std::string threshold = percent(study.threshold, language, 0);
    std::string page =
        (run.first_effect_day
             ? labelled(context, "stress.event", date_of(*run.first_effect_day, context))
             : std::string{}) +
        labelled(context, "stress.first_loss", day_of(run, run.first_loss_day, context)) + "  " +
        padded(text(language, "stress.below", {{"threshold", threshold}}), 26) +
        day_of(run, run.threshold_day, context) + '\n' +
        labelled(context, "stress.recovered", day_of(run, run.recovered_day, context)) +
        labelled(context, "stress.lost", lost_of(run, context)) +
        labelled(context, "stress.made", made_of(run, context)) +
        labelled(context, "stress.world", world_of(run, context)) + surge_of(run, context) +
        backlog_of(run, context) + rebuilt_of(run, context) + stand_ins_of(run, context) +
        after_of(run, context) + bounds_of(study, context) + stocks_of(study, context);
    if (run.lost > 0) page += '\n' + months_of(run, context);
    if (!run.cause.empty() || run.hit) page += '\n' + cause_list(run, context);
    if (!run.starved.empty()) page += '\n' + starved_list(run, context);
    page += by_company(run, context);
    page += by_country(run, context);
    return page + remarks(run, context);
}

// Rounding is nothing.
double clean(double value, double whole) { return std::abs(value) <= kNoLoss * whole ? 0 : value; }

// Where each scenario's first loss at home began, and what else is to be said of it.
std::string roots(const Study& study, const Context& context) {
    std::string page;
    for (const Run& run : study.runs) {
        if (run.cause.empty() && !run.hit) continue;
        std::string cause = hit_of(run, context);
        if (!run.cause.empty()) {
            const Starved& root = run.cause.back();
            cause = text(context.language, "stress.starved_of",
                         {{"node", id_of(root.node, context)}, {"of", id_of(root.of, context)}});
        }
        page += "  " +
                wrapped(text(context.language, "stress.root_of",
                             {{"scenario", run_name(run, context)}, {"cause", cause}}),
                        context.width - 2, 4) +
                '\n';
    }
    if (page.empty()) return page;
    return '\n' + text(context.language, "stress.roots") + '\n' + page;
}

// A scenario's id, as --scenario takes it: with its name the line would be cut.
std::string scenario_of(const Run& run, const Context& context) {
    return run.scenario.empty() ? text(context.language, "stress.no_scenario") : run.scenario;
}

std::string all_runs(const Study& study, const Context& context) {
    const Language language = context.language;
    TextTable table{
        {text(language, "stress.scenario")},
        {text(language, "stress.first_loss_short"), Align::right},
        {text(language, "stress.below", {{"threshold", percent(study.threshold, language, 0)}}),
         Align::right},
        {text(language, "stress.recovered_short"), Align::right},
        {text(language, "stress.lost_share"), Align::right},
        {text(language, "stress.not_made_share"), Align::right}};
    for (const Run& run : study.runs) {
        const auto day = [&](std::optional<int> value) {
            return value ? std::to_string(*run.after_event(value)) : std::string{kUndefined};
        };
        table.add(
            {scenario_of(run, context), day(run.first_loss_day), day(run.threshold_day),
             day(run.recovered_day), lost_share(run.lost_share(), language),
             lost_share(ratio(clean(run.made.lost_value, run.made_baseline()), run.made_baseline()),
                        language)});
    }
    std::string page = text(language, "stress.days_after") + '\n' + table.render(context.width, 2) +
                       roots(study, context);
    for (const Run& run : study.runs) {
        const std::string said = remarks(run, context);
        if (!said.empty()) page += '\n' + run_name(run, context) + said;
    }
    return page;
}

std::string exposure_list(const Study& study, const Context& context) {
    auto sorted = study.exposure;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.esri > b.esri; });
    TextTable table{{text(context.language, "stress.node")},
                    {text(context.language, "stress.esri"), Align::right},
                    {text(context.language, "stress.simulated"), Align::right}};
    for (std::size_t i = 0; i < std::min(kRows, sorted.size()); ++i)
        table.add({context.network->nodes[sorted[i].target].id,
                   percent(sorted[i].esri, context.language, 2),
                   percent(sorted[i].lost_share, context.language, 2)});
    std::string page =
        '\n' + wrapped(text(context.language, "stress.exposure"), context.width) + '\n';
    if (study.exposure_done < study.exposure.size())
        page += "  " +
                wrapped(text(context.language, "stress.exposure_part",
                             {{"done", std::to_string(study.exposure_done)},
                              {"all", std::to_string(study.exposure.size())}}),
                        context.width - 2, 2) +
                '\n';
    return page + table.render(context.width, 2);
}

// "12", or "> 365" where nothing falls short within the days of the run.
std::string survived(const stress::Outage& outage, std::size_t days) {
    return outage.survives ? std::to_string(*outage.survives) : "> " + std::to_string(days);
}

std::string survived_planned(const stress::Outage& outage, const Context& context) {
    return outage.survives_planned ? number(std::floor(*outage.survives_planned))
                                   : text(context.language, "stress.for_ever");
}

constexpr std::array<std::string_view, 4> kPartTitles{"stress.site", "stress.company_out",
                                                      "stress.country_out", "stress.item"};

std::string hidden_risks(const stress::Outages& outages, const Context& context) {
    std::vector<std::string> hidden;
    for (const auto& outage : outages.list)
        if (outage.hidden_risk) hidden.push_back(id_of(outage.target, context));
    const Language language = context.language;
    const std::string key = hidden.empty() ? "stress.hidden_none" : "stress.hidden";
    return "  " +
           wrapped(text(language, key,
                        {{"targets", listed(hidden, language)},
                         {"spend", percent(stress::kSmallSpend, language, 0)},
                         {"loss", percent(stress::kLargeLoss, language, 0)}}),
                   context.width - 2, 2) +
           '\n';
}

// What hangs on each part: by what is lost where orders go on as before, then by how long it lasts.
std::string outages_of(const stress::Outages& outages, std::size_t days, const Context& context) {
    const Language language = context.language;
    auto sorted = outages.list;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::pair{a.lost_value, a.unmade_value} > std::pair{b.lost_value, b.unmade_value};
    });
    TextTable table{{text(language, kPartTitles[static_cast<std::size_t>(outages.of)])},
                    {text(language, "stress.recovers"), Align::right},
                    {text(language, "stress.survives"), Align::right},
                    {text(language, "stress.survives_planned"), Align::right},
                    {text(language, "stress.lost_share"), Align::right},
                    {text(language, "stress.least"), Align::right},
                    {text(language, "stress.spend"), Align::right}};
    const auto count = std::min(kRows, sorted.size());
    bool assumed = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& outage = sorted[i];
        assumed = assumed || outage.recovery_assumed;
        table.add({id_of(outage.target, context),
                   number(outage.time_to_recover) + (outage.recovery_assumed ? "*" : ""),
                   survived(outage, days), survived_planned(outage, context),
                   lost_share(outage.lost_share, language),
                   lost_share(outage.lost_planned_share, language),
                   percent(outage.spend_share, language, 2)});
    }
    std::string page =
        '\n' +
        wrapped(text(language, outages.of_home ? "stress.outages" : "stress.outages_world"),
                context.width) +
        '\n' + table.render(context.width, 2);
    if (sorted.size() > count)
        page += "  " +
                text(language, "stress.more", {{"n", std::to_string(sorted.size() - count)}}) +
                '\n';
    if (assumed) page += "  " + text(language, "stress.recovery_assumed") + '\n';
    if (outages.interrupted) page += "  " + text(language, "stress.outages_part") + '\n';
    return page + hidden_risks(outages, context);
}

// What others have of home.
std::string leverage_of(const std::vector<stress::Leverage>& leverage, const Context& context) {
    const Language language = context.language;
    std::string page = '\n' +
                       wrapped(text(language, "stress.leverage",
                                    {{"days", number(leverage.front().time_to_recover)}}),
                               context.width) +
                       '\n';
    TextTable countries{{text(language, "stress.country")},
                        {text(language, "stress.lost_value_short"), Align::right},
                        {text(language, "stress.of_its_own"), Align::right},
                        {text(language, "stress.not_made"), Align::right}};
    const auto& network = *context.network;
    const auto& all = leverage.front();
    for (std::size_t i = 0; i < std::min(kRows, all.countries.size()); ++i) {
        const auto& each = all.countries[i];
        countries.add({area_name(network, network.countries[each.country].code, language),
                       money_of(each.lost_value, context), percent(each.lost_share, language),
                       money_of(each.unmade_value, context)});
    }
    page += countries.empty() ? "  " + text(language, "stress.nothing") + '\n'
                              : countries.render(context.width, 2);
    auto sorted = std::vector(leverage.begin() + 1, leverage.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::pair{a.lost_value, a.unmade_value} > std::pair{b.lost_value, b.unmade_value};
    });
    TextTable companies{{text(language, "stress.company")},
                        {text(language, "stress.lost_value_short"), Align::right},
                        {text(language, "stress.not_made"), Align::right},
                        {text(language, "stress.loses_most")}};
    for (std::size_t i = 0; i < std::min(kRows, sorted.size()); ++i) {
        const auto& each = sorted[i];
        companies.add({id_of(each.target, context), money_of(each.lost_value, context),
                       money_of(each.unmade_value, context),
                       each.companies.empty()
                           ? std::string{kUndefined}
                           : network.companies[each.companies.front().company].id});
    }
    if (companies.empty()) return page;
    return page + '\n' + text(language, "stress.leverage_by_company") + '\n' +
           companies.render(context.width, 2);
}

}  // namespace

std::string day_of(const Run& run, std::optional<int> day, const Context& context) {
    if (!day) return std::string{kUndefined};
    return text(
        context.language, run.first_effect_day ? "stress.day_after" : "stress.day_of",
        {{"days", std::to_string(*run.after_event(day))}, {"date", date_of(*day, context)}});
}

std::string text(const Study& study, const Context& context) {
    const Language language = context.language;
    const auto& network = *context.network;
    const bool all = study.runs.size() != 1;
    const std::size_t days = study.runs.empty() ? 0 : study.runs.front().days.size();
    std::string page =
        wrapped(text(language, "stress.title",
                     {{"title", network.title.in(language)},
                      {"scenario", all ? text(language, "stress.all")
                                       : run_name(study.runs.front(), context)}}),
                context.width) +
        '\n' +
        text(language, "stress.span",
             {{"days", std::to_string(days)}, {"start", format_date(network.horizon.first)}}) +
        "\n\n";
    page += labelled(context, "stress.autonomy",
                     study.autonomy_days ? text(language, "stress.autonomy_days",
                                                {{"n", std::to_string(*study.autonomy_days)}})
                                         : text(language, "stress.autonomy_never"));
    page += all ? '\n' + all_runs(study, context) : one_run(study, context);
    if (!study.exposure.empty()) page += exposure_list(study, context);
    if (study.outages) page += outages_of(*study.outages, days, context);
    if (!study.leverage.empty()) page += leverage_of(study.leverage, context);
    return page;
}

}  // namespace jarip::report
