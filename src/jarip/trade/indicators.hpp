/// Dependence of one reporter in a set of codes: indicators, their series, the figures behind them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade/flows.hpp"

namespace jarip::trade {

/// One line of a named basket: a code and why it belongs there.
struct BasketCode {
    std::string basket;
    std::string hs;
    std::string name, name_ko;
    std::string reason, reason_ko;
};

/// Baskets as CSV: basket, hs, name, name_ko, reason, reason_ko; the last four may be absent.
/// errors  those of CSV, E0129
[[nodiscard]] std::vector<BasketCode> parse_baskets(const SourceFile& file);

/// All baskets (text/baskets.csv), or the lines of one. errors  E0120 if there is none of that name
[[nodiscard]] const std::vector<BasketCode>& baskets();
[[nodiscard]] std::vector<BasketCode> basket(std::string_view name);

/// Codes, sorted, with each basket name replaced by its codes. errors  E0120 unknown basket
[[nodiscard]] std::vector<std::string> expanded(const std::vector<std::string>& hs);

struct Query {
    std::string reporter = "KR";
    std::vector<std::string> hs;   ///< codes, prefixes of codes, or baskets; empty: everything
    std::optional<Period> period;  ///< none: all of the tables
    std::optional<double> krw_per_usd;
    /// Only trade with these, as if there were no others; none: with all.
    std::vector<std::string> partners;
    /// Names among them that stand for others of them: groups, with their members.
    std::map<std::string, std::vector<std::string>> partner_groups;
    bool whole = false;  ///< a side that the tables do not cover throughout the period is undefined
    const Flows* production = nullptr;  ///< what read_production gave, for import penetration
};

struct Partner {
    std::string country;
    std::optional<double> imports,
        exports;                  ///< USD; undefined where the tables say nothing of the direction
    std::optional<double> share;  ///< of imports
    std::optional<double> share_exports;
    std::optional<double> balance, tsi;
    /// On the same months a year earlier, as in Indicators.
    std::optional<double> growth_imports, growth_exports;
    /// What the partner's change is of all trade a year earlier: over the partners they sum to the growth.
    std::optional<double> contribution_imports, contribution_exports;
    std::optional<double> unit_value_imports, unit_value_exports;  ///< USD per kg
};

/// The indicators of docs/formulas.md (Trade) for one reporter, set of codes and period, USD. A direction of which the tables say nothing
/// is undefined; what they leave out of a direction they cover is zero.
struct Indicators {
    std::string reporter;
    std::vector<std::string> baskets;  ///< those that were asked for
    std::vector<std::string> hs;       ///< codes, those of the baskets among them
    std::optional<Period> period;
    std::optional<Period>
        covered;  ///< from the first to the last day that the tables have figures of
    std::vector<Source> sources;
    /// Of the period asked for (else between the first and the last day): what the tables have no figures of.
    std::vector<Period> missing_imports, missing_exports;
    /// What the tables cover, but with no row of the goods asked for, which have rows at other times: counted as zero.
    std::vector<Period> no_rows_imports, no_rows_exports;
    /// Where finer codes stand for a coarser one that has rows at other times: they may be a part of it only.
    std::vector<Period> finer_only;
    /// Codes asked for that the tables tell within coarser ones only: not in the figures, which are undefined where all
    /// codes are such.
    std::vector<std::string> coarser_only_imports, coarser_only_exports;
    /// Partners asked for of which the tables have no row: counted as zero where all partners are named, and the figure is
    /// undefined where a total, a group or other partners may hold them.
    std::vector<std::string> no_partner_imports, no_partner_exports;
    /// Partners of which the tables tell this time within longer periods only (kWorld is a total), and periods that overlap
    /// in part, with no rows that tell the parts: where there are any, what adds up is undefined.
    std::vector<std::string> longer_only_imports, longer_only_exports;
    std::vector<Period> overlapping_imports, overlapping_exports;
    /// Codes asked for that are other goods in one revision of HS of the tables than in another: over both nothing is added
    /// up, or nothing compared with a year earlier.
    std::vector<std::string> several_revisions_imports, several_revisions_exports;
    /// Periods of rows that are of some of their months only, and do not say of which: growth is undefined.
    std::vector<Period> partial_imports, partial_exports;
    static constexpr std::string_view kWorld = "World";
    std::size_t rows = 0;  ///< rows that went into the figures

