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

/// Figures that follow from the components: sums of draws, number of supplies, plug, ports. Figures that are given stay.
void read_components(DeviceType& type);

}  // namespace jarip::rack
