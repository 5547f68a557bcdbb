#include "jarip/plan/model/gain.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

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

double gained(const std::vector<double>& more, const std::vector<double>& less,
              const std::vector<double>& weights, double rounding) {
    Sum gain;
    for (std::size_t i = 0; i < more.size(); ++i)
        if (std::abs(more[i] - less[i]) > rounding * std::max(more[i], less[i]))
            gain.add((more[i] - less[i]) * (weights.empty() ? 1 : weights[i]));
    return gain.value();
}

}  // namespace jarip::plan
