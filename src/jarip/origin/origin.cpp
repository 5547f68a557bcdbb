#include "jarip/origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "jarip/origin/capacity.hpp"
#include "jarip/origin/composition.hpp"
#include "jarip/origin/concentration.hpp"
#include "jarip/origin/contributions.hpp"
#include "jarip/origin/single_points.hpp"
#include "jarip/origin/supply.hpp"

namespace jarip::origin {

namespace {

using network::Demand;
using network::PoolId;

bool at_home(const Network& network, const Demand& demand) {
    return network.at_home(network.country_of(demand.pool));
}

/// Where a product's units go, at some rate each; the first rule of origin::shares that has any.
std::vector<Source> delivered_mix(const Network& network, const plan::SteadyPlan& month,
                                  const Supply& supply, ItemId product) {
    const auto mix = [&](const Indexed<network::DemandId, double>& rate, bool only_home) {
        std::vector<Source> found;
        Sum total;
        for (const auto demand : network.demands.ids()) {
            const auto& row = network.demands[demand];
            if (network.pools[row.pool].item != product) continue;
            if (only_home && !at_home(network, row)) continue;
            if (rate[demand] <= 0) continue;
            total.add(rate[demand]);
            found.push_back({{}, row.pool, rate[demand], 0});
        }
        for (auto& source : found) source.share /= total.value();
        return found;
    };
    for (const auto* rate : {&month.delivered, &month.wanted})
        for (const bool only_home : {true, false})
            if (auto found = mix(*rate, only_home); !found.empty()) return found;
    return supply.of(product);
}

/// Σ over home's demands of a product of its list price × rate: what customers pay beyond it nobody in the model adds.
double value_at_home(const Network& network, const Indexed<network::DemandId, double>& rate,
                     ItemId product) {
    Sum value;
    for (const auto demand : network.demands.ids()) {
        const auto& row = network.demands[demand];
        if (network.pools[row.pool].item == product && at_home(network, row))
            value.add(network.items[product].price * rate[demand]);
    }
    return value.value();
}

/// One run of `shares`.
class Run {
public:
    Run(const Network& network, const plan::SteadyPlan& month, bool details)
        : network_{network}, month_{month}, details_{details}, supply_{network, month} {
        std::vector<Source> roots;
        const auto add = [&](const std::vector<Source>& mix) {
            roots.insert(roots.end(), mix.begin(), mix.end());
        };
        for (const ItemId product : network.products) {
            mixes_.push_back(delivered_mix(network, month, supply_, product));
            add(mixes_.back());
        }
        needs_ = home_needs();
        add(needs_);
        composition_.emplace(network, supply_, roots);
    }

    [[nodiscard]] Origin result() {
        Origin origin;
        for (std::size_t i = 0; i < network_.products.size(); ++i)
            origin.products.push_back(product(i, origin.findings));
        combine(origin);
        if (details_) {
            origin.concentration = item_concentration(network_, supply_, month_);
            origin.stage_concentration = stage_concentration(network_, month_);
            add_self_sufficiency(origin.concentration);
        }
        for (const auto& loss : composition_->losses()) {
            const auto& row = network_.processes[loss.process];
            origin.findings.error("E0350", {.file = "processes.csv", .line = row.provenance.line},
                                  {{"process", row.id},
                                   {"item", network_.items[row.item].id},
                                   {"value", fmt::format("{:.6g}", loss.value_added)},
                                   {"currency", network_.currency}});
        }
        return origin;
    }

private:
    /// What home wants a month, of any item, in units.
    [[nodiscard]] std::vector<Source> home_needs() const {
        std::vector<Source> needs;
        for (const auto& demand : network_.demands)
            if (at_home(network_, demand) && demand.total > 0 && network_.months > 0)
                needs.push_back({{}, demand.pool, demand.total / network_.months, 0});
        return needs;
    }