    std::optional<double> imports, exports;
    /// Of both sides: undefined unless the tables cover the same time of both.
    std::optional<double> exports_over_imports;
    std::optional<double> balance;
    std::optional<double> tsi;
    /// On the same months a year earlier; undefined unless the tables cover exactly those.
    std::optional<double> growth_imports, growth_exports;
    std::optional<double> imports_a_year_earlier, exports_a_year_earlier;
    /// Undefined where a total without partner had to be used, or more than 1 % came from partners that are not named.
    std::optional<double> hhi_suppliers, effective_suppliers, largest_share;
    std::optional<double> hhi_at_least;  ///< where it is undefined for the latter reason
    std::optional<double> hhi_10000;  ///< hhi_suppliers × 10,000, as competition authorities count
    /// USD per kg of the rows that give a mass.
    std::optional<double> unit_value_imports, unit_value_exports;
    std::optional<double> imports_krw;
    /// Revealed comparative advantage of the goods asked for, among the exporters of the tables (Balassa 1965),
    /// and (RCA − 1) / (RCA + 1); undefined unless the tables have several exporters and other goods too.
    std::optional<double> rca, rsca;
    /// Domestic production in USD and M / (P + M − X); undefined unless all three cover the same time.
    std::optional<double> production, import_penetration;
    std::vector<Partner>
        partners;  ///< largest imports first; those of a year earlier only come last
    std::vector<std::string> only;  ///< Query::partners, sorted
};

/// Computes the indicators (docs/formulas.md, Trade). Nothing is counted twice: a total gives way to partner rows, finer codes to
/// coarser ones that hold them, shorter periods to longer ones (docs/trade.md).
/// errors  E0120 unknown basket
[[nodiscard]] Indicators indicators(const Flows& flows, const Query& query);

/// What the tables say of one direction, product, partner and period of a country: the figures that add up to
/// its `indicators`, but for totals of which partners are told in part: here those parts stand for them.
struct BorderFigure {
    Direction direction = Direction::import;  ///< or export_
    std::string product;                      ///< as in the tables
    std::string partner;                      ///< "": a total without partner
    Period period;
    double value = 0;  ///< USD
};

/// Sorted by direction, product, partner and period, each once; the order of rows changes nothing.
/// errors  E0120 unknown basket
[[nodiscard]] std::vector<BorderFigure> border_figures(const Flows& flows, const Query& query);

/// How a series cuts time. Each month has the year to date (from January to it) and the rolling twelve months
/// (that end with it).
enum class Every : std::uint8_t { month, quarter, year, year_to_date, rolling12 };

/// A result in each piece of time that the tables cover throughout.
template <class Result>
struct OverTime {
    Every every = Every::year;
    std::vector<Result> points;      ///< in time; each says its period
    std::vector<Period> incomplete;  ///< covered only in part, and left out. Sorted
};

struct SeriesQuery {
    std::vector<std::string> reporters = {"KR"};
    std::vector<std::vector<std::string>> goods = {{}};  ///< each as Query::hs
    Query query;                 ///< what else is asked; its reporter and hs do not count
    std::optional<Every> every;  ///< none: one point for all of the period
};

/// The indicators over reporters, goods and time.
struct Series {
    std::optional<Every> every;
    std::vector<Indicators> points;  ///< reporter by reporter, goods by goods, then in time
    /// Where time is cut: what the tables cover only in part, and is left out. Sorted.
    std::vector<Period> incomplete;
};

/// A side (imports, exports) that the tables do not cover throughout is undefined at that point.
/// errors  E0120 unknown basket
[[nodiscard]] Series series(const Flows& flows, const SeriesQuery& query);

}  // namespace jarip::trade
