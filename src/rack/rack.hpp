/// Does this rack stand, run and stay cool, and what is it made of?
///
///     jarip::Diagnostics diagnostics;
///     const auto design = jarip::rack::load(jarip::read_file("rack.toml"), {}, diagnostics);
///     diagnostics.throw_if_errors();
///     const auto report = jarip::rack::check(design);
///     // report.totals.power_kw, report.checks
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::rack {

/// A figure of a design with where it is from; `given` is false where nobody says.
struct Figure {
    double value = 0;
    bool given = false;
    bool assumed = false;
    std::string source;
};

/// One line of the tree of parts.
struct PartLine {
    std::string item;
    std::string parent;  ///< empty: the rack itself
    double quantity = 0; ///< a unit of the parent
    double scrap = 0;    ///< share lost, in [0, 1)
    Location where;
};

/// A rack as its design file describes it.
struct Design {
    std::string id;
    std::vector<PartLine> parts;
};

/// What one rack takes of an item: the totals of the first parts on each branch that the model knows.
struct RecipeLine {
    std::string item;
    double quantity = 0;
    Location where;
};

enum class CheckSeverity { error, warning, info, unknown };

/// One finding of a check: FORMULAS 6, codes of the rack documentation.
struct Check {
    std::string code;
    CheckSeverity severity = CheckSeverity::info;
    std::string where;
    std::optional<double> value, limit;
    std::string unit;
    Arguments arguments;  ///< of the sentences under rack.CODE.message and rack.CODE.fix
};

/// A total that rests on what is known: a sum of the known, and which share of the devices is known.
struct Total {
    double known = 0;
    double coverage = 1;
    std::optional<double> low, high;
};

struct Totals {
    double it_kw = 0, power_kw = 0, liquid_kw = 0, air_kw = 0, mass_kg = 0;
    std::optional<double> floor_kg_m2, cog_mm, tilt_deg, coolant_l_min, airflow_m3_h;
    double height_u = 0;
    double cables = 0;
    double accelerators = 0;
};

struct Report {
    std::vector<Check> checks;
    Totals totals;
    double power_coverage = 1;  ///< share of devices with a known draw
    double mass_coverage = 1;
    [[nodiscard]] bool has_errors() const;
};

/// Reads a design with the device types it names: from `types` (types.toml files), else from those built in.
/// errors  into `diagnostics`, with line and column
[[nodiscard]] Design load(const SourceFile& file, const std::vector<SourceFile>& types, Diagnostics& diagnostics);

/// The bill of materials as a recipe: each branch of the parts' tree down to the first part in `items`.
/// FORMULAS 6, "parts"
[[nodiscard]] std::vector<RecipeLine> recipe(const Design& design, const std::vector<std::string>& items,
                                             Diagnostics& diagnostics);

/// FORMULAS 6
[[nodiscard]] Report check(const Design& design);

}  // namespace jarip::rack
