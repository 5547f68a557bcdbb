#include <algorithm>
#include <cmath>
#include <map>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kAirHeat = 1.206;     // ρ·c_p of air at sea level, kJ/(m³ K)
constexpr double kScaleHeight = 8435;  // m
constexpr double kAirCeilingKw = 20;   // a rack above it needs air planned for it
constexpr double kReversedW = 1000;    // reversed airflow above it is an error
constexpr double kDeratedAbove = 900;  // m

struct InletClass {
    const char* name;
    double low, high;  // allowable
    double recommended_low, recommended_high;
    double metres_per_kelvin;  // above 900 m, one kelvin less for each
};
// ASHRAE TC 9.9, 5th edition (2021).
constexpr InletClass kInletClasses[] = {{"A1", 15, 32, 18, 27, 300},
                                        {"A2", 10, 35, 18, 27, 300},
                                        {"A3", 5, 40, 18, 27, 175},
                                        {"A4", 5, 45, 18, 27, 125},
                                        {"H1", 15, 25, 18, 22, 500}};

const InletClass* inlet_class(const std::string& name) {
    for (const auto& entry : kInletClasses)
        if (name == entry.name) return &entry;
    return nullptr;
}

double derated_high(const InletClass& entry, double elevation_m) {
    return entry.high - std::max(0.0, elevation_m - kDeratedAbove) / entry.metres_per_kelvin;
}

void check_inlet(const std::string& where, const std::string& name, const Site& site,
                 Findings& findings) {
    const auto* entry = inlet_class(name);
    if (!entry) return;
    const Arguments named{{"class", name}};
    if (!site.supply_air_c.given) {
        findings.cannot_say("C08", where, entry->high, "°C", "C08_unknown", named);
        return;
    }
    const double air = site.supply_air_c.value;
    const double high = derated_high(*entry, site.elevation_m.value_or(0));
    const auto add = [&](CheckSeverity severity, double limit, const char* text, Sense sense) {
        findings.add({"C08", severity, where, air, limit, "°C", named, text, sense});
    };
    if (exceeds(air, high))
        add(CheckSeverity::error, high, "C08", Sense::at_most);
    else if (air < entry->low)
        add(CheckSeverity::error, entry->low, "C08_cold", Sense::at_least);
    else if (exceeds(air, std::min(entry->recommended_high, high)))
        add(CheckSeverity::warning, entry->recommended_high, "C08_recommended", Sense::at_most);
    else if (air < entry->recommended_low)
        add(CheckSeverity::warning, entry->recommended_low, "C08_recommended", Sense::at_least);
}

// One finding for each class that the devices or the site name.
void check_inlets(const Survey& survey, Findings& findings) {
    const auto& site = survey.design.site;
    std::vector<std::string> classes;
    for (const auto& stack : survey.stacks) {
        const auto& own = stack.type->air_class.empty() ? site.ashrae_air : stack.type->air_class;
        if (stack.watts.high == 0 || own.empty()) continue;
        if (std::find(classes.begin(), classes.end(), own) != classes.end()) continue;
        // A class that only a type names is compared where the site says how warm its air is.
        if (!site.supply_air_c.given && own != site.ashrae_air) continue;
        classes.push_back(own);
        check_inlet(survey.design.id, own, site, findings);
    }
}

std::string turned(std::string_view end) {
    return std::string{end == "front" ? "rear" : end == "rear" ? "front" : end};
}

// The direction in which a device blows through the rack: one on the rear face is turned round.
std::string direction(const Stack& stack) {
    const std::string_view airflow = stack.type->airflow;
    const auto cut = airflow.find("-to-");
    if (stack.device->face == Face::front || cut == std::string_view::npos)
        return std::string{airflow};
    return turned(airflow.substr(0, cut)) + "-to-" + turned(airflow.substr(cut + 4));
}

// Which way along the rack's depth: 1 takes cold air or gives hot air as one from front to rear does, -1 the other way
// round, 0 neither.
int along(std::string_view blows) {
    if (blows.starts_with("front-") || blows.ends_with("-rear")) return 1;
    if (blows.starts_with("rear-") || blows.ends_with("-front")) return -1;
    return 0;
}

