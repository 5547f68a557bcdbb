/// What a row or a hall gives its racks, and how many it takes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/rack/check.hpp"

namespace jarip::rack {

/// A design with what was found in it.
struct Checked {
    Design design;
    Report report;
};

/// What a row or a hall gives its racks; what is not given is not checked.
struct Hall {
    std::string id, name;
    Figure power_mw, air_mw, liquid_mw;
    Figure coolant_l_min, airflow_m3_h;
    Figure mass_t, floor_m2, floor_kg_m2;
    Figure
        rack_m2;  ///< floor that each rack takes, its share of the aisles included; else its footprint
    struct Row {
        std::string design;  ///< name of a file
        double count = 1;
    };
    std::vector<Row> racks;
};

/// A limit by its name.
struct HallKey {
    std::string_view key;
    Figure Hall::*figure;
    NumberRange range;
};
[[nodiscard]] std::span<const HallKey> hall_keys();

/// Reads a hall. errors  E0400…E0413, with line and column
[[nodiscard]] Hall load_hall(const SourceFile& file);

/// A design that stands in a hall so many times.
struct HallRacks {
    Checked rack;
    double count = 1;
};

struct HallTotals {
    Total racks, accelerators, it_mw, power_mw, air_mw, liquid_mw;
    Total airflow_m3_h, coolant_l_min, mass_t, cables, floor_m2;
    Total floor_kg_m2;  ///< the largest that a rack puts on its footprint
};

/// How many racks of a design the hall takes: alone, and beside those that stand there; empty where no limit says.
struct HallFit {
    std::string id;
    std::optional<double> alone, more;
    std::string alone_by, more_by;  ///< the limit that holds it back, a key of hall_keys()
};

struct HallReport {
    HallTotals totals;
    std::vector<Check> checks;  ///< H01…H08
    std::vector<HallFit> fits;  ///< of each design
    [[nodiscard]] bool has_errors() const;
};
[[nodiscard]] HallReport check_hall(const Hall& hall, const std::vector<HallRacks>& racks);

}  // namespace jarip::rack
