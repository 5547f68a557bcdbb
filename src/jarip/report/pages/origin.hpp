/// What reports say of the origin of value. For .cpp files of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// Columns that a name in the first column of a table keeps, before another block begins.
inline constexpr std::size_t kOriginNameKeeps = 16;

/// The summary of an origin.
[[nodiscard]] const Fields<origin::Origin>& origin_fields();
/// A product held against rules of origin.
[[nodiscard]] const Fields<origin::OriginTest>& origin_test_fields();
/// Value added in trade, by country, and how far each item is from users.
[[nodiscard]] const Fields<origin::ValueChain>& value_chain_fields();
/// What the report adds up: the value of its product or of home's mix, with or without design.
[[nodiscard]] std::vector<origin::Contribution> contributions_of(const OriginReport& report,
                                                                 const network::Network& network);
/// The rules line by line, and value added in trade; empty where not asked for.
[[nodiscard]] std::string rules_text(const OriginReport& report, const Context& context);
[[nodiscard]] std::string value_chain_text(const OriginReport& report, const Context& context);
/// "country", "company", …
[[nodiscard]] std::string_view by_word(origin::By by);

}  // namespace jarip::report
