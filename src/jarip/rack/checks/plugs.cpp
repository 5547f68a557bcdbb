#include "jarip/rack/checks/plugs.hpp"

#include <array>

#include "jarip/core/ascii.hpp"
#include "jarip/core/table.hpp"

namespace jarip::rack {
namespace {

struct Coupler {
    std::string_view plug, outlet;
    double amperes;
};
constexpr std::array kCouplers{Coupler{"c6", "c5", 2.5},  Coupler{"c8", "c7", 2.5},
                               Coupler{"c14", "c13", 10}, Coupler{"c16", "c15", 10},
                               Coupler{"c18", "c17", 10}, Coupler{"c20", "c19", 16},
                               Coupler{"c22", "c21", 16}, Coupler{"c24", "c23", 16}};

// A plug may also be called by the outlet that takes it.
const Coupler* coupler(std::string_view name) {
    for (const auto& entry : kCouplers)
        if (entry.plug == name || entry.outlet == name) return &entry;
    return nullptr;
}

bool starts_with_one_of(std::string_view name, std::initializer_list<std::string_view> starts) {
    for (const auto start : starts)
        if (name.starts_with(start)) return true;
    return false;
}

// nema-l6-30p: 30.
std::optional<double> nema_a(std::string_view name) {
    if (!name.starts_with("nema-")) return std::nullopt;
    auto digits = name.substr(name.rfind('-') + 1);
    while (!digits.empty() && (digits.back() < '0' || digits.back() > '9')) digits.remove_suffix(1);
    return parse_number(digits);
}

}  // namespace

std::string plug_name(std::string_view plug) {
    const auto name = ascii_lower(plug);
    constexpr std::string_view kStandard = "iec-60320-";
    return name.starts_with(kStandard) ? name.substr(kStandard.size()) : name;
}

std::string outlet_of(std::string_view plug) {
    auto name = plug_name(plug);
    const auto* known = coupler(name);
    return known ? std::string{known->outlet} : name;
}

PlugPhases phases_of(std::string_view plug) {
    const auto name = plug_name(plug);
    if (starts_with_one_of(name, {"iec-60309-3p", "nema-15", "nema-l15", "nema-18", "nema-l18",
                                  "nema-l21", "nema-l22", "nema-l23", "cs8"}))
        return PlugPhases::three;
    if (coupler(name) ||
        starts_with_one_of(name, {"iec-60309-p-n", "iec-60309-2p", "nema-1-", "nema-l1-", "nema-5",
                                  "nema-l5", "nema-6", "nema-l6", "cs6", "saf-d-grid"}))
        return PlugPhases::one;
    return PlugPhases::unknown;
}

std::optional<double> cord_a(std::string_view plug, double continuous) {
    const auto name = plug_name(plug);
    if (const auto* known = coupler(name)) return known->amperes;
    const auto amperes = nema_a(name);
    return amperes ? std::optional{*amperes * continuous} : std::nullopt;
}

}  // namespace jarip::rack
