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

class SentenceBuilder;
/// The figure "racks": so many products, as plan::counted_in counts; of several kinds what they are worth at list prices.
void say_counted(const Network& network, double products, SentenceBuilder& sentence);

/// The product that lacks fewest stages at home, of those assembled there if any is, with what it lacks.
struct Nearest {
    std::string product;
    std::vector<std::string> missing;  ///< ids of items
};
[[nodiscard]] Nearest nearest_product(const Network& network);

[[nodiscard]] inline const std::string& home_code(const Network& network) {
    return network.countries[network.home].code;
}

}  // namespace jarip::assess
