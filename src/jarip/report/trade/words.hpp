/// What the reports on trade share. For .cpp files of this folder.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/country.hpp"

namespace jarip::report {

/// "Read: servers.csv (tidy, UTF-8, 3 rows)", or "list.csv: skipped, since …".
[[nodiscard]] std::string source_line(const trade::Source& source, Language language);
/// "Read: servers.csv (tidy, UTF-8, 3 rows)", a line a file; then those that were skipped.
[[nodiscard]] std::string sources_text(const std::vector<trade::Source>& sources,
                                       const Context& context);

/// The name of a figure: fields.KEY of the catalogue.
[[nodiscard]] std::string figure_name(std::string_view key, Language language);

/// "server", "HS 847150 and 847330", "all goods"
[[nodiscard]] std::string goods_label(const trade::Indicators& point, Language language);

/// Values of trade are in dollars.
inline constexpr const char* kDollars = "USD";

/// A code of a nomenclature; "all goods" where it is empty.
[[nodiscard]] std::string product_label(const std::string& product, Language language);

[[nodiscard]] std::string yes_or_no(bool yes, Language language);

/// A period in as few columns as it can be said: "2025-03", "2025 Q1", "2025-01…09", "2024-10…2025-09".
[[nodiscard]] std::string short_period(const Period& span);

/// The unit of a table's columns of money: dollars, thousands or millions, as its largest figure asks for.
struct Scale {
    double unit = 1;
    int decimals = 0;
    std::string_view word;  ///< key under report.trade.unit

    [[nodiscard]] static Scale of(std::span<const std::optional<double>> values);
    [[nodiscard]] std::string shown(std::optional<double> value) const;
    [[nodiscard]] std::string sentence(Language language) const;  ///< "Values in million USD."
};

/// Rows of a table on the page; the JSON and the sheets have all.
inline constexpr std::size_t kMostRows = 20;
/// "… and 7 more rows", a line; empty where all are shown.
[[nodiscard]] std::string more(std::size_t all, Language language);

/// Codes that the figures leave out, since the tables tell of them within coarser ones only; a line a side.
/// The partners asked for that have no row, a sentence of imports and one of exports.
[[nodiscard]] std::string no_partner_text(const trade::Indicators& result, const Context& context);
[[nodiscard]] std::string coarser_only_text(const trade::Indicators& result,
                                            const Context& context);

/// What the tables do not cover, a line a side, or one of both.
[[nodiscard]] std::string missing_text(const std::vector<Period>& imports,
                                       const std::vector<Period>& exports, const Context& context);
/// Why the figures of some points are undefined though the tables have rows: partners told within longer periods only, and
/// periods that overlap.
[[nodiscard]] std::string unknown_text(std::span<const trade::Indicators> points,
                                       const Context& context);

/// Periods as short as can be, in a sentence.
[[nodiscard]] std::string short_periods(const std::vector<Period>& periods, Language language);

/// The points of a series: a table over time for each reporter and goods, or one over these.
[[nodiscard]] std::string series_text(const TradeReport& report, const Context& context);

}  // namespace jarip::report
