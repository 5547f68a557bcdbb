/// What happened at the border this month: what changed and by whom, what is unusual, and where the year is going.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "jarip/trade/indicators.hpp"

namespace jarip::trade {

struct WatchQuery {
    std::string reporter = "KR";
    std::vector<std::string> hs;  ///< codes, their beginnings, or baskets; empty: all goods
    std::optional<Period> month;  ///< none: the last month that the tables cover
};

/// One side of one month.
struct MonthFigure {
    Period month;
    double value = 0;  ///< USD
    std::optional<double>
        adjusted;  ///< without the season; none: fewer than Watch::kSeasons months, or one of 0
    bool is_forecast = false;                            ///< value is the middle of the band
    std::optional<double> low80, high80, low95, high95;  ///< of a forecast
};

/// A partner or a product, and what its change is of the change of all.
struct Mover {
    std::string name;  ///< code of a country or of goods
    /// USD; of the month, the one before, a year earlier; none where it may be within other partners or a group.
    std::optional<double> value, before, year_earlier;
    std::optional<double> share;                                  ///< of the month
    std::optional<double> contribution_month, contribution_year;  ///< change over all trade then
};

/// A partner that was not there in the twelve months before, or one that was in each of them and is gone.
struct PartnerChange {
    std::string country;
    bool is_new = true;
    double value = 0;  ///< USD of the month, or, of one that is gone, of an average month before
    std::optional<double> share;  ///< of all trade of that time
};

/// A unit value far from what it was in the twelve months before.
struct UnitValueJump {
    std::string product, partner;
    double unit_value = 0, median = 0;  ///< USD per kg: of the month, median of the twelve before
    double change = 0;                  ///< of it
    double score = 0;                   ///< modified z-score of its logarithm
    double value = 0;                   ///< USD of the month
};

/// A threshold of dependence that the twelve months to this one are on another side of than those to the month before.
struct Crossing {
    std::string
        product;  ///< a code asked for, or, where one is asked for, one of the tables within it; "" of all goods
    std::string figure;  ///< "hhi_suppliers", "largest_share"
    double threshold = 0, before = 0, now = 0;
    std::string partner;  ///< the largest supplier
};

/// The year of the month, with what is still to come.
struct YearForecast {
    Period year;
    std::size_t observed_months = 0;
    double observed = 0;  ///< USD
    double expected = 0;  ///< observed and the mean of what is to come
    double low80 = 0, high80 = 0, low95 = 0, high95 = 0;
    double alpha = 0, beta = 0,
           gamma = 0;  ///< weights of the newest month in level, trend and season
};

/// Imports or exports.
struct WatchSide {
    Direction direction = Direction::import;            ///< or export_
    std::optional<double> value, before, year_earlier;  ///< USD
    std::optional<double> change_month, change_year;
    std::optional<double> adjusted_change;  ///< on the month before, without the season
    std::optional<double> year_to_date, change_year_to_date;
    std::optional<double> twelve_months, change_twelve_months;
    std::vector<MonthFigure> months;        ///< in time, then the forecast to the end of the year
    std::vector<Mover> partners, products;  ///< largest change on the month before first
    std::vector<PartnerChange> changes;     ///< largest first
    std::vector<UnitValueJump> jumps;       ///< largest trade first
    std::vector<Crossing> crossings;        ///< of imports
    std::optional<YearForecast> forecast;
    /// Of the twelve months before: those that the tables do not cover. Changes, jumps and crossings need all of them.
    std::vector<Period> uncovered;
    bool has_unnamed = false;  ///< partners are not named in one of the thirteen months
    bool has_no_rows = false;  ///< no row of the goods in this month: counted as zero
};

struct Watch {
    /// Months in a row that seasonal adjustment and forecast ask for.
    static constexpr std::size_t kSeasons = 36;
    /// Beyond this modified z-score (Iglewicz & Hoaglin 1993) and this change a unit value is said to jump.
    static constexpr double kJumpScore = 3.5, kJumpChange = 0.2;
    static constexpr std::size_t kFewestUnitValues = 6;
    /// A partner's share from which it is said to be new, or gone.
    static constexpr double kNoticed = 0.001;
    /// SWD(2021) 352: concentrated from an HHI of 0.4; one supplier of half or more.
    static constexpr double kConcentrated = 0.4, kHalf = 0.5;

    std::string reporter;
    std::vector<std::string> baskets, hs;
    Period month;
    std::array<WatchSide, 2> sides;  ///< imports, exports
    std::vector<Source> sources;
};

/// The dossier of a month. Only months that the tables cover throughout count.
/// Season: STL on logarithms (Cleveland et al. 1990). Forecast: Holt–Winters on logarithms, with the weights of least
/// squares and the variance of Yar & Chatfield (1990); the year is a sum of such months, taken as lognormal with its
/// exact mean and variance (Fenton 1960). Neither where a month is 0.
/// errors  E0120 unknown basket, E0123 nothing of the reporter, E0191 not that month, E0199 no month at all
[[nodiscard]] Watch watch(const Flows& flows, const WatchQuery& query);

}  // namespace jarip::trade
