#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

namespace {

using uncertain::Fan;
using uncertain::Quantiles;

constexpr std::size_t kFanRows = 13;  // days that the text shows, evenly spread

void add_band(TextTable& table, const std::string& label, const Quantiles& band,
              Language language) {
    table.add({label, percent(band.point, language), percent(band.p5, language),
               percent(band.p50, language), percent(band.p95, language)});
}

TextTable band_table(std::string_view title, Language language) {
    return {{text(language, title)},
            {text(language, "uncertain.point"), Align::right},
            {"p5", Align::right},
            {"p50", Align::right},
            {"p95", Align::right}};
}

std::string curve(const Fan& fan, const std::vector<Quantiles>& bands, std::string_view title,
                  const Context& context) {
    TextTable table = band_table(title, context.language);
    const std::size_t step = std::max<std::size_t>(1, (bands.size() - 1) / (kFanRows - 1));
    for (std::size_t day = 0; day < bands.size(); day += step)
        add_band(table, format_date(fan.dates[day]), bands[day], context.language);
    return '\n' + table.render(context.width);
}

}  // namespace

std::string text(const Fan& fan, const Context& context) {
    const Language language = context.language;
    std::string page =
        wrapped(text(language, "uncertain.fan.title",
                     {{"title", context.network->title.in(language)}, {"scenario", fan.scenario}}),
                context.width) +
        "\n\n" +
        wrapped(
            text(language, "uncertain.fan.draws",
                 {{"draws", std::to_string(fan.draws)}, {"seed", std::to_string(context.seed)}}),
            context.width) +
        '\n';
    const auto say = [&](std::string_view key, const Arguments& arguments) {
        page += wrapped(text(language, key, arguments), context.width) + '\n';
    };
    if (fan.interrupted) say("uncertain.interrupted", {{"asked", std::to_string(fan.asked)}});
    if (fan.out_of_time) say("uncertain.out_of_time", {{"asked", std::to_string(fan.asked)}});
    if (fan.unsolved > 0) say("uncertain.unsolved", {{"unsolved", std::to_string(fan.unsolved)}});
    if (fan.received.empty()) return page;
    TextTable lost = band_table("uncertain.fan.lost_title", language);
    add_band(lost, text(language, "uncertain.fan.lost"), fan.lost, language);
    return page + '\n' + lost.render(context.width) +
           curve(fan, fan.received, "uncertain.fan.received", context) +
           curve(fan, fan.made, "uncertain.fan.made", context);
}

}  // namespace jarip::report
