// Customs tables as one table of flows.
#include <algorithm>
#include <array>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {
namespace {

std::optional<double> mass(const trade::Flows& flows, std::size_t row) {
    if (flows.mass_kg[row] < 0) return std::nullopt;
    return flows.mass_kg[row];
}

}  // namespace

std::string text(const trade::Flows& result, const Context&) { return trade::tidy(result); }

std::string summary(const trade::Flows& result, const Context& context) {
    constexpr std::array kDirections{trade::Direction::import, trade::Direction::export_,
                                     trade::Direction::both, trade::Direction::re_import,
                                     trade::Direction::re_export};
    const Language language = context.language;
    const auto say = [&](const std::string& key) {
        return text(language, "report.trade.summary." + key);
    };
    TextTable table{
        {say("flow")}, {say("rows"), Align::right},         {say("first")},
        {say("last")}, {say("with_partner"), Align::right}, {say("with_mass"), Align::right}};
    for (const auto direction : kDirections) {
        std::size_t rows = 0, with_partner = 0, with_mass = 0;
        std::optional<Period> span;
        for (std::size_t row = 0; row < result.size(); ++row) {
            if (result.direction[row] != direction) continue;
            ++rows;
            with_partner += result.partner[row] != trade::Flows::kTotal ? 1U : 0U;
            with_mass += mass(result, row) ? 1U : 0U;
            const Period& period = result.periods[result.period[row]];
            span =
                span ? Period{std::min(span->first, period.first), std::max(span->end, period.end)}
                     : period;
        }
        if (rows == 0) continue;
        table.add({say(std::string{trade::flow_word(direction)}), fixed(static_cast<double>(rows)),
                   format_date(span->first), format_date(span->end - std::chrono::days{1}),
                   fixed(static_cast<double>(with_partner)),
                   fixed(static_cast<double>(with_mass))});
    }
    const auto counts = text(language, "report.trade.summary.counts",
                             {{"countries", std::to_string(result.countries.size())},
                              {"products", std::to_string(result.products.size())},
                              {"periods", std::to_string(result.periods.size())}});
    return (table.empty() ? "" : table.render(context.width) + '\n') +
           wrapped(counts, context.width) + '\n' + sources_text(result.sources, context);
}

}  // namespace jarip::report
