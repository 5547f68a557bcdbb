#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include "jarip/trade/complexity/advantage.hpp"
#include "jarip/trade/indicators/indicators.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/tally.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

struct Totals {
    bool covered = false;
    std::vector<Period> periods;    // what the tables cover
    std::vector<Period> with_rows;  // what they have rows of these goods of
    std::vector<Period> finer_only;
    std::vector<std::string> hidden;  // codes that the tables tell within other ones only
    std::vector<std::uint32_t> longer_only;
    std::vector<Period> overlapping, partial;
    std::vector<std::string> several_revisions;
    bool is_unknown = false;  // what adds up
    std::size_t rows = 0;
    bool has_totals = false;
    Tally all;
    std::map<std::uint32_t, Tally> by_partner;  // kTotal: rows without partner

    std::set<std::uint32_t> unnamed;  // of the partners: those that stand for others
    // The value with one partner: 0 where all are named and it is none of them, unknown where it may be within a total,
    // a group or other partners.
    [[nodiscard]] std::optional<double> with(const Flows& flows, std::uint32_t partner) const {
        if (std::find(longer_only.begin(), longer_only.end(), partner) != longer_only.end() ||
            !overlapping.empty() || !several_revisions.empty())
            return std::nullopt;
        const auto found = by_partner.find(partner);
        if (found != by_partner.end()) return found->second.value();
        const bool may_be_held =
            has_totals || std::any_of(unnamed.begin(), unnamed.end(), [&](std::uint32_t other) {
                return may_hold(flows, other, flows.countries[partner]);
            });
        return may_be_held ? std::nullopt : std::optional{0.0};
    }
};

Totals totals(const Flows& flows, Side side, const Selection& selection) {
    Totals result;
    result.covered = !selection.periods.empty();
    result.periods = selection.periods;
    result.with_rows = selection.with_rows;
    result.finer_only = selection.finer_only;
    result.hidden = selection.hidden;
    result.longer_only = selection.longer_only;
    result.overlapping = selection.overlapping;
    result.partial = selection.partial;
    result.several_revisions = selection.several_revisions;
    result.is_unknown = selection.is_unknown();
    result.rows = selection.rows.size();
    result.has_totals = selection.has_totals;
    for (const auto row : selection.rows) {
        result.all.add(flows, row);
        result.by_partner[other_side(flows, side, row)].add(flows, row);
    }
    const auto unnamed = unnamed_partners(flows);
    for (const auto& [partner, tally] : result.by_partner)
        if (partner != Flows::kTotal && tally.value() > 0 && unnamed[partner])
            result.unnamed.insert(partner);
    return result;
}

// One side of a country, and the same months of the year before: nullopt unless the tables cover just those.
struct Sided {
    Totals now;
    std::optional<Totals> before;
    /// Codes that are other goods in the revision of HS of a year earlier: nothing is compared.
    std::vector<std::string> revised_since;

    [[nodiscard]] std::optional<double> value() const {
        return now.covered && !now.is_unknown ? std::optional{now.all.value()} : std::nullopt;
    }
    [[nodiscard]] std::optional<double> value_before() const {
        return before ? std::optional{before->all.value()} : std::nullopt;
    }
};

Sided sided(const Flows& flows, Side side, const std::string& country, const Filter& filter,
            bool whole) {
    const auto selection = select(flows, side, country, filter);
    if (selection.all_hidden) {
        Sided undefined;
        undefined.now.hidden = selection.hidden;
        return undefined;
    }
    if (whole && (selection.periods != filter.windows || !selection.partial.empty())) return {};
    Sided result{totals(flows, side, selection), {}};
    if (filter.windows.empty() || !result.now.covered || !selection.partial.empty()) return result;
    Filter earlier = filter;
    earlier.windows.clear();
    for (const Period& period : result.now.periods)
        earlier.windows.push_back(years_earlier(period, 1));
    const auto before = select(flows, side, country, earlier);
    if (before.periods == earlier.windows && !before.is_unknown() && before.partial.empty() &&
        before.hidden == selection.hidden) {
        result.revised_since = of_other_goods(selection.revisions, before.revisions);
        if (result.revised_since.empty()) result.before = totals(flows, side, before);
    }
    return result;
}

