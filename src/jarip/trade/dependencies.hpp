/// Strategic dependency of a home area, product by product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/trade/indicators.hpp"

namespace jarip::trade {

/// Whom a dependency is asked of: a home area (a country or several) and its codes.
struct DependencyQuery {
    std::vector<std::string> home = {"KR"};
    std::vector<std::string> hs;
    std::optional<Period> period;
    /// A side (imports, exports) that the tables of a member do not cover throughout the period is undefined.
    bool whole = false;
};

/// EU strategic dependency (SWD(2021) 352) of a home area in one product.
struct Dependency {
    static constexpr double kConcentrated = 0.4;  ///< thresholds of CDI1…3
    static constexpr double kForeign = 0.5;
    static constexpr double kNotReplaced = 1.0;

    std::string product;
    std::optional<double> imports;  ///< from outside the area, USD
    std::optional<double> cdi1;     ///< HHI of the suppliers outside
    std::optional<double> cdi2;     ///< imports from outside over all imports
    std::optional<double> cdi3;     ///< imports from outside over all exports
    std::string largest_supplier;   ///< outside the area; "" where unknown
    std::optional<bool> dependent;  ///< all three above their thresholds
};

struct Dependencies {
    std::vector<std::string> home;  ///< sorted
    std::optional<Period> period;
    std::vector<Dependency> products;  ///< largest imports first
    std::vector<Source> sources;
    /// Of the period asked for (else between the first and the last day): what the tables have no figures of, of the area or
    /// of a member. Where members differ in it the side is undefined, and CDI3 where the sides do.
    std::vector<Period> missing_imports, missing_exports;
};

/// errors  E0120 unknown basket
[[nodiscard]] Dependencies dependencies(const Flows& flows, const DependencyQuery& query);
[[nodiscard]] OverTime<Dependencies> dependencies(const Flows& flows, const DependencyQuery& query,
                                                  Every every);

}  // namespace jarip::trade
