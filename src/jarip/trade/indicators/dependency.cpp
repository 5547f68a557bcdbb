#include <algorithm>
#include <map>
#include <set>

#include "jarip/trade/amounts/decimal.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

struct ProductAccount {
    ExactSum imports, inside, exports;
    ExactSum others;                            // imports from partners that are not named
    std::map<std::string, ExactSum> suppliers;  // outside the area
    bool met = false;                           // by a row of the area
    // Told within coarser codes only, by a member of the area.
    bool imports_hidden = false, exports_hidden = false;
    bool has_totals = false;
    bool imports_known = false;
    bool exports_known = false;
    bool same_time = false;  // of imports and exports
};

// Whether partners that are not named may be suppliers of any weight.
bool hides_partners(const ProductAccount& account) {
    return account.others.dollars() > (1 - kNearlyAll) * account.imports.dollars();
}

// HHI of the suppliers outside, and the largest of them.
void add_suppliers(const ProductAccount& account, Dependency& result) {
    double outside = 0;
    for (const auto& [name, value] : account.suppliers) outside += value.dollars();
    outside += account.others.dollars();
    if (account.has_totals || outside == 0 || hides_partners(account)) return;
    Sum squares;
    double largest = 0;
    for (const auto& [name, value] : account.suppliers) {
        const double share = value.dollars() / outside;
        squares.add(share * share);
        if (share <= largest) continue;
        largest = share;
        result.largest_supplier = name;
    }
    result.cdi1 = squares.value();
}

Dependency dependency(const std::string& product, const ProductAccount& account, bool one_country) {
    Dependency result;
    result.product = product;
    if (!account.imports_known && !account.exports_known) return result;
    // A total does not say how much came from inside an area; a country's own imports come from outside.
    const bool inside_known = !account.has_totals && !hides_partners(account);
    if (account.imports_known && (inside_known || one_country)) {
        const double all = account.imports.dollars();
        result.imports = all - account.inside.dollars();
        result.cdi2 = ratio(*result.imports, all);
    }
    if (account.imports_known) add_suppliers(account, result);
    if (result.imports && account.exports_known && account.same_time)
        result.cdi3 = ratio(*result.imports, account.exports.dollars());
    if (result.cdi1 && result.cdi2 && result.cdi3)
        result.dependent = *result.cdi1 > Dependency::kConcentrated &&
                           *result.cdi2 > Dependency::kForeign &&
                           *result.cdi3 > Dependency::kNotReplaced;
    return result;
}

// Adds the trade of the home area in some products to their accounts, by product.
class Bookkeeper {
public:
    Bookkeeper(const Flows& flows, std::set<std::string> home, std::optional<Period> period)
        : flows_{flows},
          home_{std::move(home)},
          period_{period},
          reporters_{reporters_of(flows, home_)},
          unnamed_{unnamed_partners(flows)} {}

    // account_of(product) is a place for the rows of one of Flows::products; the code is that of all of them, if any.
    template <class AccountOf>
    void enter(const std::vector<bool>& products, const std::string& code,
               AccountOf account_of) const {
        Filter filter{products, {}, {}, {}};
        if (period_) filter.windows.push_back(*period_);
        if (!code.empty()) filter.codes = {code};
        for (const std::string& member : home_) {
            const auto imports = select(flows_, Side::imports, member, filter);
            const auto exports = select(flows_, Side::exports, member, filter);
            for (const auto row : imports.rows) enter_import(account_of(flows_.product[row]), row);
            for (const auto row : exports.rows) {
                ProductAccount& account = account_of(flows_.product[row]);
                account.met = true;
                account.exports.add(flows_.value[row]);
            }
            if (imports.all_hidden || imports.is_unknown()) account_of(0).imports_hidden = true;
            if (exports.all_hidden || exports.is_unknown()) account_of(0).exports_hidden = true;
        }
    }