// Codes of which something is not added up, or not compared.
std::vector<std::string> of_several_revisions(const Sided& side) {
    auto codes = side.now.several_revisions;
    codes.insert(codes.end(), side.revised_since.begin(), side.revised_since.end());
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::optional<double> growth(std::optional<double> now, std::optional<double> before) {
    if (!now || !before) return std::nullopt;
    const auto factor = ratio(*now, *before);
    if (!factor) return std::nullopt;
    return *factor - 1;
}

// Whether two sides speak of the same time.
bool same_time(const Totals& a, const Totals& b) {
    return a.periods == b.periods && a.partial == b.partial;
}

struct Balance {
    std::optional<double> balance, tsi;
};

Balance balance(std::optional<double> imports, std::optional<double> exports) {
    if (!imports || !exports) return {};
    return {*exports - *imports, ratio(*exports - *imports, *exports + *imports)};
}

// What one side of the trade with a partner is.
struct PartnerSide {
    std::optional<double> value, share, growth, contribution, unit_value;
};

PartnerSide partner_side(const Flows& flows, const Sided& side, std::uint32_t partner) {
    PartnerSide result;
    if (!side.now.covered) return result;
    result.value = side.now.with(flows, partner);
    const auto found = side.now.by_partner.find(partner);
    if (found != side.now.by_partner.end() && side.now.several_revisions.empty())
        result.unit_value = found->second.unit_value();
    // A total hides how much of it is the partner's.
    if (!result.value || side.now.has_totals || side.now.is_unknown) return result;
    result.share = ratio(*result.value, side.now.all.value());
    if (!side.before || side.before->has_totals) return result;
    const auto before = side.before->with(flows, partner);
    result.growth = growth(result.value, before);
    if (before) result.contribution = ratio(*result.value - *before, side.before->all.value());
    return result;
}

Partner partner(const Flows& flows, std::uint32_t index, const Sided& imports,
                const Sided& exports) {
    const auto& country = flows.countries[index];
    const auto in = partner_side(flows, imports, index);
    const auto out = partner_side(flows, exports, index);
    const auto both =
        same_time(imports.now, exports.now) ? balance(in.value, out.value) : Balance{};
    return {.country = country,
            .imports = in.value,
            .exports = out.value,
            .share = in.share,
            .share_exports = out.share,
            .balance = both.balance,
            .tsi = both.tsi,
            .growth_imports = in.growth,
            .growth_exports = out.growth,
            .contribution_imports = in.contribution,
            .contribution_exports = out.contribution,
            .unit_value_imports = in.unit_value,
            .unit_value_exports = out.unit_value};
}

std::vector<Partner> partners(const Flows& flows, const Sided& imports, const Sided& exports) {
    std::map<std::string, std::uint32_t> by_name;
    const auto name = [&](const Totals& side) {
        for (const auto& [country, tally] : side.by_partner)
            if (country != Flows::kTotal) by_name.emplace(flows.countries[country], country);
    };
    for (const auto* side : {&imports, &exports}) {
        name(side->now);
        if (side->before) name(*side->before);
    }
    std::vector<Partner> result;
    for (const auto& [name_of, index] : by_name)
        result.push_back(partner(flows, index, imports, exports));
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

// What the figures of a side do not cover, though one may think so.
void add_gaps(const Totals& side, const std::optional<Period>& span, bool all_partners,
              std::vector<Period>& missing, std::vector<Period>& no_rows) {
    if (!side.covered || !span) return;
    missing = gaps_in(*span, side.periods);
    if (!all_partners) return;
    for (const Period& period : side.periods)
        for (const Period& gap : gaps_in(period, side.with_rows)) no_rows.push_back(gap);
}

// One list for each partner asked for: itself, and its members where it is a group.
std::vector<std::vector<std::string>> asked_partners(const Query& query,
                                                     const std::vector<std::string>& codes) {
    std::vector<std::vector<std::string>> asked;
    std::set<std::string> within;
    for (const auto& [name, members] : query.partner_groups) {
        auto all = country_codes_of(members);
        all.insert(all.begin(), country_code(name).value_or(name));
        within.insert(all.begin(), all.end());
        asked.push_back(std::move(all));
    }
    for (const std::string& code : codes) {
        if (within.contains(code)) continue;
        asked.push_back({code});
        if (const auto members = group_members(code))
            asked.back().insert(asked.back().end(), members->begin(), members->end());
    }
    std::sort(asked.begin(), asked.end());
    return asked;
}

std::vector<std::string> names_of(const Flows& flows, const std::vector<std::uint32_t>& partners) {
    std::vector<std::string> names;
    for (const auto partner : partners)
        names.push_back(partner == Flows::kTotal ? std::string{Indicators::kWorld}
                                                 : flows.countries[partner]);
    std::sort(names.begin(), names.end());
    return names;
}

// The names of those that have no row on one side.
std::vector<std::string> without_rows(const Flows& flows, const Totals& side,
                                      const Filter& filter) {
    std::vector<std::string> names;
    if (!side.covered && side.by_partner.empty()) return names;
    std::set<std::string_view> met;
    for (const auto& [partner, unused] : side.by_partner)
        if (partner != Flows::kTotal) met.insert(flows.countries[partner]);
    for (const auto& codes : filter.asked)
        if (std::none_of(codes.begin(), codes.end(),
                         [&](const std::string& code) { return met.contains(code); }))
            names.push_back(codes.front());
    return names;
}

// Groups that are asked for, with their members.
std::map<std::string, std::vector<std::string>> asked_groups(const Query& query,
                                                             const std::vector<std::string>& only) {
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& [name, members] : query.partner_groups)
        groups.emplace(country_code(name).value_or(name), country_codes_of(members));
    for (const std::string& code : only)
        if (auto members = group_members(code)) groups.emplace(code, *std::move(members));
    return groups;
}

// A group that was asked for is its row; else what its members are, and what it has beyond those that are named.
void add_members(const Flows& flows, const Query& query, Filter& filter) {
    auto codes = filter.partner_codes;
    const auto groups = asked_groups(query, codes);
    if (groups.empty()) return;
    std::vector<bool> met(flows.countries.size());
    for (std::size_t row = 0; row < flows.size(); ++row) {
        if (flows.partner[row] != Flows::kTotal) met[flows.partner[row]] = true;
        if (flows.reporter[row] != Flows::kNoReporter) met[flows.reporter[row]] = true;
    }
    const auto is_met = [&](const std::string& name) {
        const auto at = std::find(flows.countries.begin(), flows.countries.end(), name);
        return at != flows.countries.end() &&
               met[static_cast<std::size_t>(at - flows.countries.begin())];
    };
    for (const auto& [group, members] : groups) {
        const auto rest = std::string{Flows::kOtherMembers} + group;
        codes.push_back(rest);
        for (auto& asked : filter.asked)
            if (asked.front() == group) asked.push_back(rest);
        if (is_met(group) && !is_met(rest)) continue;
        codes.insert(codes.end(), members.begin(), members.end());
        filter.whole_group = filter.whole_group || !is_met(rest);
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    filter.partners = matching_countries(flows, codes);
    filter.partner_codes = std::move(codes);
}

// From the shares of the partners, in their order: the order of rows cannot show in the last digit.
void add_concentration(const Flows& flows, Indicators& result) {
    std::set<std::string_view> unnamed;
    const auto is_unnamed = unnamed_partners(flows);
    for (std::size_t i = 0; i < is_unnamed.size(); ++i)
        if (is_unnamed[i]) unnamed.insert(flows.countries[i]);
    Sum squares;
    double largest = 0, others = 0;
    for (const Partner& partner : result.partners) {
        const double share = partner.share.value_or(0);
        if (unnamed.contains(partner.country)) {
            others += share;
            continue;
        }
        squares.add(share * share);
        largest = std::max(largest, share);
    }
    if (squares.value() == 0) return;
    constexpr double kFullScale = 10'000;
    // None of the other partners can be larger than all of them.
    if (largest >= others) result.largest_share = largest;
    if (others > 1 - kNearlyAll) {
        result.hhi_at_least = squares.value();
        return;
    }
    result.hhi_suppliers = squares.value();
    result.hhi_10000 = squares.value() * kFullScale;
    result.effective_suppliers = 1 / squares.value();
}

// M / (P + M − X), where production, imports and exports speak of the same time.
void add_penetration(const Query& query, const Sided& imports, const Sided& exports,
                     Indicators& result) {
    if (!query.production) return;
    const Flows& production = *query.production;
    std::vector<Period> windows;
    if (query.period) windows.push_back(*query.period);
    const auto made_of = [&](const std::vector<std::string>& codes) {
        Filter filter{matching_products(production, codes), windows, {}, {}};
        filter.codes = codes;
        return select(production, Side::exports, result.reporter, filter);
    };
    const auto made = made_of(result.hs);
    // A table of production says what it holds rows of: of goods without a row nobody knows what was made.
    if (made.with_rows.empty() || !made.hidden.empty() || made.is_unknown()) return;
    for (const std::string& code : outermost(result.hs))
        if (made_of({code}).with_rows != made.with_rows) return;
    result.production = totals(production, Side::exports, made).all.value();
    if (!result.imports || !result.exports || made.with_rows != imports.now.periods ||
        made.with_rows != exports.now.periods)
        return;
    result.import_penetration =
        ratio(*result.imports, *result.production + *result.imports - *result.exports);
}

}  // namespace

Indicators indicators(const Flows& flows, const Query& query) {
    return indicators(flows, flows, query);
}

Indicators indicators(const Flows& own, const Flows& all, const Query& query) {
    Indicators result;
    result.reporter = country_code(query.reporter).value_or(query.reporter);
    std::copy_if(query.hs.begin(), query.hs.end(), std::back_inserter(result.baskets),
                 [](const std::string& entry) { return !is_code(entry); });
    result.hs = expanded(query.hs);
    result.sources = own.sources;
    result.period = query.period;
    result.only = country_codes_of(query.partners);

    Filter filter{matching_products(own, result.hs), {}, matching_countries(own, result.only), {}};
    if (query.period) filter.windows.push_back(*query.period);
    filter.codes = result.hs;
    filter.partner_codes = result.only;
    filter.asked = asked_partners(query, result.only);
    add_members(own, query, filter);
    const auto imports = sided(own, Side::imports, result.reporter, filter, query.whole);
    const auto exports = sided(own, Side::exports, result.reporter, filter, query.whole);

    result.covered = hull(imports.now.periods, exports.now.periods);
    const auto& span = result.period ? result.period : result.covered;
    add_gaps(imports.now, span, result.only.empty(), result.missing_imports,
             result.no_rows_imports);
    add_gaps(exports.now, span, result.only.empty(), result.missing_exports,
             result.no_rows_exports);
    result.finer_only = imports.now.finer_only;
    result.finer_only.insert(result.finer_only.end(), exports.now.finer_only.begin(),
                             exports.now.finer_only.end());
    result.finer_only = sorted_once(std::move(result.finer_only));
    result.coarser_only_imports = imports.now.hidden;
    result.coarser_only_exports = exports.now.hidden;
    result.no_partner_imports = without_rows(own, imports.now, filter);
    result.no_partner_exports = without_rows(own, exports.now, filter);
    result.longer_only_imports = names_of(own, imports.now.longer_only);
    result.longer_only_exports = names_of(own, exports.now.longer_only);
    result.overlapping_imports = imports.now.overlapping;
    result.overlapping_exports = exports.now.overlapping;
    result.partial_imports = imports.now.partial;
    result.partial_exports = exports.now.partial;
    result.several_revisions_imports = of_several_revisions(imports);
    result.several_revisions_exports = of_several_revisions(exports);
    result.rows = imports.now.rows + exports.now.rows;
    result.imports = imports.value();
    result.exports = exports.value();
    if (result.imports && result.exports && same_time(imports.now, exports.now)) {
        const auto both = balance(result.imports, result.exports);
        result.balance = both.balance;
        result.tsi = both.tsi;
        result.exports_over_imports = ratio(*result.exports, *result.imports);
    }
    result.imports_a_year_earlier = imports.value_before();
    result.exports_a_year_earlier = exports.value_before();
    result.growth_imports = growth(result.imports, result.imports_a_year_earlier);
    result.growth_exports = growth(result.exports, result.exports_a_year_earlier);
    if (imports.now.several_revisions.empty())
        result.unit_value_imports = imports.now.all.unit_value();
    if (exports.now.several_revisions.empty())
        result.unit_value_exports = exports.now.all.unit_value();
    if (result.imports && query.krw_per_usd)
        result.imports_krw = *result.imports * *query.krw_per_usd;
    if (result.exports) result.rca = advantage(all, result.reporter, filter);
    if (result.rca) result.rsca = ratio(*result.rca - 1, *result.rca + 1);
    result.partners = partners(own, imports, exports);
    add_concentration(own, result);
    add_penetration(query, imports, exports, result);
    return result;
}

}  // namespace jarip::trade
