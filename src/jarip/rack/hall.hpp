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

/// A quarter of a year, counted from the year 0: 4 · year + 0…3.
using Quarter = int;
/// "2026Q3" and back. Empty where it is none.
[[nodiscard]] std::optional<Quarter> parse_quarter(std::string_view text);
[[nodiscard]] std::string quarter_text(Quarter quarter);

/// What a row or a hall gives its racks; what is not given is not checked.
struct Hall {
    std::string id, name;
    Figure power_mw, air_mw, liquid_mw;
    Figure coolant_l_min, airflow_m3_h;
    Figure mass_t, floor_m2, floor_kg_m2;
    Figure
        rack_m2;  ///< floor that each rack takes, its share of the aisles included; else its footprint
    Figure cold_aisle_mm,
        hot_aisle_mm;     ///< half of each goes with a rack, where rack_m2 is not given
    Figure end_aisle_mm;  ///< at both ends of each row
    Figure pue;           ///< all power of the site over that of the racks
    Figure facility_mw, w_m2;
    Figure row_m, row_kw;  ///< length and power of one row
    struct Row {
        std::string design;  ///< name of a file
        double count = 1;
        std::string row;  ///< in which they stand; empty: nobody says
        std::optional<Quarter> from,
            until;                          ///< when they stand there, both included; empty: always
        double more = 0;                    ///< racks added in each quarter after `from`
        std::optional<Quarter> more_until;  ///< the last in which some are
    };
    std::vector<Row> racks;
    Diagnostics findings = {};  ///< warnings of its reading: E0402, a key that nothing reads
};

/// A limit by its name, or what sums are made with.
struct HallKey {
    std::string_view key;
    Figure Hall::*figure;
    NumberRange range;
};
[[nodiscard]] std::span<const HallKey> hall_keys();

/// Reads a hall. errors  E0400…E0413, E0461 a quarter before the one from which racks stand, with line and column
[[nodiscard]] Hall load_hall(const SourceFile& file);

/// A design that stands in a hall so many times.
struct HallRacks {
    Checked rack;
    double count = 1;  ///< at first
    std::string row = {};
    std::optional<Quarter> from = {}, until = {};
    double more = 0;
    std::optional<Quarter> more_until = {};

    [[nodiscard]] double count_in(Quarter quarter) const;
};

struct HallTotals {
    Total racks, accelerators, it_mw, power_mw, air_mw, liquid_mw;
    Total airflow_m3_h, coolant_l_min, mass_t, cables, floor_m2;
    Total facility_mw;  ///< power_mw times pue; undefined without it
    Total w_m2;  ///< power over the floor of the hall, or, where nobody says, that of the racks
    Total floor_kg_m2;  ///< the largest that a rack puts on its footprint
};

/// How many racks of a design the hall takes: alone, and beside those that stand there; empty where no limit says.
struct HallFit {
    std::string id;
    std::optional<double> alone, more;
    std::string alone_by, more_by;  ///< the limit that holds it back, a key of hall_keys()
};

/// Racks side by side.
struct HallRowReport {
    std::string id;
    double racks = 0;
    Total length_m, power_kw, floor_m2;
};

/// The hall in a quarter, of racks that come and go.
struct HallQuarter {
    Quarter quarter = 0;
    HallTotals totals;
    std::vector<std::string> broken;  ///< limits that are broken for sure, keys of hall_keys()
};

struct HallReport {
    HallTotals totals;  ///< of the last quarter in which racks come or go
    std::vector<Check>
        checks;  ///< H01…H12, each of the first quarter in which it is worst: broken, unknown, near
    std::vector<HallRowReport> rows;
    std::vector<HallQuarter> growth;  ///< empty where no rack says when it comes
    std::vector<HallFit> fits;        ///< of each design
    [[nodiscard]] bool has_errors() const;
};
[[nodiscard]] HallReport check_hall(const Hall& hall, const std::vector<HallRacks>& racks);
/// Several halls together; the largest load on a floor of all.
[[nodiscard]] HallTotals together(const std::vector<HallTotals>& halls);

}  // namespace jarip::rack