    // What the tables cover of a side, a list for each member that reports it, and one for those of whom others tell.
    using Coverages = std::vector<std::vector<Period>>;
    [[nodiscard]] Coverages coverages(Side side) const {
        Coverages all;
        for (const std::string& member : home_) {
            if (!reporters_.contains(member)) continue;
            auto periods = covered(side, member, period_);
            // Of a side that no table of a member ever tells, the others' figures are those of the area.
            if (!periods.empty() || !covered(side, member, std::nullopt).empty())
                all.push_back(std::move(periods));
        }
        auto told = told_by_others(side);
        if (!told.empty()) all.push_back(std::move(told));
        return all;
    }
    /// Whether each member of which the tables ever speak is covered throughout the period.
    [[nodiscard]] bool covers_wholly(Side side) const {
        const auto covers = [&](const std::string& member) {
            return covered(side, member, period_) == std::vector{*period_};
        };
        return std::any_of(home_.begin(), home_.end(), covers) &&
               std::all_of(home_.begin(), home_.end(), [&](const std::string& member) {
                   return covers(member) || covered(side, member, std::nullopt).empty();
               });
    }

private:
    [[nodiscard]] static std::set<std::string> reporters_of(const Flows& flows,
                                                            const std::set<std::string>& home) {
        std::vector<bool> met(flows.countries.size());
        bool any_unnamed = false;
        for (std::size_t row = 0; row < flows.size(); ++row) {
            if (flows.direction[row] == Direction::both) continue;
            const auto reporter = flows.reporter[row];
            if (reporter == Flows::kNoReporter)
                any_unnamed = true;
            else
                met[reporter] = true;
        }
        if (any_unnamed) return home;
        std::set<std::string> names;
        for (std::size_t i = 0; i < met.size(); ++i)
            if (met[i]) names.insert(flows.countries[i]);
        return names;
    }
    // Of members without a table of their own.
    [[nodiscard]] std::vector<Period> told_by_others(Side side) const {
        std::vector<Period> windows;
        if (period_) windows.push_back(*period_);
        const auto inside = in_windows(flows_, windows);
        std::vector<bool> is_member;
        for (const std::string& name : flows_.countries)
            is_member.push_back(home_.contains(name) && !reporters_.contains(name));
        const auto& column = side == Side::imports ? flows_.partner : flows_.reporter;
        return merged(spoken_periods(flows_, [&](std::size_t row) {
            return flows_.direction[row] == Direction::both && inside[flows_.period[row]] &&
                   column[row] != Flows::kTotal && is_member[column[row]];
        }));
    }
    [[nodiscard]] std::vector<Period> covered(Side side, const std::string& member,
                                              const std::optional<Period>& period) const {
        Filter filter{std::vector<bool>(flows_.products.size()), {}, {}, {}};
        if (period) filter.windows.push_back(*period);
        return select(flows_, side, member, filter).periods;
    }
    void enter_import(ProductAccount& account, std::uint32_t row) const {
        account.met = true;
        account.imports.add(flows_.value[row]);
        const auto partner = other_side(flows_, Side::imports, row);
        if (partner == Flows::kTotal) {
            account.has_totals = true;
            return;
        }
        const auto& name = flows_.countries[partner];
        if (unnamed_[partner]) return account.others.add(flows_.value[row]);
        (home_.contains(name) ? account.inside : account.suppliers[name]).add(flows_.value[row]);
    }

    const Flows& flows_;
    std::set<std::string> home_;
    std::optional<Period> period_;
    std::set<std::string> reporters_;
    std::vector<bool> unnamed_;  // beside Flows::countries
};

// Whether all of an area is covered for the same time, which is some.
bool alike(const Bookkeeper::Coverages& of) {
    return !of.front().empty() && std::all_of(of.begin(), of.end(), [&](const auto& periods) {
        return periods == of.front();
    });
}

// The period asked for, else from the first to the last day that the tables cover.
std::optional<Period> span_of(const std::optional<Period>& asked,
                              std::initializer_list<const Bookkeeper::Coverages*> sides) {
    auto span = asked;
    for (const auto* side : sides)
        for (const auto& periods : *side)
            for (const Period& each : periods)
                if (!asked)
                    span = span ? Period{std::min(span->first, each.first),
                                         std::max(span->end, each.end)}
                                : each;
    return span;
}

