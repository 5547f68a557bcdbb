#include "jarip/report/pages/stress.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

namespace {

using stress::Run;
using stress::Starved;
using stress::Study;

constexpr std::size_t kRows = 10;  // of a list on the page; the JSON has all
constexpr double kNothing = 1e-9;  // of the baseline: rounding

std::string name_of(const Run& run, const Context& context) {
    return run.scenario.empty() ? text(context.language, "stress.no_scenario")
                                : scenario_name(*context.network, run.scenario, context.language);
}

// What deliveries are counted in.
std::string unit_of(const Context& context) {
    const auto& network = *context.network;
    if (network.kind == network::Kind::flows) return network.currency;
    if (network.products.size() == 1) return network.items[network.products[0]].unit;
    return text(context.language, "stress.units");
}

double baseline(const Run& run) {
    double total = 0;
    for (const auto& day : run.days) total += day.baseline;
    return total;
}

// A line "label  value", the value in the same column for all.
std::string line(const Context& context, std::string_view key, const std::string& value) {
    return "  " + padded(text(context.language, key), 26) + value + '\n';
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
            delivered += run.days[i].delivered;
            baseline += run.days[i].baseline;
        }
        if (delivered < kNothing * baseline) delivered = 0;
        table.add({month, number(delivered), number(baseline),
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
            return label.id == lines[i].node;
        });
        table.add({std::to_string(lines[i].day), lines[i].node, lines[i].of,
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

// "korea: rack, day 100; rack-paju: board, day 99; …", the root last.
std::string cause_list(const Run& run, const Context& context) {
    std::vector<std::string> lines;
    for (const Starved& starved : run.cause)
        lines.push_back(text(
            context.language, "stress.starved_on",
            {{"node", starved.node}, {"of", starved.of}, {"day", std::to_string(starved.day)}}));
    std::string page = text(context.language, "stress.cause") + '\n';
    for (const auto& each : lines) page += "  " + each + '\n';
    return page;
}

std::string remarks(const Run& run, const Context& context) {
    std::string page;
    if (!run.price_only.empty())
        page += '\n' + wrapped(text(context.language, "stress.price_only",
                                    {{"events", listed(run.price_only, context.language)}}),
                               context.width);
    if (!run.missed.empty())
        page += '\n' + wrapped(text(context.language, "stress.missed",
                                    {{"events", listed(run.missed, context.language)}}),
                               context.width);
    return page.empty() ? page : page + '\n';
}

std::string lost_of(const Run& run, const Context& context) {
    if (run.lost == 0) return text(context.language, "stress.nothing");
    return text(context.language, "stress.lost_of",
                {{"lost", number(run.lost)},
                 {"unit", unit_of(context)},
                 {"share", percent(ratio(run.lost, baseline(run)), context.language)},
                 {"value", money(run.lost_value, context.network->currency, context.language)}});
}

std::string one_run(const Study& study, const Context& context) {
    const Run& run = study.runs.front();
    const Language language = context.language;
    const std::string threshold = percent(study.threshold, language, 0);
    std::string page = line(context, "stress.first_loss", day_of(run.first_loss_day, context)) +
                       "  " +
                       padded(text(language, "stress.below", {{"threshold", threshold}}), 26) +
                       day_of(run.threshold_day, context) + '\n' +
                       line(context, "stress.recovered", day_of(run.recovered_day, context)) +
                       line(context, "stress.lost", lost_of(run, context));
    if (run.lost > 0) page += '\n' + months_of(run, context);
    if (!run.cause.empty()) page += '\n' + cause_list(run, context);
    if (!run.starved.empty()) page += '\n' + starved_list(run, context);
    return page + remarks(run, context);
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
        {text(language, "stress.root")}};
    const auto day = [](std::optional<int> value) {
        return value ? std::to_string(*value) : std::string{kUndefined};
    };
    for (const Run& run : study.runs)
        table.add({name_of(run, context), day(run.first_loss_day), day(run.threshold_day),
                   day(run.recovered_day), percent(ratio(run.lost, baseline(run)), language),
                   root_of(run, context)});
    std::string page = table.render(context.width, 2);
    for (const Run& run : study.runs) {
        const std::string said = remarks(run, context);
        if (!said.empty()) page += '\n' + name_of(run, context) + said;
    }
    return page;
}

std::string exposure_list(const Study& study, const Context& context) {
    auto sorted = study.exposure;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.esri > b.esri; });
    TextTable table{{text(context.language, "stress.node")},
                    {text(context.language, "stress.esri"), Align::right}};
    for (std::size_t i = 0; i < std::min(kRows, sorted.size()); ++i)
        table.add({sorted[i].target, percent(sorted[i].esri, context.language, 2)});
    return '\n' + text(context.language, "stress.exposure") + '\n' + table.render(context.width, 2);
}

