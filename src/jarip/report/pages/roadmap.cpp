#include <algorithm>
#include <string>
#include <vector>

#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

constexpr std::size_t kMostStages = 60;

std::string years_table(const onshore::Roadmap& roadmap, const Context& context) {
    const Language language = context.language;
    const auto& currency = context.network->currency;
    TextTable table{{text(language, "onshore.year"), Align::right},
                    {text(language, "onshore.year_from")},
                    {text(language, "onshore.year_budget"), Align::right},
                    {text(language, "onshore.capital"), Align::right},
                    {text(language, "onshore.level"), Align::right},
                    {text(language, "onshore.operating"), Align::right}};
    for (std::size_t i = 0; i < roadmap.years.size(); ++i) {
        const auto& year = roadmap.years[i];
        table.add({std::to_string(i + 1), format_date(year.from),
                   year.budget ? money(*year.budget, currency, language) : "–",
                   money(year.capital, currency, language), number(year.reached),
                   money(year.operating_cost, currency, language)});
    }
    return table.render(context.width, 2);
}

std::string stages_table(const onshore::Roadmap& roadmap, const Context& context) {
    const Language language = context.language;
    const auto& network = *context.network;
    if (roadmap.built.empty()) return '\n' + text(language, "onshore.nothing") + '\n';
    TextTable table{{text(language, "onshore.item")},
                    {text(language, "onshore.site")},
                    {text(language, "onshore.begun"), Align::right},
                    {text(language, "onshore.runs"), Align::right},
                    {text(language, "onshore.capital"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostStages, roadmap.built.size()); ++i) {
        const auto& planned = roadmap.built[i];
        const auto& process = network.processes[planned.built.process];
        table.add({network.items[process.item].name.in(language),
                   network.sites[process.site].name.in(language), std::to_string(planned.year + 1),
                   std::to_string(planned.runs + 1),
                   money(planned.built.capex, network.currency, language)});
    }
    std::string page = '\n' + table.render(context.width, 2);
    if (roadmap.built.size() > kMostStages)
        page += "  " +
                text(language, "onshore.more",
                     {{"n", std::to_string(roadmap.built.size() - kMostStages)}}) +
                '\n';
    return page;
}

}  // namespace

std::string subsidies_text(const std::vector<plan::Subsidy>& subsidies, const Context& context) {
    std::string page;
    for (const auto& subsidy : subsidies)
        page +=
            labelled(context, "onshore.subsidies",
                     country_name(context.network->countries[subsidy.by].code, context.language) +
                         "  " + money(subsidy.amount, context.network->currency, context.language));
    return page;
}

std::string text(const onshore::Roadmap& roadmap, const Context& context) {
    const Language language = context.language;
    if (!roadmap.found()) return text(language, "onshore.none") + '\n';
    std::string page =
        wrapped(text(language, "onshore.roadmap_about", {{"target", number(roadmap.target)}}),
                context.width) +
        "\n\n" + years_table(roadmap, context) + stages_table(roadmap, context) + '\n';
    page += labelled(context, "onshore.roadmap_products", number(roadmap.products));
    page += labelled(context, "onshore.cost",
                     money(roadmap.objective, context.network->currency, language));
    page += subsidies_text(roadmap.subsidies, context);
    if (!roadmap.gap || *roadmap.gap > onshore::kProvenGap)
        page += labelled(context, "onshore.gap", percent(roadmap.gap, language));
    return page;
}

}  // namespace jarip::report
