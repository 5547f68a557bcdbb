/// For tests of checks: a sound rack, and what a check says of it once something in it is changed.
#pragma once

#include <gtest/gtest.h>

#include "jarip/rack.hpp"

namespace jarip::rack {

// A rack about which no check has anything to say, with a device of every kind of supply and cooling.
inline constexpr auto E = CheckSeverity::error;
inline constexpr auto W = CheckSeverity::warning;

inline constexpr const char* kSound = R"(format = "jarip-rack/1"
[rack]
id = "sound"
unit = "RU"
u_height = 22
width_in = 19
height_mm = 1100
footprint_mm = [600, 1200]
mounting_depth_mm = 1000
cable_bend_mm = 100
base_mm = 80
mass_empty_kg = 100
extra_mass = [{name = "busbar", kg = 20}]
max_load_kg = 500
max_rolling_kg = 500
busbar_a = 400
cooling_capability = "liquid-capable"
cable_slack_m = 0.2
[site]
power_kw = 40
air_kw = 15
air_dt_k = 12
airflow_m3_h = 4000
supply_air_c = 24
ashrae_air = "A2"
dew_point_c = 15
facility_class = "W27"
floor_kg_m2 = 1000
code = "iec100"
[[feed]]
id = "A"
volts_ll = 380
phases = 3
amps = 63
outlets = {c19 = 6}
[[feed]]
id = "B"
volts_ll = 380
phases = 3
amps = 63
outlets = {c19 = 6}
[[loop]]
id = "water"
fluid = "pg25"
supply_c = 30
dt_k = 10
capacity_kw = 20
max_lpm = 30
pumps = 2
pumps_needed = 1
pipe_mm = 32
head_kpa = 100
path_kpa = 50
[[device]]
id = "shelf-low"
type = "shelf"
u = 1
count = 1
feeds = ["A"]
[[device]]
id = "tray"
type = "tray"
part = "tray"
u = 2
count = 8
loop = "water"
[[device]]
id = "shelf-high"
type = "shelf"
u = 10
feeds = ["B"]
[[device]]
id = "server"
type = "server"
u = 11
count = 3
feeds = ["A", "B"]
phases = ["L1", "L2", "L3"]
[[device]]
id = "switch"
type = "switch"
u = 17
feeds = ["A", "B"]
[[device]]
id = "panel"
type = "panel"
u = 18
count = 5
[[cable]]
kind = "nvlink-copper"
from = "tray"
to = "switch"
port = "nvlink"
per_port = 2
count = 64
length_m = 1
[[cable]]
kind = "cat6"
from = "tray"
to = "switch"
port = "rj45"
count = 8
length_m = 2
[[cable]]
kind = "dac"
from = "server"
to = "switch"
port = "qsfp56"
count = 3
length_m = 2
[[part]]
item = "tray"
qty = 8
cost = 100
origin = "KR"
lead_weeks = 8
[[part]]
item = "frame"
qty = 1
cost = 10
origin = "KR"
lead_weeks = 4
)";

inline constexpr const char* kSoundTypes = R"([[type]]
slug = "shelf"
u_height = 1
depth_mm = 800
weight_kg = 20
power = "source"
shelf_out_w = 18000
efficiency = 0.97
psu_count = 6
psu_w = 3000
bus_v = 50
airflow = "front-to-rear"
[[type]]
slug = "tray"
u_height = 1
depth_mm = 800
weight_kg = 15
watts = 2000
power = "busbar"
liquid_fraction = 0.8
liquid_max_c = 45
return_max_c = 60
pressure_kpa = 30
airflow = "front-to-rear"
accelerators = 2
ports = {nvlink = 4, rj45 = 1}
required_ports = {rj45 = 1}
[[type]]
slug = "server"
u_height = 2
depth_mm = 900
weight_kg = 25
watts = 1500
maximum_w = 2000
allocated_w = 1500
power = "ac"
psu_count = 2
psu_w = 2000
psu_needed = 1
plug = "C20"
airflow = "front-to-rear"
airflow_m3_h = 300
ports = {qsfp56 = 1}
[[type]]
slug = "switch"
u_height = 1
depth_mm = 500
weight_kg = 10
watts = 600
power = "ac"
psu_count = 2
psu_w = 1000
psu_needed = 1
plug = "C20"
airflow = "front-to-rear"
ports = {nvlink = 32, rj45 = 48, qsfp56 = 4, qsfp28 = 4}
[[type]]
slug = "panel"
u_height = 1
depth_mm = 50
weight_kg = 1
is_powered = false
airflow = "passive"
)";

struct Change {
    std::string from, to;
};

inline std::string changed(std::string text, const std::vector<Change>& changes) {
    for (const auto& [from, to] : changes) {
        const auto at = text.find(from);
        if (at != std::string::npos) text.replace(at, from.size(), to);
    }
    return text;
}

// One text for both files, so that a change may be in either.
inline Report report_of(const std::vector<Change>& changes) {
    const std::string mark = "#### types\n";
    std::string both = std::string{kSound} + mark + kSoundTypes;
    for (const auto& [from, to] : changes)
        EXPECT_NE(both.find(from), std::string::npos) << "nothing to change: " << from;
    both = changed(both, changes);
    const auto cut = both.find(mark);
    return check(
        load({"rack.toml", both.substr(0, cut)}, {{"types.toml", both.substr(cut + mark.size())}}));
}

inline std::string listing(const Report& report) {
    std::string text;
    for (const auto& check : report.checks)
        text += check.code + ' ' + check.message(Language::en) + '\n';
    return text;
}

/// The first finding of a check of that severity; none where there is none.
inline const Check* found(const Report& report, std::string_view code, CheckSeverity severity) {
    for (const auto& check : report.checks)
        if (check.code == code && check.severity == severity) return &check;
    return nullptr;
}

}  // namespace jarip::rack
