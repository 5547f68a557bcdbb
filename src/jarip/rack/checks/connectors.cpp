#include "jarip/rack/checks/connectors.hpp"

#include <algorithm>
#include <array>

namespace jarip::rack {
namespace {

// Whether a word stands in a kind, between its ends and dashes.
bool has_word(std::string_view kind, std::string_view word) {
    for (std::size_t at = kind.find(word); at != std::string_view::npos;
         at = kind.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool opens = at == 0 || kind[at - 1] == '-';
        if (opens && (end == kind.size() || kind[end] == '-')) return true;
    }
    return false;
}

struct Medium {
    std::string_view word;
    double reach_m;
};
// IEEE 802.3 classes; active copper as its makers offer it.
constexpr std::array kMedia{Medium{"cat5e", 100}, Medium{"cat6", 100},   Medium{"cat6a", 100},
                            Medium{"acc", 5},     Medium{"aec", 7},      Medium{"aoc", 100},
                            Medium{"sr", 100},    Medium{"sr4", 100},    Medium{"sr8", 100},
                            Medium{"dr", 500},    Medium{"dr4", 500},    Medium{"dr8", 500},
                            Medium{"lpo", 500},   Medium{"lpo400", 500}, Medium{"fr", 2000},
                            Medium{"fr4", 2000},  Medium{"lr", 10000},   Medium{"lr4", 10000}};

// Passive copper by the rate of a lane (IEEE 802.3by, cd, ck; 2 m at 200 Gb/s is the class under work).
double copper_reach_m(double lane_gbps) {
    if (lane_gbps <= 1) return 100;
    if (lane_gbps <= 25) return 5;
    if (lane_gbps <= 50) return 3;
    return 2;
}

}  // namespace

const PortKind* port_kind(std::string_view name) {
    static const std::vector<PortKind> kinds{
        {"rj45", {1, 10}, 1},      {"sfp", {1}, 1},           {"sfp+", {10}, 10},
        {"sfp28", {25}, 25},       {"sfp56", {50}, 50},       {"sfp112", {100}, 100},
        {"qsfp+", {40}, 10},       {"qsfp28", {100}, 25},     {"qsfp56", {200}, 50},
        {"qsfp112", {400}, 100},   {"qsfp-dd", {400}, 50},    {"qsfp-dd800", {800}, 100},
        {"osfp", {400, 800}, 100}, {"osfp1600", {1600}, 200}, {"lpo400", {400}, 100},
        {"nvlink", {400}, 200}};
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const PortKind& kind) { return kind.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

bool is_passive_copper(std::string_view cable_kind) {
    return has_word(cable_kind, "dac") || has_word(cable_kind, "copper");
}

std::optional<double> reach_m(std::string_view cable_kind, std::string_view port) {
    for (const auto& medium : kMedia)
        if (has_word(cable_kind, medium.word)) return medium.reach_m;
    const auto* kind = port_kind(port);
    if (kind && is_passive_copper(cable_kind)) return copper_reach_m(kind->lane_gbps);
    return std::nullopt;
}

}  // namespace jarip::rack
