/// What readers and writers of device types share.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/table.hpp"
#include "jarip/rack.hpp"

namespace jarip::rack {

/// Cubic feet a minute to cubic metres an hour: 0.3048³ · 60.
inline constexpr double kCubicMetresPerHourPerCfm = 0.3048 * 0.3048 * 0.3048 * 60;

/// Kilograms in one of NetBox's units of weight: kg, g, lb, oz.
[[nodiscard]] double kilograms_per(std::string_view weight_unit);

/// Connectors of coolant, as NetBox 4.7 calls them.
[[nodiscard]] const std::vector<std::string>& coolant_connectors();

/// Kinds of transfer switches: automatic, static.
[[nodiscard]] const std::vector<std::string>& transfer_switches();

/// ASHRAE TC 9.9 classes of inlet air.
[[nodiscard]] const std::vector<std::string>& ashrae_classes();

/// A figure of a type under the key that types.toml has for it.
struct FigureKey {
    std::string_view key;
    Figure DeviceType::*figure;
    NumberRange range;
};
[[nodiscard]] std::span<const FigureKey> figure_keys();

/// The same of a frame.
struct FrameKey {
    std::string_view key;
    Figure Frame::*figure;
    NumberRange range;
};
[[nodiscard]] std::span<const FrameKey> frame_keys();

/// What a frame may be cooled with: air-only, liquid-capable, liquid-required; hybrid and liquid-only as NetBox also
/// calls the latter two.
[[nodiscard]] const std::vector<std::string>& cooling_capabilities();

/// Litres a minute in one of NetBox's units of flow (lpm, m3ph, gpm).
[[nodiscard]] double litres_per_minute(std::string_view flow_unit);

/// Whether a plug is one for direct voltage, as NetBox calls them: dc-terminal.
[[nodiscard]] bool is_dc_plug(std::string_view plug);

/// "ac", "dc", "busbar", "source", "passive".
[[nodiscard]] std::string_view supply_word(Supply supply);

}  // namespace jarip::rack
