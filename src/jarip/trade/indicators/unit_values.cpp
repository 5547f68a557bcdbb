// Values per mass, and which of them are far from what is usual.
#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>

#include "jarip/trade/indicators/other_revisions.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/tally.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// The consistency constant of the median absolute deviation for normal data: Φ⁻¹(3/4).
constexpr double kNormal = 0.6745;

double median(std::vector<double> values) {
    const auto middle = values.size() / 2;
    std::sort(values.begin(), values.end());
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Iglewicz & Hoaglin (1993): 0.6745 (x − median) / (median of |x − median|), of logarithms.
void add_scores(std::span<UnitValue> same_product) {
    if (same_product.size() < UnitValues::kFewest) return;
    std::vector<double> logs, deviations;
    for (const auto& row : same_product) logs.push_back(std::log(row.unit_value));
    const double median_log = median(logs);
    for (const double value : logs) deviations.push_back(std::abs(value - median_log));
    const double spread = median(deviations);
    for (std::size_t i = 0; i < same_product.size(); ++i) {
        same_product[i].score = ratio(kNormal * (logs[i] - median_log), spread);
        same_product[i].outlier =
            same_product[i].score && std::abs(*same_product[i].score) > UnitValues::kOutlier;
    }
}

UnitValueRange range(std::span<const UnitValue> same_product) {
    std::vector<double> values;
    UnitValueRange result{same_product[0].direction, same_product[0].product, same_product.size()};
    for (const auto& row : same_product) {
        values.push_back(row.unit_value);
        result.outliers += row.outlier ? 1U : 0U;
    }
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    result.lowest = *lowest;
    result.highest = *highest;
    result.median = median(values);
    return result;
}

auto place(const UnitValue& row) {
    return std::tuple{row.direction, std::string_view{row.product}, row.period.first,
                      row.period.end, std::string_view{row.partner}};
}

using Key = std::tuple<std::string_view, Period, std::uint32_t>;  // product, period, partner
struct Earlier {
    bool operator()(const Key& a, const Key& b) const {
        const auto order = [](const Key& key) {
            const auto& [product, period, partner] = key;
            return std::tuple{product, period.first, period.end, partner};
        };
        return order(a) < order(b);
    }
};
using Tallies = std::map<Key, Tally, Earlier>;

// The figures of one side in the time asked for, with the periods of the tables, or all of `piece` together; nullopt
// where the tables do not cover the piece.
std::optional<Tallies> tallies(const Flows& flows, Side side, const std::string& reporter,
                               Filter filter, const std::optional<Period>& piece) {
    if (piece) filter.windows = {*piece};
    const auto selection = select(flows, side, reporter, filter);
    if (piece && selection.periods != filter.windows) return std::nullopt;
    Tallies result;
    for (const auto row : selection.rows)
        result[{flows.products[flows.product[row]],
                piece.value_or(flows.periods[flows.period[row]]), other_side(flows, side, row)}]
            .add(flows, row);
    return result;
}

void add_figures(const Flows& flows, Side side, const Tallies& figures, UnitValues& result) {
    for (const auto& [key, tally] : figures) {
        const auto& [product, period, partner] = key;
        const auto unit_value = tally.unit_value();
        if (!unit_value || *unit_value <= 0) {
            ++result.without;
            continue;
        }
        result.rows.push_back(
            {.direction = side == Side::imports ? Direction::import : Direction::export_,
             .product = std::string{product},
             .partner = partner == Flows::kTotal ? "" : flows.countries[partner],
             .period = period,
             .value = tally.weighed_value(),
             .mass_kg = tally.mass_kg(),
             .unit_value = *unit_value});
    }
}

// Pieces of which the tables of a country speak.
std::vector<Period> pieces_of(const Flows& flows, const std::string& reporter, Every every,
                              const std::optional<Period>& within) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), reporter);
    const auto country = static_cast<std::uint32_t>(at - flows.countries.begin());
    const auto spoken = spoken_periods(flows, [&](std::size_t row) {
        return flows.reporter[row] == country || flows.reporter[row] == Flows::kNoReporter ||
               (flows.direction[row] == Direction::both && flows.partner[row] == country);
    });
    return time_pieces(spoken, every, within);
}

}  // namespace

UnitValues unit_values(const Flows& flows, const Query& query, std::optional<Every> every) {
    UnitValues result;
    result.reporter = country_code(query.reporter).value_or(query.reporter);
    result.hs = expanded(query.hs);
    result.period = query.period;
    result.every = every;
    result.sources = flows.sources;
    Filter filter{matching_products(flows, result.hs),
                  {},
                  matching_countries(flows, country_codes_of(query.partners)),
                  {},
                  TotalPolicy::to_any};
    if (query.period) filter.windows.push_back(*query.period);
    require_one_meaning(flows, filter, result.reporter);
    std::vector<std::optional<Period>> pieces{std::nullopt};
    if (every) {
        const auto found = pieces_of(flows, result.reporter, *every, query.period);
        pieces.assign(found.begin(), found.end());
    }
    for (const auto& piece : pieces) {
        if (piece && is_cut(*piece, *every, query.period)) {
            result.incomplete.push_back(*piece);
            continue;
        }
        bool covered = false;
        for (const Side side : {Side::imports, Side::exports}) {
            const auto figures = tallies(flows, side, result.reporter, filter, piece);
            covered = covered || figures;
            if (figures) add_figures(flows, side, *figures, result);
        }
        if (!covered) result.incomplete.push_back(*piece);
    }
    auto& rows = result.rows;
    std::sort(rows.begin(), rows.end(),
              [](const UnitValue& a, const UnitValue& b) { return place(a) < place(b); });
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first;
        while (end < rows.size() && rows[end].direction == rows[first].direction &&
               rows[end].product == rows[first].product)
            ++end;
        const auto same_product = std::span{rows}.subspan(first, end - first);
        add_scores(same_product);
        result.ranges.push_back(range(same_product));
        first = end;
    }
    return result;
}

}  // namespace jarip::trade
