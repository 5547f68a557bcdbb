// A product held against rules of origin, in the countries that make it.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "jarip/origin.hpp"
#include "jarip/origin/composition.hpp"
#include "jarip/origin/supply.hpp"
#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

using network::PoolId;
using network::ProcessId;

constexpr std::size_t kChapter = 2, kHeading = 4, kSubheading = 6;  // digits of a code

CodeChange change_between(std::string_view a, std::string_view b) {
    const auto differ = [&](std::size_t digits) {
        return a.substr(0, digits) != b.substr(0, digits);
    };
    if (differ(kChapter)) return CodeChange::chapter;
    if (differ(kHeading)) return CodeChange::heading;
    return differ(kSubheading) ? CodeChange::subheading : CodeChange::none;
}

std::optional<CodeChange> least_change(const network::Item& material,
                                       const network::Item& product) {
    std::optional<CodeChange> least;
    for (const auto& from : material.hs)
        for (const auto& to : product.hs) {
            const auto change = change_between(from, to);
            if (!least || change < *least) least = change;
        }
    return least;
}

/// Which country a site's or pool's country is part of: home, where home is several. Of a company it is where it stands.
CountryId area_of(const Network& network, CountryId country) {
    country = network.state_of(country);
    return network.at_home(country) ? network.home : country;
}

/// Where the units of a pool are made.
class Makers {
public:
    Makers(const Network& network, const Supply& supply) : network_{network}, supply_{supply} {}

    /// Share of a pool's units that is made in the country.
    double share(PoolId pool, CountryId country) {
        const auto& of = areas(pool);
        const auto found = of.find(country);
        return found == of.end() ? 0 : found->second;
    }

private:
    using Shares = std::map<CountryId, double>;

    /// What comes round in a loop of ways is left out, and what is left scaled; stock has no country.
    const Shares& areas(PoolId pool) {
        if (const auto known = known_.find(pool); known != known_.end()) return known->second;
        Shares found;
        double told = 0;
        open_.insert(pool);
        for (const Source& source : supply_.of(pool)) {
            if (source.maker.valid()) {
                const auto site = network_.processes[source.maker].site;
                found[area_of(network_, network_.sites[site].country)] += source.share;
            } else if (source.from.valid()) {
                if (open_.contains(source.from)) continue;
                for (const auto& [country, part] : Shares{areas(source.from)})
                    found[country] += source.share * part;
            }
            told += source.share;
        }
        open_.erase(pool);
        if (told > 0)
            for (auto& [country, part] : found) part /= told;
        return known_.emplace(pool, std::move(found)).first->second;
    }

    const Network& network_;
    const Supply& supply_;
    std::map<PoolId, Shares> known_;
    std::set<PoolId> open_;
};

/// The processes that make a product in a country, each with its share of the good units made there.
using Made = std::vector<std::pair<ProcessId, double>>;

std::map<CountryId, Made> made_by_country(const Network& network, const plan::SteadyPlan& month,
                                          const Supply& supply, ItemId product) {
    std::map<CountryId, Made> made;
    const auto add = [&](const auto& rate) {
        for (const ProcessId id : network.processes.ids()) {
            const auto& row = network.processes[id];
            if (row.item != product || row.status != network::Status::operating) continue;
            if (rate(id) <= 0) continue;
            made[area_of(network, network.sites[row.site].country)].emplace_back(id, rate(id));
        }
    };
    add([&](ProcessId id) { return month.made(network, id); });
    if (made.empty()) add([&](ProcessId id) { return supply.capacity()[id] > 0 ? 1.0 : 0.0; });
    for (auto& [country, processes] : made) {
        double all = 0;
        for (const auto& [id, rate] : processes) all += rate;
        for (auto& [id, rate] : processes) rate /= all;
    }
    return made;
}

class Tests {
public:
    Tests(const Network& network, const Supply& supply, const Composition& composition)
        : network_{network}, supply_{supply}, composition_{composition}, makers_{network, supply} {}

    OriginTest of(ItemId product, CountryId country, const Made& made) {
        OriginTest test{.product = product, .country = country};
        const auto& item = network_.items[product];
        test.price = item.price;
        add_materials(test, made);
        for (const Material& material : test.materials) {
            if (material.intangible) {
                test.licences += material.value;
                continue;
            }
            test.originating += material.value * material.originating;
            test.non_originating += material.value * (1 - material.originating);
            if (material.originating >= 1) continue;
            if (!material.change)
                test.codes_missing = true;
            else if (!test.change || *material.change < *test.change)
                test.change = material.change;
        }
        // A material in the product's own code decides it, whatever is not known of others.
        if (test.codes_missing && test.change != CodeChange::none) test.change.reset();
        add_shares(test, made);
        return test;
    }

private:
    void add_materials(OriginTest& test, const Made& made) {
        std::map<ItemId, Material> materials;
        for (const auto& [process, share] : made) {
            const auto& row = network_.processes[process];
            test.conversion += share * row.conversion_cost / row.yield;
            for (const Filling& filling : supply_.of(process)) {
                const auto& input = network_.inputs[filling.input];
                const auto& part = network_.parts[input.part];
                auto& material = materials[part.item];
                const double quantity = share * filling.share * part.quantity / row.yield;
                material.quantity += quantity;
                material.originating += quantity * makers_.share(input.pool, test.country);
            }
        }
        for (auto& [item, material] : materials) {
            const auto& row = network_.items[item];
            if (!(material.quantity > 0)) continue;
            material.item = item;
            material.value = material.quantity * row.price;
            material.originating = std::min(1.0, material.originating / material.quantity);
            if (material.originating > 1 - kAllOriginates) material.originating = 1;
            material.intangible = row.intangible;
            if (!row.intangible) material.change = least_change(row, network_.items[test.product]);
            test.materials.push_back(material);
        }
        std::ranges::stable_sort(test.materials, std::ranges::greater{}, &Material::value);
    }

    void add_shares(OriginTest& test, const Made& made) const {
        if (test.price > 0) {
            test.build_down = (test.price - test.non_originating) / test.price;
            test.build_up = test.originating / test.price;
        }
        const double net = test.originating + test.non_originating + test.conversion;
        if (net > 0) test.net_cost = (net - test.non_originating) / net;
        std::vector<Source> mix;
        for (const auto& [process, share] : made) mix.push_back({process, {}, share, 0});
        const auto content = composition_.of(mix);
        if (!content || test.price <= 0) return;
        Sum added;
        for (const auto& each : content->made) {
            const auto site = network_.processes[each.process].site;
            if (area_of(network_, network_.sites[site].country) == test.country)
                added.add(each.value_added);
        }
        test.value_added = added.value() / test.price;
    }

    const Network& network_;
    const Supply& supply_;
    const Composition& composition_;
    Makers makers_;
};

}  // namespace

std::vector<OriginTest> rules_of_origin(const Network& network, const plan::SteadyPlan& month) {
    const Supply supply{network, month};
    std::vector<std::tuple<ItemId, CountryId, Made>> cases;
    std::vector<Source> roots;
    for (const ItemId product : network.products)
        for (const auto& [country, made] : made_by_country(network, month, supply, product)) {
            cases.emplace_back(product, country, made);
            for (const auto& [process, share] : made) roots.push_back({process, {}, share, 0});
        }
    const Composition composition{network, supply, roots};
    Tests tests{network, supply, composition};
    std::vector<OriginTest> results;
    for (const auto& [product, country, made] : cases)
        results.push_back(tests.of(product, country, made));
    return results;
}

}  // namespace jarip::origin
