/// The settings of model.toml.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/network/rows.hpp"
#include "jarip/rack.hpp"

namespace jarip::network {

enum class Kind { recipes, flows };
enum class LeadTimes { split, up };

/// Whom a supplier that cannot serve all serves: all in proportion to their orders, or some first.
enum class Allocation { proportional, priority, home, largest };

/// [stress]: docs/formulas.md (Stress). What is not given has the default of the model's kind.
struct StressSettings {
    std::optional<double> psi, target_days, tau_inventory, alpha_max, tau_alpha;
    std::optional<double> ramp_per_day;  ///< recipes: of its capacity, what a node starts a day
    std::optional<double>
        time_to_recover;  ///< days; of nodes, and of sites that have none of their own
    std::optional<double> critical_share;  ///< flows: of its inputs; a smaller one stops nothing
    std::optional<bool> adaptive;
    std::optional<Allocation> allocation;
};

/// [trade]: which figures `assess` reads from the tables of customs/.
struct TradeSettings {
    std::string reporter;         ///< defaults to home
    std::vector<std::string> hs;  ///< codes, or one basket name
    std::optional<Period> period;
    std::optional<double> krw_per_usd;
};

/// A product's rack design.
struct RackDesign {
    ItemId item;
    rack::Design design;
};

}  // namespace jarip::network
