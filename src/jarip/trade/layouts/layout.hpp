/// What layouts of customs tables there are, and how their fields are read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "jarip/trade.hpp"
#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/flows/flows_builder.hpp"
#include "jarip/trade/reading/rows.hpp"

namespace jarip::trade {

/// Where a column stands in a table, if it is there.
using ColumnIndex = std::optional<std::size_t>;

/// One way to write customs figures into columns.
struct Layout {
    std::string_view name;
    /// How imports are valued: "CIF", "FOB", or "" where the tables do not say. Exports are FOB.
    std::string_view imports_valued;
    /// By the header and the rows below it.
    std::function<bool(const Rows& rows)> detect;
    std::function<void(Rows& rows, FlowsBuilder& flows)> read;
    /// Why a table that nobody named is none of trade though its columns are of the layout; nullopt where it is one.
    /// For layouts that a few common words make.
    std::optional<Diagnostic> (*rejection_reason)(Rows& rows) = nullptr;
    /// Whether the publisher corrects a figure by a row below zero beside the one that it corrects.
    bool is_corrected_by_rows = false;
};

[[nodiscard]] Layout comtrade_layout();
[[nodiscard]] Layout comtrade_legacy_layout();
[[nodiscard]] Layout baci_layout();
[[nodiscard]] Layout baci_countries_layout();
[[nodiscard]] Layout baci_products_layout();
[[nodiscard]] Layout data_go_kr_layout();
[[nodiscard]] Layout data_go_kr_collector_layout();
[[nodiscard]] Layout unipass_layout();
[[nodiscard]] Layout k_stat_layout();
[[nodiscard]] Layout trass_layout();
[[nodiscard]] Layout census_layout();
[[nodiscard]] Layout comext_layout();
[[nodiscard]] Layout taiwan_portal_layout();
[[nodiscard]] Layout taiwan_portal_english_layout();
[[nodiscard]] Layout e_stat_layout();
[[nodiscard]] Layout china_customs_layout();
[[nodiscard]] Layout tdm_layout();
[[nodiscard]] Layout wits_layout();
[[nodiscard]] Layout wits_series_layout();
[[nodiscard]] Layout atlas_layout();
[[nodiscard]] Layout oec_layout();
[[nodiscard]] Layout open_trade_statistics_layout();
[[nodiscard]] Layout usa_trade_layout();
[[nodiscard]] Layout eurostat_layout();
[[nodiscard]] Layout comex_stat_layout();
[[nodiscard]] Layout comex_stat_years_layout();
[[nodiscard]] Layout trade_map_layout();
[[nodiscard]] Layout dataweb_layout();
[[nodiscard]] Layout unctad_layout();
[[nodiscard]] Layout hmrc_layout();
[[nodiscard]] Layout statistics_canada_layout();
[[nodiscard]] Layout india_layout();
[[nodiscard]] Layout hong_kong_layout();
[[nodiscard]] Layout sars_layout();
[[nodiscard]] Layout thailand_layout();
[[nodiscard]] Layout un_data_layout();
[[nodiscard]] Layout imf_dots_layout();
[[nodiscard]] Layout sdmx_layout();
[[nodiscard]] Layout tidy_layout();

/// Whether rows below zero correct others in tables of this layout.
[[nodiscard]] bool is_corrected_by_rows(std::string_view layout);

/// In the order in which they are asked; the most particular first.
[[nodiscard]] std::span<const Layout> layouts();

/// "Import", "M", "수입", "re-export", "both", … nullopt where the word is none of these.
[[nodiscard]] std::optional<Direction> direction_word(std::string_view word);

/// Rows that were found to be of this fault, if any: services answer faults as documents. errors  E0139
[[nodiscard]] bool report_service_fault(const Rows& rows);

/// Whether a text is what services write where they refuse: "Rate limit is exceeded", "Query complexity …".
[[nodiscard]] bool says_refusal(std::string_view text);

/// The code in a field, which a spreadsheet may have made a rounded number of (8.47E+05): that is reported,
/// and nullopt given.
[[nodiscard]] std::optional<std::string_view> read_code(Rows& rows, std::size_t column);

/// A period that a field names; reports where it is none, or one of which there can be no figures.
[[nodiscard]] std::optional<std::uint32_t> read_period(Rows& rows, std::size_t column,
                                                       FlowsBuilder& flows);
/// The same of a text that several fields make, one of which is the column.
[[nodiscard]] std::optional<std::uint32_t> read_period(Rows& rows, std::size_t column,
                                                       std::string_view text, FlowsBuilder& flows);

/// The exact value of a field in 1/10,000 dollar; amounts of other currencies are turned into dollars at the average
/// rate of the period. Reports what is wrong; nullopt where it is wrong or empty.
[[nodiscard]] std::optional<std::int64_t> read_money(Rows& rows, std::size_t column,
                                                     const Money& money, std::uint32_t period,
                                                     FlowsBuilder& flows);

/// The exact value of a field in 1/10,000 dollar, the field being in 10^power dollars; reports what is
/// wrong with it. nullopt where it is wrong or empty. Below zero only where rows correct others.
[[nodiscard]] std::optional<std::int64_t> read_value(Rows& rows, std::size_t column, int power);

/// The country in a field, a code of a list of customs; a country's name beside the code comes first, and a code that
/// is in no list needs one: else that is reported, and nullopt given.
[[nodiscard]] std::optional<std::uint32_t> read_country(Rows& rows, FlowsBuilder& flows,
                                                        CountryList list, std::size_t code,
                                                        std::optional<std::size_t> name = {});

/// A mass in kg, the field being in `kg_per_unit`; −1 where it is empty or not available, nullopt where it is
/// wrong. Where rows correct others, a mass below zero is as taken_off() has it.
[[nodiscard]] std::optional<double> read_mass(Rows& rows, std::size_t column, double kg_per_unit);

}  // namespace jarip::trade
