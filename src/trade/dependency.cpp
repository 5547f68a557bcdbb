#include <algorithm>
#include <map>
#include <set>

#include "decimal.hpp"
#include "select.hpp"

namespace jarip::trade {
namespace {

struct Account {
    ExactSum imports, inside, exports;
    std::map<std::string, ExactSum> suppliers;  // outside the area
    bool has_totals = false;
    bool imports_known = false;
    bool exports_known = false;
};

// HHI of the suppliers outside, and the largest of them.
void add_suppliers(const Account& account, Dependency& result) {
    double outside = 0;
    for (const auto& [name, value] : account.suppliers) outside += value.dollars();
    if (account.has_totals || outside == 0) return;
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

Dependency dependency(const std::string& product, const Account& account, bool one_country) {
    Dependency result;
    result.product = product;
    // A total does not say how much came from inside an area; a country's own imports come from outside.
    if (account.imports_known && (!account.has_totals || one_country)) {
        const double all = account.imports.dollars();
        result.imports = all - account.inside.dollars();
        result.cdi2 = ratio(*result.imports, all);
    }
    add_suppliers(account, result);
    if (result.imports && account.exports_known)
        result.cdi3 = ratio(*result.imports, account.exports.dollars());
    if (result.cdi1 && result.cdi2 && result.cdi3)
        result.dependent = *result.cdi1 > Dependency::kConcentrated &&
                           *result.cdi2 > Dependency::kForeign &&
                           *result.cdi3 > Dependency::kNotReplaced;
    return result;
}

// The coarsest codes of the tables: each other code is a part of one of them.
std::vector<std::string> coarsest(const std::vector<std::string>& products) {
    std::vector<std::string> all = products;
    std::sort(all.begin(), all.end());
    std::vector<std::string> result;
    for (const std::string& code : all)
        if (result.empty() || !code.starts_with(result.back())) result.push_back(code);
    return result;
}

// Adds the trade of the home area in some products to their accounts, by product.
class Bookkeeper {
public:
    Bookkeeper(const Flows& flows, std::set<std::string> home, std::optional<Period> period)
        : flows_{flows}, home_{std::move(home)}, period_{period} {}

    // account_of(product) is a place for the rows of one of Flows::products.
    template <class AccountOf>
    void enter(const std::vector<bool>& products, AccountOf account_of) const {
        Filter filter{products, {}};
        if (period_) filter.windows.push_back(*period_);
        for (const std::string& member : home_) {
            for (const auto row : select(flows_, Side::imports, member, filter).rows)
                enter_import(account_of(flows_.product[row]), row);
            for (const auto row : select(flows_, Side::exports, member, filter).rows)
                account_of(flows_.product[row]).exports.add(flows_.value[row]);
        }
    }

    [[nodiscard]] bool covers(Side side) const {
        const Filter filter{std::vector<bool>(flows_.products.size()),
                            period_ ? std::vector{*period_} : std::vector<Period>{}};
        return std::any_of(home_.begin(), home_.end(), [&](const std::string& member) {
            return !select(flows_, side, member, filter).periods.empty();
        });
    }

private:
    void enter_import(Account& account, std::uint32_t row) const {
        account.imports.add(flows_.value[row]);
        const auto partner = other_side(flows_, Side::imports, row);
        if (partner == Flows::kTotal) {
            account.has_totals = true;
            return;
        }
        const auto& name = flows_.countries[partner];
        (home_.contains(name) ? account.inside : account.suppliers[name]).add(flows_.value[row]);
    }

    const Flows& flows_;
    std::set<std::string> home_;
    std::optional<Period> period_;
};

}  // namespace

Dependencies dependencies(const Flows& flows, const DependencyQuery& query) {
    std::set<std::string> home;
    for (const std::string& label : query.home) home.insert(country_code(label).value_or(label));
    const Bookkeeper books{flows, home, query.period};

    const auto asked = expanded(query.hs);
    const auto products = asked.empty() ? coarsest(flows.products) : asked;
    std::vector<Account> accounts(products.size());
    if (asked.empty()) {
        books.enter(
            std::vector<bool>(flows.products.size(), true), [&](std::uint32_t product) -> Account& {
                const auto after =
                    std::upper_bound(products.begin(), products.end(), flows.products[product]);
                return accounts[static_cast<std::size_t>(after - products.begin()) - 1];
            });
    } else {
        // One by one: a code that was asked for may be part of another.
        for (std::size_t i = 0; i < products.size(); ++i)
            books.enter(matching_products(flows, {products[i]}),
                        [&](std::uint32_t) -> Account& { return accounts[i]; });
    }

    const bool imports_known = books.covers(Side::imports);
    const bool exports_known = books.covers(Side::exports);
    Dependencies result{{home.begin(), home.end()}, query.period, {}, flows.sources};
    for (std::size_t i = 0; i < products.size(); ++i) {
        accounts[i].imports_known = imports_known;
        accounts[i].exports_known = exports_known;
        result.products.push_back(dependency(products[i], accounts[i], home.size() == 1));
    }
    std::stable_sort(result.products.begin(), result.products.end(),
                     [](const Dependency& a, const Dependency& b) {
                         return a.imports.value_or(-1) > b.imports.value_or(-1);
                     });
    return result;
}

}  // namespace jarip::trade
