/// What is found in a design: checks, totals over what is known, where each device hangs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/rack/design.hpp"

namespace jarip::rack {

enum class CheckSeverity { error, warning, info, unknown };

/// How a value keeps its limit.
enum class Sense { at_most, at_least, equal };

/// One finding of a check: docs/formulas.md (Rack), codes of the rack documentation.
struct Check {
    std::string code;
    CheckSeverity severity = CheckSeverity::info;
    std::string where;
    std::optional<double> value, limit;
    std::string unit;
    Sense sense = Sense::at_most;
    std::optional<Location> place;  ///< in the design; empty where it is about the whole of it
    Arguments arguments;            ///< of the sentences under rack.TEXT.message and rack.TEXT.help
    std::string text;               ///< the code, or one of its variants

    [[nodiscard]] std::string message(Language language) const;
    [[nodiscard]] std::string fix(Language language) const;
    /// How far the value is inside its limit, negative where it is outside; empty without both numbers.
    [[nodiscard]] std::optional<double> margin() const;
};

/// A total over what is known, how much that is, and what the truth lies between.
struct Total {
    std::optional<double> known = std::nullopt;  ///< sum of the given figures; empty: undefined
    double coverage = 1;                         ///< share of the devices whose figures are given
    std::optional<double> assumed =
        std::nullopt;  ///< share of `known` that rests on assumed figures
    std::optional<double> low = std::nullopt;
    std::optional<double> high = std::nullopt;  ///< empty where nobody bounds what is unknown
    [[nodiscard]] bool is_complete() const { return known && low == high; }
};

struct FeedLoad {
    std::string id;
    double load_va = 0, capacity_va = 0;
    std::optional<double> load_after_loss;  ///< with the worst other feed out
    std::vector<double> phases_va;          ///< L1, L2, L3 of a feed of three phases
};

struct Totals {
    Total it_kw, power_kw, loss_kw, liquid_kw, air_kw, heat_btu_h;
    Total mass_kg, load_kg, floor_kg_m2, floor_kn_m2, tributary_kg_m2, cog_mm, tilt_deg;
    Total height_u, free_u;
    Total coolant_l_min, return_c, airflow_m3_h, airflow_cfm, busbar_a;
    Total devices, cables, accelerators;
    std::vector<FeedLoad> feeds;
};

/// Shares of the devices whose figures are given.
struct Coverage {
    double power = 1, heat = 1, mass = 1, height = 1;
    [[nodiscard]] bool is_complete() const {
        return power == 1 && heat == 1 && mass == 1 && height == 1;
    }
};

struct Report {
    std::string id;
    std::vector<Check> checks;  ///< sorted by code, then as they stand in the design
    Totals totals;
    Coverage coverage;
    [[nodiscard]] bool has_errors() const;
};

/// Totals and findings. source  docs/formulas.md (Rack)
[[nodiscard]] Report check(const Design& design);

/// The rack with one element of its supply lost: a feed, or a distribution unit.
struct SupplyLoss {
    std::string lost;
    std::vector<FeedLoad>
        feeds;  ///< what each feed then carries; its phases and worst loss are left out
    std::vector<std::string> dark;  ///< devices that no feed reaches any more
};
/// Of every element, in the order of the design.
[[nodiscard]] std::vector<SupplyLoss> after_losses(const Design& design);

/// Where a device hangs and what it is like; figures of one device, empty where unknown. For drawings.
struct Placement {
    std::string id, type;
    std::string part, name;        ///< as parts lists have it; maker and model of the type
    std::optional<double> u;       ///< lowest unit, counted from 1 at the bottom; empty: takes none
    std::optional<double> number;  ///< the same unit as the rack numbers it
    double height = 0, count = 1;
    Face face = Face::front;
    bool is_full_depth = true, is_known = true;
    std::optional<double> power_w, air_w, liquid_w, mass_kg;
    std::vector<std::string> feeds;
};
[[nodiscard]] std::vector<Placement> placements(const Design& design);
/// Maker and model: "Delta 33 kW power shelf".
[[nodiscard]] std::string type_label(const DeviceType& type);
/// What a device is in a list of parts: what it or its type says, else its type.
[[nodiscard]] const std::string& part_of(const Device& device, const DeviceType& type);

/// The number that a rack gives the unit which is the `unit`-th from below.
[[nodiscard]] double unit_number(const Frame& frame, double unit);

}  // namespace jarip::rack
