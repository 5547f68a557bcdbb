/// Which countries and products of the flows the labels of a question name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// Beside Flows::countries: those that stand for partners that are not named: what a total has beyond its partners, and
/// groups of countries; not areas that are no country.
[[nodiscard]] std::vector<bool> unnamed_partners(const Flows& flows);
/// Beside Flows::countries: labels of no list, which may be any country.
[[nodiscard]] std::vector<bool> unknown_labels(const Flows& flows);
/// Whether such a partner may hold trade with a country.
[[nodiscard]] bool may_hold(const Flows& flows, std::uint32_t unnamed, const std::string& country);

/// Digits only, or those of another nomenclature (SITC4:75); anything else names a basket.
[[nodiscard]] bool is_code(std::string_view hs);

/// ISO alpha-2 where the label is a country, else the label; sorted, each once.
[[nodiscard]] std::vector<std::string> country_codes_of(const std::vector<std::string>& labels);

/// Beside Flows::countries: whether it is one of the codes; empty where there are no codes.
[[nodiscard]] std::vector<bool> matching_countries(const Flows& flows,
                                                   const std::vector<std::string>& codes);

/// Those of the codes that are within no other; the coarsest of the products of tables, of which each other is a part.
/// Sorted.
[[nodiscard]] std::vector<std::string> outermost(std::vector<std::string> codes);

/// Beside Flows::products: whether it is of the nomenclature in which all goods are counted: the Harmonized System where
/// the tables have it, since figures in another say the same again.
[[nodiscard]] std::vector<bool> of_one_nomenclature(const Flows& flows);
/// The same of the nomenclature of the first of some products.
[[nodiscard]] std::vector<bool> of_one_nomenclature(const Flows& flows,
                                                    const std::vector<bool>& products);

/// Beside Flows::products: whether one of the codes is it or a prefix of it; all of one nomenclature where there are no
/// codes.
[[nodiscard]] std::vector<bool> matching_products(const Flows& flows,
                                                  const std::vector<std::string>& codes);

}  // namespace jarip::trade
