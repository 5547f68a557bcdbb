/// What is known of ports and media: rates, and how far a medium reaches.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace jarip::rack {

/// A kind of port.
struct PortKind {
    std::string_view name;
    std::vector<double>
        rates_gbps;    ///< of the whole port; several where the connector serves generations
    double lane_gbps;  ///< the fastest lane
};

/// nullptr where the kind is not known.
[[nodiscard]] const PortKind* port_kind(std::string_view name);

/// Metres that a cable reaches, by the word in its kind: copper (dac, copper) by the port's lane, cat6, acc, aec, aoc,
/// sr, dr, fr, lr, lpo. Empty where no word is known.
[[nodiscard]] std::optional<double> reach_m(std::string_view cable_kind, std::string_view port);

/// Whether the cable is passive copper.
[[nodiscard]] bool is_passive_copper(std::string_view cable_kind);

}  // namespace jarip::rack
