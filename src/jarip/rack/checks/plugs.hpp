/// Plugs and cords: which outlet takes them, how many phases they have and what they carry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jarip::rack {

/// A plug in lower case, of IEC 60320 by its short name (c14).
[[nodiscard]] std::string plug_name(std::string_view plug);
/// The outlet that takes a plug; systems other than IEC 60320 name plug and outlet alike.
[[nodiscard]] std::string outlet_of(std::string_view plug);

enum class PlugPhases { one, three, unknown };
[[nodiscard]] PlugPhases phases_of(std::string_view plug);

/// Amperes that a cord with this plug carries; empty where the name does not say it. NEMA's are breakers' sizes, of which
/// only `continuous` may flow for hours.
/// source  IEC 60320-1: C5 2.5 A, C7 2.5 A, C13 C15 C17 10 A, C19 C21 C23 16 A; NEMA WD 6
[[nodiscard]] std::optional<double> cord_a(std::string_view plug, double continuous);

}  // namespace jarip::rack
