#include <algorithm>
#include <string>
#include <vector>

#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

std::string situation_name(const onshore::Situation& situation, const Context& context) {
    return situation.scenario.empty()
               ? text(context.language, "onshore.nothing_happens")
               : scenario_name(*context.network, situation.scenario, context.language);
}

std::string regret_table(const onshore::Comparison& comparison, const Context& context) {
    const Language language = context.language;
    const auto& currency = context.network->currency;
    const std::vector<std::size_t> shown{0, comparison.by_expectation, comparison.by_regret};
    TextTable table{{text(language, "fields.situations")},
                    {text(language, "onshore.chance"), Align::right},
                    {text(language, "onshore.nothing_built"), Align::right},
                    {text(language, "onshore.by_expectation"), Align::right},
                    {text(language, "onshore.by_regret"), Align::right}};
    for (std::size_t s = 0; s < comparison.situations.size(); ++s) {
        const auto& situation = comparison.situations[s];
        std::vector<std::string> cells{situation_name(situation, context),
                                       percent(situation.probability, language)};
        for (const std::size_t i : shown)
            cells.push_back(money(comparison.sets[i].outcomes[s].regret, currency, language));
        table.add(std::move(cells));
    }
    const auto summary = [&](const char* key, double onshore::ComparedSet::*figure) {
        std::vector<std::string> cells{text(language, key), ""};
        for (const std::size_t i : shown)
            cells.push_back(money(comparison.sets[i].*figure, currency, language));
        table.add(std::move(cells));
    };
    summary("onshore.compare_worst", &onshore::ComparedSet::worst_regret);
    summary("onshore.capital", &onshore::ComparedSet::capex);
    summary("onshore.compare_expected", &onshore::ComparedSet::expected);
    return table.render(context.width, 2);
}

std::string set_text(const char* key, const onshore::ComparedSet& set, const Context& context) {
    const std::string built = set.built.empty()
                                  ? '\n' + text(context.language, "onshore.compare_none") + '\n'
                                  : built_table(set.built, context);
    return '\n' + text(context.language, key) + built;
}

}  // namespace

std::string text(const onshore::Comparison& comparison, const Context& context) {
    const Language language = context.language;
    if (comparison.sets.empty())
        return wrapped(text(language, "onshore.compare_ended_before"), context.width) + '\n';
    std::string page = wrapped(text(language, "onshore.compare_about"), context.width) + "\n\n" +
                       regret_table(comparison, context);
    const auto& situations = comparison.situations;
    if (std::none_of(situations.begin() + 1, situations.end(),
                     [](const auto& each) { return each.probability.has_value(); }))
        page += '\n' + wrapped(text(language, "onshore.compare_no_chance"), context.width) + '\n';
    const auto& mean = comparison.sets[comparison.by_expectation];
    if (comparison.by_expectation == comparison.by_regret)
        return page + set_text("onshore.compare_same_set", mean, context);
    return page + set_text("onshore.compare_mean_set", mean, context) +
           set_text("onshore.compare_regret_set", comparison.sets[comparison.by_regret], context);
}

}  // namespace jarip::report
