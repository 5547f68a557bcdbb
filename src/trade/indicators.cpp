#include <algorithm>
#include <iterator>
#include <map>

#include "decimal.hpp"
#include "select.hpp"

namespace jarip::trade {
namespace {

struct Totals {
    bool covered = false;
    std::size_t rows = 0;
    bool has_totals = false;
    double value = 0;
    std::optional<double> unit_value;
    std::map<std::uint32_t, double> by_partner;  // kTotal: rows without partner
};

Totals totals(const Flows& flows, Side side, const Selection& selection) {
    Totals result;
    result.covered = !selection.periods.empty();
    result.rows = selection.rows.size();
    result.has_totals = selection.has_totals;
    ExactSum all, weighed;
    Sum mass;
    std::map<std::uint32_t, ExactSum> by_partner;
    for (const auto row : selection.rows) {
        all.add(flows.value[row]);
        by_partner[other_side(flows, side, row)].add(flows.value[row]);
        if (flows.mass_kg[row] < 0) continue;
        weighed.add(flows.value[row]);
        mass.add(flows.mass_kg[row]);
    }
    result.value = all.dollars();
    result.unit_value = ratio(weighed.dollars(), mass.value());
    for (const auto& [partner, value] : by_partner) result.by_partner[partner] = value.dollars();
    return result;
}

// What the same months of the year before were worth; nullopt unless the tables cover just those months.
std::optional<double> year_earlier(const Flows& flows, Side side, const std::string& country,
                                   Filter filter, const Selection& now) {
    if (filter.windows.empty() || now.periods.empty()) return std::nullopt;
    filter.windows.clear();
    for (const Period& period : now.periods) filter.windows.push_back(years_earlier(period, 1));
    const auto before = select(flows, side, country, filter);
    if (before.periods != filter.windows) return std::nullopt;
    return totals(flows, side, before).value;
}

std::optional<double> growth(std::optional<double> now, std::optional<double> before) {
    if (!now || !before) return std::nullopt;
    const auto factor = ratio(*now, *before);
    if (!factor) return std::nullopt;
    return *factor - 1;
}

std::vector<Partner> partners(const Flows& flows, const Totals& imports, const Totals& exports) {
    std::map<std::string, Partner> by_name;
    for (const auto* side : {&imports, &exports})
        for (const auto& [country, value] : side->by_partner) {
            if (country == Flows::kTotal) continue;
            auto [at, is_new] = by_name.try_emplace(flows.countries[country]);
            Partner& partner = at->second;
            if (is_new && imports.covered) partner.imports = 0;
            if (is_new && exports.covered) partner.exports = 0;
            (side == &imports ? partner.imports : partner.exports) = value;
        }
    std::vector<Partner> result;
    for (auto& [name, partner] : by_name) {
        partner.country = name;
        if (partner.imports && !imports.has_totals)
            partner.share = ratio(*partner.imports, imports.value);
        result.push_back(std::move(partner));
    }
    std::stable_sort(result.begin(), result.end(), [](const Partner& a, const Partner& b) {
        return std::pair{a.imports, a.exports} > std::pair{b.imports, b.exports};
    });
    return result;
}

std::optional<Period> hull(const std::vector<Period>& a, const std::vector<Period>& b) {
    std::optional<Period> result;
    for (const auto* periods : {&a, &b})
        for (const Period& period : *periods)
            result = result ? Period{std::min(result->first, period.first),
                                     std::max(result->end, period.end)}
                            : period;
    return result;
}

// From the shares of the partners, in their order: the order of rows cannot show in the last digit.
void add_concentration(Indicators& result) {
    Sum squares;
    double largest = 0;
    for (const Partner& partner : result.partners) {
        const double share = partner.share.value_or(0);
        squares.add(share * share);
        largest = std::max(largest, share);
    }
    if (squares.value() == 0) return;
    result.hhi_suppliers = squares.value();
    result.effective_suppliers = 1 / squares.value();
    result.largest_share = largest;
}

}  // namespace

Indicators indicators(const Flows& flows, const Query& query) {
    Indicators result;
    result.reporter = country_code(query.reporter).value_or(query.reporter);
    std::copy_if(query.hs.begin(), query.hs.end(), std::back_inserter(result.baskets),
                 [](const std::string& entry) { return !is_code(entry); });
    result.hs = expanded(query.hs);
    result.sources = flows.sources;
    result.period = query.period;

    Filter filter{matching_products(flows, result.hs), {}};
    if (query.period) filter.windows.push_back(*query.period);
    const auto import_rows = select(flows, Side::imports, result.reporter, filter);
    const auto export_rows = select(flows, Side::exports, result.reporter, filter);
    const auto imports = totals(flows, Side::imports, import_rows);
    const auto exports = totals(flows, Side::exports, export_rows);

    result.covered = hull(import_rows.periods, export_rows.periods);
    result.rows = imports.rows + exports.rows;
    if (imports.covered) result.imports = imports.value;
    if (exports.covered) result.exports = exports.value;
    if (result.imports && result.exports) {
        const double m = *result.imports;
        const double x = *result.exports;
        result.exports_over_imports = ratio(x, m);
        result.balance = x - m;
        result.tsi = ratio(x - m, x + m);
    }
    result.imports_a_year_earlier =
        year_earlier(flows, Side::imports, result.reporter, filter, import_rows);
    result.exports_a_year_earlier =
        year_earlier(flows, Side::exports, result.reporter, filter, export_rows);
    result.growth_imports = growth(result.imports, result.imports_a_year_earlier);
    result.growth_exports = growth(result.exports, result.exports_a_year_earlier);
    result.unit_value_imports = imports.unit_value;
    result.unit_value_exports = exports.unit_value;
    if (result.imports && query.krw_per_usd)
        result.imports_krw = *result.imports * *query.krw_per_usd;
    result.partners = partners(flows, imports, exports);
    add_concentration(result);
    return result;
}

}  // namespace jarip::trade
