// Indicators over time: which periods there are, and the figures of each.
#include <algorithm>

#include "jarip/trade/indicators/indicators.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// The flows that a country's figures are made of: those it reports or is told of.
Flows flows_of(const Flows& flows, const std::string& country) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), country);
    const bool known = at != flows.countries.end();
    const auto index = static_cast<std::uint32_t>(at - flows.countries.begin());
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const auto reporter = flows.reporter[row];
        const bool told = flows.direction[row] == Direction::both && flows.partner[row] == index;
        if (reporter == Flows::kNoReporter || (known && (reporter == index || told)))
            rows.push_back(row);
    }
    return subset(flows, rows);
}

}  // namespace

Series series(const Flows& flows, const SeriesQuery& asked) {
    Series result;
    result.every = asked.every;
    std::vector<Period> incomplete;
    for (const std::string& reporter : asked.reporters) {
        Query query = asked.query;
        query.reporter = country_code(reporter).value_or(reporter);
        if (!asked.every) {
            for (const auto& goods : asked.goods) {
                query.hs = goods;
                result.points.push_back(indicators(flows, query));
            }
            continue;
        }
        const Flows own = flows_of(flows, query.reporter);
        const auto times = time_pieces(spoken_periods(own, [](std::size_t) { return true; }),
                                       *asked.every, asked.query.period);
        query.whole = true;
        for (const auto& goods : asked.goods)
            for (const Period& time : times) {
                if (is_cut(time, *asked.every, asked.query.period)) {
                    incomplete.push_back(time);
                    continue;
                }
                query.hs = goods;
                query.period = time;
                auto point = indicators(own, flows, query);
                const bool hidden =
                    !point.coarser_only_imports.empty() || !point.coarser_only_exports.empty();
                const bool is_unknown =
                    !point.longer_only_imports.empty() || !point.longer_only_exports.empty() ||
                    !point.overlapping_imports.empty() || !point.overlapping_exports.empty() ||
                    !point.several_revisions_imports.empty() ||
                    !point.several_revisions_exports.empty();
                if (point.imports || point.exports || hidden || is_unknown)
                    result.points.push_back(std::move(point));
                else
                    incomplete.push_back(time);
            }
    }
    result.incomplete = sorted_once(std::move(incomplete));
    return result;
}

}  // namespace jarip::trade
