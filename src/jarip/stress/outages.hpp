/// What hangs on one part of a chain of recipes, at home and abroad. Part of the face of stress.
#pragma once

#include <optional>
#include <vector>

#include "jarip/stress/ids.hpp"

namespace jarip::stress {

/// What may stop as one.
enum class PartKind { site, company, country, item };

/// A part stops on the first day and is back after its time to recover. Survival and losses are those of home's
/// deliveries; where nothing is delivered at home, of all countries' (Outages::of_home).
struct Outage {
    PartRef target;
    double time_to_recover = 0;         ///< days; the longest of its sites
    bool recovery_assumed = false;      ///< a site of it has none in sites.csv: that of [stress]
    double spend = 0;                   ///< what it makes over the horizon, at list prices
    std::optional<double> spend_share;  ///< of the value of all that is delivered, anywhere
    /// Whole days before the first delivery falls short, were it never to come back, where everybody goes on ordering
    /// as before; nullopt: none does within the days of a run.
    std::optional<int> survives;
    /// The longest for which all could be delivered were everything planned anew, at least `survives`; nullopt: for ever.
    std::optional<double> survives_planned;
    double lost_value = 0;          ///< until recovery, where everybody goes on ordering as before
    double lost_planned_value = 0;  ///< the least that is lost in its time to recover
    std::optional<double> lost_share, lost_planned_share;  ///< of the deliveries of the days
    double unmade_value = 0;      ///< what home does not make until recovery, at list prices
    double world_lost_value = 0;  ///< what all countries together do not receive
    bool hidden_risk = false;     ///< little is spent on it, much hangs on it
};

struct Outages {
    PartKind of = PartKind::site;
    bool of_home = true;
    std::vector<Outage> list;  ///< in the order of ids, those that the baseline uses
    bool interrupted = false;  ///< asked to stop: the list is not complete
};

/// What a country has of home.
struct CountryLeverage {
    CountryId country;
    double lost_value = 0;             ///< what it does not receive, at the demands' prices
    std::optional<double> lost_share;  ///< of what it receives in the days; nullopt: nothing
    double unmade_value = 0;           ///< what its sites make less, all together, at list prices
};

/// What a company abroad has of home.
struct CompanyLeverage {
    CompanyId company;
    double unmade_value = 0;
    std::optional<double> unmade_share;  ///< of what it makes abroad in the days
};

/// What others lose until recovery where home, or one of its companies, stops, if everybody goes on ordering as before.
struct Leverage {
    PartRef target;  ///< home: all that stands there; else a company
    double time_to_recover = 0;
    bool recovery_assumed = false;
    double lost_value = 0;                   ///< of all countries abroad
    double unmade_value = 0;                 ///< of all companies abroad that make less
    std::vector<CountryLeverage> countries;  ///< that lose, the largest loss of deliveries first
    std::vector<CompanyLeverage> companies;  ///< others that lose, the largest loss first

    [[nodiscard]] bool all_of_home() const { return target.country.valid(); }
};

/// Where sites.csv and [stress] say nothing, days. Assumed: a quarter, as the scenarios of the default model.
inline constexpr double kTimeToRecover = 90;
/// Assumed: of what is delivered, spend below the first is small and a loss from the second on large.
inline constexpr double kSmallSpend = 0.01;
inline constexpr double kLargeLoss = 0.1;

}  // namespace jarip::stress