Interval air_heat_w(const Stack& stack) {
    return stack.heat_w * complement(stack.liquid_share) * stack.count;
}

// Devices that blow in another direction than most.
struct Crossing {
    Interval heat;
    std::string who;
    const Location* first = nullptr;

    void add(const Stack& stack, const Interval& watts) {
        heat += watts;
        who += (who.empty() ? "" : ", ") + stack.id();
        if (!first) first = &stack.device->where;
    }
};

void check_directions(const Survey& survey, Findings& findings) {
    std::map<std::string, double> watts;
    double silent = 0;
    for (const auto& stack : survey.stacks) {
        const auto heat = air_heat_w(stack);
        const auto blows = direction(stack);
        if (heat.high == 0 || blows == "passive" || blows == "mixed") continue;
        if (blows.empty())
            silent += stack.count;
        else
            watts[blows] += heat.known;
    }
    const auto main =
        std::max_element(watts.begin(), watts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    Crossing against, aside;
    for (const auto& stack : survey.stacks) {
        const auto blows = direction(stack);
        const auto heat = air_heat_w(stack);
        if (main == watts.end() || blows == main->first || !watts.contains(blows) || heat.high == 0)
            continue;
        (along(blows) * along(main->first) < 0 ? against : aside).add(stack, heat);
    }
    if (against.first) {
        const bool is_large = exceeds(against.heat.low, kReversedW);
        findings.add({"C07",
                      is_large ? CheckSeverity::error : CheckSeverity::warning,
                      {against.who, *against.first},
                      against.heat.known,
                      is_large ? kReversedW : 0,
                      "W",
                      {{"direction", main->first}}});
    }
    if (aside.first)
        findings.add({"C07",
                      CheckSeverity::warning,
                      {aside.who, *aside.first},
                      aside.heat.known,
                      0,
                      "W",
                      {{"direction", main->first}},
                      "C07_aside"});
    const bool first = against.first || aside.first;
    for (const auto* device : survey.unknown_devices) silent += device->count;
    if (!first && silent > 0)
        findings.cannot_say("C07", survey.design.id, std::nullopt, "W", "C07_unknown",
                            {{"count", number_text(silent)}});
}

void check_flow(const Survey& survey, Findings& findings) {
    const auto& site = survey.design.site;
    const auto& limit = site.airflow_m3_h;
    if (!limit.given) return;
    const auto& id = survey.design.id;
    const auto flow =
        site.air_dt_k.given
            ? survey.air_w * airflow_m3_h(1, site.air_dt_k.value, site.elevation_m.value_or(0))
            : Interval::unknown();
    findings.compare({"C06", CheckSeverity::error, id, {}, {}, "m³/h"}, flow, limit.value);
    double fans = 0;
    for (const auto& stack : survey.stacks)
        if (!stack.device->is_off) fans += stack.type->airflow_m3_h.value * stack.count;
    // What the other fans move would only add to it.
    if (exceeds(fans, limit.value))
        findings.add(
            {"C06", CheckSeverity::warning, id, fans, limit.value, "m³/h", {}, "C06_fans"});
}

}  // namespace

double airflow_m3_h(double watts, double dt_k, double elevation_m) {
    return watts * 1e-3 * 3600 / (kAirHeat * std::exp(-elevation_m / kScaleHeight) * dt_k);
}

double airflow_cfm(double watts, double dt_k, double elevation_m) {
    return 3.16 * watts / (dt_k * 1.8) / std::exp(-elevation_m / kScaleHeight);
}

void check_air(const Survey& survey, Findings& findings) {
    const auto& limit = survey.design.site.air_kw;
    const auto& id = survey.design.id;
    const auto air_kw = survey.air_w * 1e-3;
    if (limit.given)
        findings.compare({"C05", CheckSeverity::error, id, {}, {}, "kW"}, air_kw, limit.value);
    else
        findings.compare({"C05", CheckSeverity::warning, id, {}, {}, "kW", {}, "C05_high"}, air_kw,
                         kAirCeilingKw);
    check_flow(survey, findings);
    check_directions(survey, findings);
    check_inlets(survey, findings);
}

}  // namespace jarip::rack