    [[nodiscard]] ProductOrigin product(std::size_t index, Diagnostics& findings) const {
        ProductOrigin product;
        product.item = network_.products[index];
        product.weight = value_at_home(network_, month_.delivered, product.item);
        if (details_)
            product.missing_stages = missing_stages(network_, product.item, network_.home);
        const auto& item = network_.items[product.item];
        const Location where{.file = "items.csv", .line = item.provenance.line};
        if (item.price <= 0) {
            findings.warning("E0351", where, {{"item", item.id}});
            return product;
        }
        const auto content = mixes_[index].empty() ? std::nullopt : composition_->of(mixes_[index]);
        if (content) product.contributions = contributions_of(network_, *content, item.price);
        if (product.contributions.empty()) {
            findings.warning("E0352", where, {{"item", item.id}});
            return product;
        }
        product.freight_and_tariff = content->freight / item.price;
        product.domestic_content = domestic_share(network_, product.contributions, View::location);
        product.domestic_content_owned =
            domestic_share(network_, product.contributions, View::ownership);
        return product;
    }

    /// Weights of products: value delivered at home, else wanted at home, else alike.
    [[nodiscard]] std::vector<double> weights(const Origin& origin) const {
        std::vector<double> delivered, wanted, alike;
        for (const auto& product : origin.products) {
            const double known = product.contributions.empty() ? 0 : 1;
            delivered.push_back(known * product.weight);
            wanted.push_back(known * value_at_home(network_, month_.wanted, product.item));
            alike.push_back(known);
        }
        if (sum(delivered) > 0) return delivered;
        return sum(wanted) > 0 ? wanted : alike;
    }

    void combine(Origin& origin) const {
        const auto weight = weights(origin);
        const double total = sum(weight);
        Contributions all;
        Sum sourced;
        std::map<ItemId, bool> listed;
        for (std::size_t i = 0; i < origin.products.size(); ++i) {
            for (Contribution part : origin.products[i].contributions) {
                if (weight[i] <= 0) break;
                part.share *= weight[i] / total;
                part.sourced *= weight[i] / total;
                sourced.add(part.sourced);
                all.add(part);
            }
            for (const auto& stage : origin.products[i].missing_stages)
                if (listed.emplace(stage.item, true).second) origin.missing_stages.push_back(stage);
        }
        if (total <= 0) return;
        origin.contributions = all.sorted(all.total());
        origin.sourced_share = sourced.value();
        origin.domestic_content = domestic_share(network_, origin.contributions, View::location);
        origin.domestic_content_owned =
            domestic_share(network_, origin.contributions, View::ownership);
    }

    void add_self_sufficiency(std::vector<ItemConcentration>& rows) const {
        const auto content = composition_->of(needs_);
        if (!content) return;
        Indexed<ItemId, double> need{network_.items.size()};
        for (const auto& made : content->made)
            need[network_.processes[made.process].item] += made.units;
        for (const auto& stocked : content->stocked) need[stocked.item] += stocked.units;
        const auto capacity = item_capacity(network_, network_.home);
        for (auto& row : rows)
            if (need[row.item] > 0)
                row.self_sufficiency = std::min(1.0, capacity[row.item] / need[row.item]);
    }

    const Network& network_;
    const plan::SteadyPlan& month_;
    bool details_;
    Supply supply_;
    std::vector<std::vector<Source>> mixes_;  // beside network.products
    std::vector<Source> needs_;
    std::optional<Composition> composition_;
};

}  // namespace

Origin shares(const Network& network, const plan::SteadyPlan& month, const Options& options) {
    Origin origin = Run{network, month, options.details}.result();
    const auto closed = plan::closed_border(network, network.home);
    origin.closed_border_per_month = closed.total;
    origin.counted_in = plan::counted_in(network).product;
    for (std::size_t i = 0; i < origin.products.size(); ++i)
        origin.products[i].closed_border_per_month = closed.alone[i];
    if (options.single_points) origin.single_points = single_points(network, month, options);
    return origin;
}

}  // namespace jarip::origin
