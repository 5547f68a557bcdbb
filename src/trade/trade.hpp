/// What crosses the border?
///
/// Customs tables in, flows, indicators out. Values are exact decimals until a ratio is taken.
///
///     jarip::Diagnostics diagnostics;
///     const auto flows = jarip::trade::read({{"servers.csv",
///         "period,reporter,partner,product,flow,value\n2025,KR,US,847150,import,1000\n"}}, diagnostics);
///     diagnostics.throw_if_errors();
///     const auto result = jarip::trade::indicators(flows, {.reporter = "KR", .hs = {"847150"}});
///     // result.imports == 1000
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::trade {

enum class Direction : std::uint8_t { import, export_, re_import, re_export };

/// Flows of many tables, as arrays of equal length; names are indices into `labels`.
struct Flows {
    std::vector<std::string> countries;  ///< ISO alpha-2 where known, else the label as given
    std::vector<std::string> products;   ///< HS codes as text
    std::vector<std::uint32_t> reporter, partner, product;  ///< partner: kTotal for a row without partner
    std::vector<Direction> direction;
    std::vector<Period> period;
    std::vector<std::int64_t> value;  ///< in 1/10,000 of the currency's unit, exact
    std::vector<double> mass_kg;      ///< NaN-free: negative where not given
    std::vector<std::string> layouts; ///< beside files: what each was read as
    std::vector<std::string> files;
    static constexpr std::uint32_t kTotal = UINT32_MAX;
    [[nodiscard]] std::size_t size() const { return value.size(); }
};

struct Query {
    std::string reporter = "KR";
    std::vector<std::string> hs;  ///< codes, prefixes; empty: everything
    std::optional<Period> period;
    std::optional<double> krw_per_usd;
};

struct Partner {
    std::string country;
    double imports = 0;
    double exports = 0;
    std::optional<double> share;  ///< of imports
};

/// FORMULAS 1 for one reporter, set of codes and period.
struct Indicators {
    std::string reporter;
    std::vector<std::string> hs;
    std::optional<Period> period;
    double imports = 0;
    double exports = 0;
    std::optional<double> exports_over_imports;
    double balance = 0;
    std::optional<double> tsi;
    std::optional<double> growth_imports, growth_exports;
    std::optional<double> imports_a_year_earlier, exports_a_year_earlier;
    std::optional<double> hhi_suppliers, effective_suppliers, largest_share;
    std::optional<double> imports_krw;
    std::vector<Partner> partners;  ///< largest imports first
};

/// Reads tables, each in the layout its header shows.
[[nodiscard]] Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics);

[[nodiscard]] Indicators indicators(const Flows& flows, const Query& query);

}  // namespace jarip::trade
