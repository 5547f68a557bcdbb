#include "jarip/rack/checks/plugs.hpp"

#include <algorithm>
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

// In lower case, its words between dashes: "IEC 60309 3P+N+E 32A" is iec-60309-3p-n-e-32a.
std::string with_dashes(std::string_view plug) {
    std::string name;
    for (const char c : ascii_lower(plug)) {
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                             static_cast<unsigned char>(c) >= 0x80;
        if (is_kept)
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    return name;
}

// Whether one of these stands in a name, between dashes or its ends.
bool has_word_of(std::string_view name, std::initializer_list<std::string_view> words) {
    while (!name.empty()) {
        const auto end = std::min(name.find('-'), name.size());
        if (std::find(words.begin(), words.end(), name.substr(0, end)) != words.end()) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
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
    auto name = with_dashes(plug);
    for (const std::string_view start : {"iec-60320-", "iec60320-", "iec-"}) {
        if (!name.starts_with(start)) continue;
        auto rest = name.substr(start.size());
        if (start != "iec-" || coupler(rest)) return rest;
    }
    if (name.starts_with("iec60309-")) name.insert(3, "-");
    return name;
}

std::string outlet_of(std::string_view plug) {
    auto name = plug_name(plug);
    const auto* known = coupler(name);
    return known ? std::string{known->outlet} : name;
}

PlugPhases phases_of(std::string_view plug) {
    const auto name = plug_name(plug);
    // IEC 60309 says its poles, in any order with its amperes and its hour: 3P+N+E 32A, 32A 3P+E, 4h 2P+E.
    if (has_word_of(name, {"3p", "3ph"})) return PlugPhases::three;
    if (has_word_of(name, {"1p", "1ph", "2p"})) return PlugPhases::one;
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