Json starved_json(const std::vector<Starved>& lines) {
    Json list = Json::array();
    for (const Starved& starved : lines)
        list.push_back({{"node", starved.node},
                        {"of", starved.of},
                        {"day", starved.day},
                        {"at_home", starved.at_home}});
    return list;
}

}  // namespace

std::string day_of(std::optional<int> day, const Context& context) {
    if (!day) return std::string{kUndefined};
    return text(context.language, "stress.day_of",
                {{"day", std::to_string(*day)},
                 {"date", date(context.network->horizon.first + std::chrono::days{*day})}});
}

std::string root_of(const Run& run, const Context& context) {
    if (run.cause.empty()) return std::string{kUndefined};
    const Starved& root = run.cause.back();
    return text(context.language, "stress.starved_of", {{"node", root.node}, {"of", root.of}});
}

Json as_json(const Run& run, bool full) {
    Json document{{"scenario", run.scenario.empty() ? Json(nullptr) : Json(run.scenario)},
                  {"first_loss_day", figure(run.first_loss_day)},
                  {"threshold_day", figure(run.threshold_day)},
                  {"recovered_day", figure(run.recovered_day)},
                  {"lost", figure(run.lost)},
                  {"lost_share", figure(ratio(run.lost, baseline(run)))},
                  {"lost_value", figure(run.lost_value)},
                  {"starved", starved_json(run.starved)},
                  {"cause", starved_json(run.cause)},
                  {"price_only", run.price_only},
                  {"missed", run.missed},
                  {"interrupted", run.interrupted}};
    if (!full) return document;
    Json days = Json::array();
    for (const auto& day : run.days)
        days.push_back({{"date", format_date(day.date)},
                        {"delivered", figure(day.delivered)},
                        {"baseline", figure(day.baseline)}});
    document["days"] = std::move(days);
    Json nodes = Json::array();
    for (std::size_t n = 0; n < run.nodes.size(); ++n)
        nodes.push_back({{"node", run.nodes[n].id},
                         {"at_home", run.nodes[n].at_home},
                         {"baseline", figure(run.nodes[n].baseline)},
                         {"lowest", figure(run.lowest[n])}});
    document["nodes"] = std::move(nodes);
    return document;
}

std::string text(const Study& study, const Context& context) {
    const Language language = context.language;
    const auto& network = *context.network;
    const bool all = study.runs.size() != 1;
    const std::size_t days = study.runs.empty() ? 0 : study.runs.front().days.size();
    std::string page =
        text(language, "stress.title",
             {{"title", network.title.in(language)},
              {"scenario",
               all ? text(language, "stress.all") : name_of(study.runs.front(), context)}}) +
        '\n' +
        text(language, "stress.span",
             {{"days", std::to_string(days)}, {"start", format_date(network.horizon.first)}}) +
        "\n\n";
    page += line(context, "stress.autonomy",
                 study.autonomy_days ? text(language, "stress.autonomy_days",
                                            {{"n", std::to_string(*study.autonomy_days)}})
                                     : text(language, "stress.autonomy_never"));
    page += all ? '\n' + all_runs(study, context) : one_run(study, context);
    if (!study.exposure.empty()) page += exposure_list(study, context);
    return page;
}

std::string json(const Study& study, const Context& context) {
    Json document = header("stress", context);
    document["threshold"] = figure(study.threshold);
    document["autonomy_days"] = figure(study.autonomy_days);
    if (study.runs.size() == 1) {
        document.update(as_json(study.runs.front(), true));
    } else {
        document["runs"] = Json::array();
        for (const Run& run : study.runs) document["runs"].push_back(as_json(run, true));
    }
    Json exposure = Json::array();
    for (const auto& [target, esri] : study.exposure)
        exposure.push_back({{"target", target}, {"esri", figure(esri)}});
    document["exposure"] = std::move(exposure);
    return serialize(document);
}

}  // namespace jarip::report
