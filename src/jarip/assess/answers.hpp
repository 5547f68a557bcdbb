/// The four questions of an assessment, each answered in sentences made of its figures.
#pragma once

#include <string>
#include <vector>

#include "jarip/assess.hpp"

namespace jarip::assess {

[[nodiscard]] std::vector<Sentence> how_dependent(const Network& network, const Assessment& result);
[[nodiscard]] std::vector<Sentence> how_many_products(const Network& network,
                                                      const Assessment& result);
[[nodiscard]] std::vector<Sentence> what_breaks(const Network& network, const Assessment& result);
[[nodiscard]] std::vector<Sentence> what_first(const Network& network, const Assessment& result);

/// The product that lacks fewest stages at home, of those assembled there if any is, with what it lacks.
struct Nearest {
    std::string product;
    std::vector<std::string> missing;  ///< ids of items
};
[[nodiscard]] Nearest nearest_product(const Network& network);

/// Several products, of different size: their numbers are not added up, what they are worth at list prices is.
[[nodiscard]] inline bool by_value(const Network& network) {
    for (const ItemId item : network.products)
        if (!(network.items[item].price > 0)) return false;
    return network.products.size() > 1;
}

[[nodiscard]] inline const std::string& home_code(const Network& network) {
    return network.countries[network.home].code;
}

}  // namespace jarip::assess
