/// What NetBox accepts: the rules of its models and choices, key by key.
#pragma once

#include <string>
#include <string_view>

namespace jarip::rack {

/// What a page of YAML describes.
enum class NetboxKind { device, module, rack };

/// Whether NetBox takes a value of a key of a type; of keys of which it has no rule, any.
/// source  NetBox, dcim/models and dcim/choices.py
[[nodiscard]] bool netbox_takes(NetboxKind kind, std::string_view key, std::string_view value);
/// The same of a key of a row of a list: a power port, an interface.
[[nodiscard]] bool netbox_takes_of_row(std::string_view key, std::string_view value);
/// What stands before a line of YAML that NetBox refuses.
inline constexpr std::string_view kRefusedMark = "#~ ";
/// A page with such lines in their place, for what stands there instead.
[[nodiscard]] std::string with_refused_lines(std::string_view page);
/// Whether a row of a list must say the key.
[[nodiscard]] bool netbox_needs(std::string_view list, std::string_view key);

}  // namespace jarip::rack
