#include "jarip/rack/format/device_types.hpp"

#include <array>

#include "jarip/rack/checks/limits.hpp"

namespace jarip::rack {
namespace {

using T = DeviceType;

constexpr std::array kFigures{
    FigureKey{"u_height", &T::u_height, kUnits},
    FigureKey{"width_in", &T::width_in, kMillimetres},
    FigureKey{"width_share", &T::width_share, {0.01, 1}},
    FigureKey{"depth_mm", &T::depth_mm, kMillimetres},
    FigureKey{"weight_kg", &T::mass_kg, kKilograms},
    FigureKey{"watts", &T::watts, kWatts},
    FigureKey{"watts_typ", &T::watts_typ, kWatts},
    FigureKey{"watts_max", &T::watts_max, kWatts},
    FigureKey{"allocated_w", &T::allocated_w, kWatts},
    FigureKey{"maximum_w", &T::maximum_w, kWatts},
    FigureKey{"power_factor", &T::power_factor, {0.1, 1}},
    FigureKey{"psu_count", &T::psu_count, kCounts},
    FigureKey{"psu_w", &T::psu_w, kWatts},
    FigureKey{"psu_needed", &T::psu_needed, kCounts},
    FigureKey{"shelf_out_w", &T::shelf_out_w, kWatts},
    FigureKey{"efficiency", &T::efficiency, {0.1, 1}},
    FigureKey{"bus_v", &T::bus_v, kVolts},
    FigureKey{"input_a", &T::input_a, kAmperes},
    FigureKey{"branches", &T::branches, kCounts},
    FigureKey{"branch_a", &T::branch_a, kAmperes},
    FigureKey{"slide_mm", &T::slide_mm, kMillimetres},
    FigureKey{"liquid_fraction", &T::liquid_fraction, kShare},
    FigureKey{"liquid_max_c", &T::liquid_max_c, kCelsius},
    FigureKey{"return_max_c", &T::return_max_c, kCelsius},
    FigureKey{"pressure_kpa", &T::pressure_kpa, kFlows},
    FigureKey{"intake_max_lpm", &T::intake_max_lpm, kFlows},
    FigureKey{"cooling_kw", &T::cooling_kw, kKilowatts},
    FigureKey{"airflow_m3_h", &T::airflow_m3_h, kFlows},
    FigureKey{"accelerators", &T::accelerators, kCounts},
    FigureKey{"accelerator_w", &T::accelerator_w, kWatts},
    FigureKey{"price", &T::price, kMoney},
};

constexpr std::array kFrameFigures{
    FrameKey{"u_height", &Frame::u_height, kUnits},
    FrameKey{"width_in", &Frame::width_in, kMillimetres},
    FrameKey{"height_mm", &Frame::height_mm, kMillimetres},
    FrameKey{"width_mm", &Frame::width_mm, kSides},
    FrameKey{"depth_mm", &Frame::depth_mm, kSides},
    FrameKey{"mounting_depth_mm", &Frame::mounting_depth_mm, kMillimetres},
    FrameKey{"cable_bend_mm", &Frame::cable_bend_mm, kMillimetres},
    FrameKey{"base_mm", &Frame::base_mm, kMillimetres},
    FrameKey{"mass_empty_kg", &Frame::mass_empty_kg, kKilograms},
    FrameKey{"max_load_kg", &Frame::max_load_kg, kKilograms},
    FrameKey{"max_rolling_kg", &Frame::max_rolling_kg, kKilograms},
    FrameKey{"tributary_m2", &Frame::tributary_m2, {1e-3, 1e4}},
    FrameKey{"busbar_a", &Frame::busbar_a, kAmperes},
    FrameKey{"casters", &Frame::casters, {1, 100}},
    FrameKey{"caster_kg", &Frame::caster_kg, kKilograms},
    FrameKey{"stabilizer_mm", &Frame::stabilizer_mm, kMillimetres},
    FrameKey{"max_seismic_kg", &Frame::max_seismic_kg, kKilograms},
    FrameKey{"anchors", &Frame::anchors, {0, 100}},
    FrameKey{"anchor_kn", &Frame::anchor_kn, kAmperes},
    FrameKey{"cable_slack_m", &Frame::cable_slack_m, kMetres},
    FrameKey{"cooling_capacity", &Frame::cooling_capacity_kw, kKilowatts},
    FrameKey{"price", &Frame::price, kMoney},
    FrameKey{"starting_unit", &Frame::starting_unit, kPositions},
};

}  // namespace

std::span<const FigureKey> figure_keys() { return kFigures; }
std::span<const FrameKey> frame_keys() { return kFrameFigures; }

std::string_view supply_word(Supply supply) {
    switch (supply) {
        case Supply::ac: return "ac";
        case Supply::dc: return "dc";
        case Supply::busbar: return "busbar";
        case Supply::source: return "source";
        case Supply::passive: return "passive";
    }
    return "ac";
}

bool is_dc_plug(std::string_view plug) { return plug.starts_with("dc-"); }

double kilograms_per(std::string_view weight_unit) {
    if (weight_unit == "g") return 0.001;
    if (weight_unit == "lb") return 0.45359237;
    if (weight_unit == "oz") return 0.028349523125;
    return 1;
}

const std::vector<std::string>& cooling_capabilities() {
    static const std::vector<std::string> words{"air-only", "liquid-capable", "liquid-required",
                                                "hybrid", "liquid-only"};
    return words;
}

double litres_per_minute(std::string_view flow_unit) {
    if (flow_unit == "m3ph") return 1000.0 / 60;
    if (flow_unit == "gpm") return 3.785411784;
    return 1;
}

const std::vector<std::string>& coolant_connectors() {
    static const std::vector<std::string> kinds{"uqd", "uqdb", "qdc",        "camlock",
                                                "npt", "bsp",  "proprietary"};
    return kinds;
}

const std::vector<std::string>& transfer_switches() {
    static const std::vector<std::string> kinds{"ats", "sts"};
    return kinds;
}

const std::vector<std::string>& ashrae_classes() {
    static const std::vector<std::string> classes{"A1", "A2", "A3", "A4", "H1"};
    return classes;
}

}  // namespace jarip::rack
