#include <map>
#include <tuple>

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/flows/listed.hpp"
#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {

std::vector<BorderFigure> border_figures(const Flows& flows, const Query& query) {
    Filter filter{matching_products(flows, expanded(query.hs)), {}, {}, {}, TotalPolicy::to_any};
    if (query.period) filter.windows.push_back(*query.period);
    const auto reporter = country_code(query.reporter).value_or(query.reporter);

    std::vector<BorderFigure> figures;
    for (const Side side : {Side::imports, Side::exports}) {
        std::map<std::tuple<std::string, std::string, Day, Day>, ExactSum> sums;
        const auto selection = select(flows, side, reporter, filter);
        if (!selection.overlapping.empty()) {
            std::vector<std::string> periods;
            for (const Period& period : selection.overlapping)
                periods.push_back(format_date(period.first) + " – " +
                                  format_date(period.end - std::chrono::days{1}));
            throw Error{"E0164", "", {{"reporter", reporter}, {"periods", listed(periods)}}};
        }
        for (const auto row : selection.rows) {
            const auto partner = other_side(flows, side, row);
            const Period& period = flows.periods[flows.period[row]];
            sums[{flows.products[flows.product[row]],
                  partner == Flows::kTotal ? std::string{} : flows.countries[partner], period.first,
                  period.end}]
                .add(flows.value[row]);
        }
        for (const auto& [key, sum] : sums) {
            const auto& [product, partner, first, end] = key;
            figures.push_back({side == Side::imports ? Direction::import : Direction::export_,
                               product,
                               partner,
                               {first, end},
                               sum.dollars()});
        }
    }
    return figures;
}

}  // namespace jarip::trade
