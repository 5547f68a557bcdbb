/// The keys of NetBox's type files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "jarip/rack.hpp"

namespace jarip::rack {

/// In a types.toml: the table of keys that NetBox does not know, and in it, or in a component, the table of what TOML
/// cannot say (null, what nests), as JSON.
inline constexpr std::string_view kOthersKey = "netbox";
inline constexpr std::string_view kJsonKey = "netbox_json";

/// Lists of components that a device type may have.
[[nodiscard]] std::span<const std::string_view> component_lists();
/// Keys that a component of a list may have.
[[nodiscard]] bool is_component_key(std::string_view key);
/// Keys of the type itself that no check reads.
[[nodiscard]] bool is_plain_key(std::string_view key);

/// What ports of NetBox's interface type are called in designs; empty where they are not counted.
[[nodiscard]] std::string_view port_of_interface(std::string_view interface_type);

/// A text in double quotes as YAML, and within it JSON, writes it.
[[nodiscard]] std::string in_quotes(std::string_view words);

/// Lower case, with a dash for what is neither letter nor digit.
[[nodiscard]] std::string slug_of(std::string_view manufacturer, std::string_view model);

/// Whether a type lists components of this kind.
[[nodiscard]] bool lists(const DeviceType& type, std::string_view list);
/// Ports and outlets that are only counted get names up to this number: osfp-1, osfp-2 …
inline constexpr double kMostCounted = 1000;
[[nodiscard]] std::string counted_name(std::string_view kind, double number);
/// Rows for the components of a type, made up where it says its supplies (PSU1), outlets (c13-1), ports (osfp-1) and
/// couplings (intake, outflow) without a list.
[[nodiscard]] std::vector<Component> components_of(const DeviceType& type);
/// The names of those of one list, such as "power-outlets".
[[nodiscard]] std::vector<std::string> names_in(const DeviceType& type, std::string_view list);
/// The names of the ports by which a type takes its power: as it lists them, of its supplies (PSU1 …), and of a distribution
/// unit that lists none input-1, of a transfer switch up to input-8.
[[nodiscard]] std::vector<std::string> power_inputs(const DeviceType& type);

/// The value that a component gives a key; null where it gives none.
[[nodiscard]] const std::string* value_of(const Component& component, std::string_view key);

/// Figures that follow from the components: sums of draws, number of supplies, plug, ports. Figures that are given stay.
void read_components(DeviceType& type);

}  // namespace jarip::rack