// What some part of an area lacks.
std::vector<Period> missing(const Bookkeeper::Coverages& of, const std::optional<Period>& span) {
    std::vector<Period> gaps;
    for (const auto& periods : of)
        if (span)
            for (const Period& gap : gaps_in(*span, periods)) gaps.push_back(gap);
    return merged(std::move(gaps));
}

}  // namespace

Dependencies dependencies(const Flows& flows, const DependencyQuery& query) {
    std::set<std::string> home;
    for (const std::string& label : query.home) home.insert(country_code(label).value_or(label));
    const Bookkeeper books{flows, home, query.period};

    const auto asked = expanded(query.hs);
    const auto products = asked.empty() ? outermost(flows.products) : asked;
    std::vector<ProductAccount> accounts(products.size());
    if (asked.empty()) {
        books.enter(of_one_nomenclature(flows), "", [&](std::uint32_t product) -> ProductAccount& {
            const auto after =
                std::upper_bound(products.begin(), products.end(), flows.products[product]);
            return accounts[static_cast<std::size_t>(after - products.begin()) - 1];
        });
    } else {
        // One by one: a code that was asked for may be part of another.
        for (std::size_t i = 0; i < products.size(); ++i)
            books.enter(matching_products(flows, {products[i]}), products[i],
                        [&](std::uint32_t) -> ProductAccount& { return accounts[i]; });
    }

    Dependencies result{{home.begin(), home.end()}, query.period, {}, flows.sources, {}, {}};
    const auto imports = books.coverages(Side::imports);
    const auto exports = books.coverages(Side::exports);
    const auto known = [&](Side side, const Bookkeeper::Coverages& of) {
        return query.whole && query.period ? books.covers_wholly(side) : !of.empty() && alike(of);
    };
    const bool imports_known = known(Side::imports, imports);
    const bool exports_known = known(Side::exports, exports);
    const bool same_time = (query.whole && query.period) ||
                           (imports_known && exports_known && imports.front() == exports.front());
    result.missing_imports = missing(imports, span_of(query.period, {&imports, &exports}));
    result.missing_exports = missing(exports, span_of(query.period, {&imports, &exports}));
    for (std::size_t i = 0; i < products.size(); ++i) {
        // Goods of others only; what was asked for is answered all the same.
        if (asked.empty() && !accounts[i].met) continue;
        accounts[i].imports_known = imports_known && !accounts[i].imports_hidden;
        accounts[i].exports_known = exports_known && !accounts[i].exports_hidden;
        accounts[i].same_time = same_time;
        result.products.push_back(dependency(products[i], accounts[i], home.size() == 1));
    }
    std::stable_sort(result.products.begin(), result.products.end(),
                     [](const Dependency& a, const Dependency& b) {
                         return a.imports.value_or(-1) > b.imports.value_or(-1);
                     });
    return result;
}

OverTime<Dependencies> dependencies(const Flows& flows, const DependencyQuery& query, Every every) {
    const auto home = country_codes_of(query.home);
    const auto is_home = [&](std::uint32_t country) {
        return country != Flows::kTotal &&
               std::binary_search(home.begin(), home.end(), flows.countries[country]);
    };
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const auto reporter = flows.reporter[row];
        const bool told = flows.direction[row] == Direction::both && is_home(flows.partner[row]);
        if (reporter == Flows::kNoReporter || is_home(reporter) || told) rows.push_back(row);
    }
    const Flows own = subset(flows, rows);
    const auto spoken = spoken_periods(own, [](std::size_t) { return true; });
    const auto pieces = time_pieces(spoken, every, query.period);
    return over_time<Dependencies>(
        pieces, every, [&](const Period& piece) -> std::optional<Dependencies> {
            if (is_cut(piece, every, query.period)) return std::nullopt;
            DependencyQuery at = query;
            at.period = piece;
            at.whole = true;
            std::optional<Dependencies> point = dependencies(own, at);
            const auto says_something = [](const Dependency& row) {
                return row.imports || row.cdi1 || row.cdi3;
            };
            if (std::none_of(point->products.begin(), point->products.end(), says_something))
                point.reset();
            return point;
        });
}

}  // namespace jarip::trade
