// Products of different size in one unit.
#include <algorithm>
#include <cstddef>

#include "jarip/plan.hpp"

namespace jarip::plan {

std::vector<double> list_prices(const Network& network) {
    std::vector<double> prices;
    for (const ItemId product : network.products) prices.push_back(network.items[product].price);
    if (std::ranges::any_of(prices, [](double price) { return price <= 0; }))
        prices.assign(prices.size(), 1);
    return prices;
}

bool by_value(const Network& network) {
    for (const ItemId item : network.products)
        if (!(network.items[item].price > 0)) return false;
    return network.products.size() > 1;
}

double worth(const Network& network, const std::vector<double>& by_product) {
    const std::vector<double> prices = list_prices(network);
    Sum total;
    for (std::size_t i = 0; i < by_product.size(); ++i) total.add(by_product[i] * prices[i]);
    return total.value();
}

CountedIn counted_in(const Network& network) {
    CountedIn result{.weights = std::vector<double>(network.products.size(), 1)};
    if (network.products.empty()) return result;
    const std::vector<double> prices = list_prices(network);
    std::vector<double> home(prices.size(), 0), world(prices.size(), 0);
    for (const auto& demand : network.demands) {
        const auto product = network.product_index(network.pools[demand.pool].item);
        if (!product) continue;
        const double value = demand.total * prices[*product];
        world[*product] += value;
        if (network.at_home(network.country_of(demand.pool))) home[*product] += value;
    }
    const auto& wanted = std::ranges::max(home) > 0 ? home : world;
    std::size_t most = 0;
    for (std::size_t i = 1; i < wanted.size(); ++i)
        if (wanted[i] > wanted[most]) most = i;
    result.product = network.products[most];
    if (by_value(network))
        for (std::size_t i = 0; i < prices.size(); ++i)
            result.weights[i] = prices[i] / prices[most];
    return result;
}

}  // namespace jarip::plan
