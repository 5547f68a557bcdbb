#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

namespace {

using stress::Estimate;
using stress::Years;

constexpr std::size_t kMostEvents = 10;  // of the list of events
constexpr double kMedian = 0.5;          // whose shortfall says little

std::string amount(std::optional<double> value, const Context& context) {
    return money(value, context.network->currency, context.language);
}

// Mean, quantiles and shortfalls of one sort of loss.
std::string distribution(const stress::LossDistribution& losses, std::string_view title,
                         const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, title)},
                    {text(language, "years.loss"), Align::right},
                    {text(language, "years.error"), Align::right}};
    const auto add = [&](const std::string& label, const Estimate& estimate) {
        table.add(
            {label, amount(estimate.value, context), amount(estimate.standard_error, context)});
    };
    add(text(language, "years.mean"), losses.mean);
    for (const auto& tail : losses.tail)
        add(text(language, "years.quantile", {{"level", percent(tail.level, language)}}),
            tail.quantile);
    for (const auto& tail : losses.tail)
        if (tail.level > kMedian)
            add(text(language, "years.shortfall", {{"share", percent(1 - tail.level, language)}}),
                tail.shortfall);
    return '\n' + table.render(context.width, 2);
}

std::string drivers(const Years& years, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "years.event")},
                    {text(language, "years.probability"), Align::right},
                    {text(language, "years.received_alone"), Align::right},
                    {text(language, "years.of_received_tail"), Align::right},
                    {text(language, "years.of_made_tail"), Align::right}};
    auto sorted = years.drivers;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const stress::Driver& a, const stress::Driver& b) {
                         return std::pair{a.of_received_tail, a.of_made_tail} >
                                std::pair{b.of_received_tail, b.of_made_tail};
                     });
    for (std::size_t i = 0; i < std::min(kMostEvents, sorted.size()); ++i)
        table.add({sorted[i].scenario + '/' + sorted[i].event,
                   percent(sorted[i].probability, language),
                   amount(sorted[i].received_alone, context),
                   percent(sorted[i].of_received_tail, language),
                   percent(sorted[i].of_made_tail, language)});
    std::string page = '\n' + wrapped(text(language, "years.drivers"), context.width) + '\n' +
                       table.render(context.width, 2);
    if (sorted.size() > kMostEvents)
        page +=
            "  " +
            text(language, "stress.more", {{"n", std::to_string(sorted.size() - kMostEvents)}}) +
            '\n';
    return page;
}

}  // namespace

std::string text(const Years& years, const Context& context) {
    const Language language = context.language;
    std::string page =
        text(language, "years.title", {{"title", context.network->title.in(language)}}) + '\n' +
        wrapped(text(language, "years.span",
                     {{"years", fixed(static_cast<double>(years.years))},
                      {"seed", std::to_string(years.seed)},
                      {"sets", fixed(static_cast<double>(years.sets))}}),
                context.width) +
        '\n';
    if (years.interrupted)
        page += wrapped(text(language, "years.interrupted",
                             {{"years", fixed(static_cast<double>(years.years))},
                              {"asked", fixed(static_cast<double>(years.asked))}}),
                        context.width) +
                '\n';
    if (years.years == 0) return page;
    page += distribution(years.received, "years.received", context) +
            distribution(years.made, "years.made", context);
    if (years.years < stress::kYearsOfAllLevels)
        page += '\n' +
                wrapped(text(language, "years.few",
                             {{"all", std::to_string(stress::kYearsOfAllLevels)}}),
                        context.width) +
                '\n';
    if (!years.drivers.empty()) page += drivers(years, context);
    return page;
}

}  // namespace jarip::report
