/// The settings of model.toml.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/network/rows.hpp"
#include "jarip/rack.hpp"

namespace jarip::network {

enum class Kind { recipes, flows };
enum class LeadTimes { split, up };

/// Whom a supplier that cannot serve all serves: all in proportion to their orders, or some first.
enum class Allocation { proportional, priority, home, largest };

inline constexpr std::array<std::string_view, 4> kAllocations{"proportional", "priority", "home",
                                                              "largest"};

/// What demand does that is not served: it is lost, or asked for again.
enum class Unmet { lost, backlog };
inline constexpr std::array<std::string_view, 2> kUnmet{"lost", "backlog"};

/// [stress.sectors.NAME], of an economy of money flows: holds for the sector instead of what [stress] says.
struct SectorSettings {
    std::string sector;
    // Of what the sector makes, in the stocks of its buyers.
    std::optional<double> psi, target_days, tau_inventory;
    std::optional<double> own_psi;               ///< of all that its nodes hold in stock
    std::optional<double> alpha_max, tau_alpha;  ///< overtime of its nodes
};

/// [stress]: docs/formulas.md (Stress). What is not given has the default of the model's kind.
struct StressSettings {
    std::optional<double> psi, target_days, tau_inventory, alpha_max, tau_alpha;
    std::optional<double> ramp_per_day;  ///< recipes: of its capacity, what a node starts a day
    std::optional<double>
        time_to_recover;  ///< days; of nodes, and of sites that have none of their own
    std::optional<double> critical_share;  ///< flows: of its inputs; a smaller one stops nothing
    std::optional<bool> adaptive;
    std::optional<Allocation> allocation;
    std::optional<Unmet> unmet;
    /// Recipes: days on which a slot's suppliers do not send all before it asks other makers; nullopt: it never does.
    std::optional<double> search_days;
    std::optional<double> search_share;  ///< recipes: of what is missing, what others are asked for
    std::optional<bool> reroute;         ///< recipes: goods of a closed way take another
    std::vector<SectorSettings> sectors;  ///< flows; by name
    /// nullptr: nothing is said of the sector.
    [[nodiscard]] const SectorSettings* of_sector(const std::string& name) const {
        const auto found = std::ranges::lower_bound(sectors, name, {}, &SectorSettings::sector);
        return found != sectors.end() && found->sector == name ? &*found : nullptr;
    }
};

/// One setting of [stress] as model.toml has it: a number, true or false, or one of a few words.
struct StressSetting {
    std::string_view key;
    double low = 0, high = 0;  ///< of a number
    std::optional<double> StressSettings::*number = nullptr;
    std::optional<bool> StressSettings::*flag = nullptr;
    std::span<const std::string_view> words = {};
    bool recipes = true, flows = true;  ///< the kinds of model that read it
};
/// All but those of sectors.
[[nodiscard]] std::span<const StressSetting> stress_settings();

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
