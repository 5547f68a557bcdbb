/// Do the figures agree? Unit values that stand out, and what both sides of a border say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "jarip/trade/indicators.hpp"

namespace jarip::trade {

/// What goods of one product, partner and period cost a kilogram.
struct UnitValue {
    Direction direction = Direction::import;  ///< or export_
    std::string product;                      ///< as in the tables
    std::string partner;                      ///< "": a total without partner
    Period period;
    double value = 0;  ///< USD, of the rows that give a mass
    double mass_kg = 0;
    double unit_value = 0;        ///< USD per kg
    std::optional<double> score;  ///< modified z-score of its logarithm among those of the product
    bool outlier = false;
};

/// All figures of a product and a direction.
struct UnitValueRange {
    Direction direction = Direction::import;
    std::string product;
    std::size_t figures = 0, outliers = 0;
    double lowest = 0, median = 0, highest = 0;
};

struct UnitValues {
    /// Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers: |0.6745 (x - median) / MAD| above 3.5, where
    /// MAD is the median of |x - median|. Undefined for fewer than five figures, or where half of them are equal.
    static constexpr double kOutlier = 3.5;
    static constexpr std::size_t kFewest = 5;

    std::string reporter;
    std::vector<std::string> hs;
    std::optional<Period> period;
    std::vector<UnitValue> rows;         ///< by direction, product, period, partner
    std::vector<UnitValueRange> ranges;  ///< by direction and product
    std::size_t without = 0;             ///< figures without value or mass
    std::optional<Every> every;          ///< how time is cut; none: periods are those of the tables
    std::vector<Period> incomplete;      ///< of a series: covered only in part, and left out
    std::vector<Source> sources;
};

/// Of the rows that `border_figures` counts; over time, one figure for each piece of it that the tables cover throughout.
/// errors  E0120 unknown basket
[[nodiscard]] UnitValues unit_values(const Flows& flows, const Query& query,
                                     std::optional<Every> every = {});

/// What two countries say of the same trade, in the time that the tables of both cover.
struct MirrorGap {
    Direction direction = Direction::import;  ///< of the reporter; or export_
    std::string partner;
    Period covered;
    /// USD, as the importing country reports them, usually with freight, and as the exporting one does; undefined where its
    /// tables tell the goods within coarser codes only.
    std::optional<double> imports, exports;
    std::optional<double> gap;  ///< imports / exports - 1
};

struct Mirror {
    std::string reporter;
    std::vector<std::string> hs;
    std::optional<Period> period;
    std::vector<MirrorGap> rows;  ///< largest difference first
    std::vector<Source> sources;
};

/// Partners of which the tables have no figures of their own are not in it; nor are rows that are one figure for
/// both sides (BACI). errors  E0120 unknown basket
[[nodiscard]] Mirror mirror(const Flows& flows, const Query& query);
/// Of each piece of time that both sides' tables cover throughout.
[[nodiscard]] OverTime<Mirror> mirror(const Flows& flows, const Query& query, Every every);

}  // namespace jarip::trade
