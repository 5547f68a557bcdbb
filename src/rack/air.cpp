#include <algorithm>
#include <cmath>
#include <map>

#include "device_types.hpp"
#include "findings.hpp"
#include "toml_reader.hpp"

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
    if (!site.supply_air_c.given) {
        findings.add({"C08",
                      CheckSeverity::unknown,
                      where,
                      std::nullopt,
                      entry->high,
                      "°C",
                      {{"class", name}},
                      "C08_unknown"});
        return;
    }
    const double air = site.supply_air_c.value;
    const double high = derated_high(*entry, site.elevation_m.value_or(0));
    const Arguments named{{"class", name}};
    const auto add = [&](CheckSeverity severity, double limit, const char* text) {
        findings.add({"C08", severity, where, air, limit, "°C", named, text});
    };
    if (exceeds(air, high))
        add(CheckSeverity::error, high, "C08");
    else if (air < entry->low)
        add(CheckSeverity::error, entry->low, "C08_cold");
    else if (exceeds(air, std::min(entry->recommended_high, high)))
        add(CheckSeverity::warning, entry->recommended_high, "C08_recommended");
    else if (air < entry->recommended_low)
        add(CheckSeverity::warning, entry->recommended_low, "C08_recommended");
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

// The direction in which a device blows through the rack: one on the rear face is turned round.
std::string direction(const Stack& stack) {
    const auto& airflow = stack.type->airflow;
    if (stack.device->face == Face::front) return airflow;
    if (airflow == "front-to-rear") return "rear-to-front";
    if (airflow == "rear-to-front") return "front-to-rear";
    return airflow;
}

void check_directions(const Survey& survey, Findings& findings) {
    std::map<std::string, double> watts;
    double silent = 0;
    for (const auto& stack : survey.stacks) {
        const double heat = (stack.heat_w * complement(stack.liquid_share)).known * stack.count;
        const auto blows = direction(stack);
        if (heat == 0 || blows == "passive" || blows == "mixed") continue;
        if (blows.empty())
            silent += stack.count;
        else
            watts[blows] += heat;
    }
    const auto main =
        std::max_element(watts.begin(), watts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    double against = 0;
    std::string who;
    for (const auto& stack : survey.stacks) {
        const auto blows = direction(stack);
        const double heat = (stack.heat_w * complement(stack.liquid_share)).known * stack.count;
        if (main == watts.end() || blows == main->first || !watts.contains(blows) || heat == 0)
            continue;
        against += heat;
        who += (who.empty() ? "" : ", ") + stack.id();
    }
    if (against > 0) {
        findings.add({"C07",
                      exceeds(against, kReversedW) ? CheckSeverity::error : CheckSeverity::warning,
                      who,
                      against,
                      kReversedW,
                      "W",
                      {{"direction", main->first}}});
    } else if (silent > 0) {
        findings.add({"C07",
                      CheckSeverity::unknown,
                      survey.design.id,
                      std::nullopt,
                      std::nullopt,
                      "W",
                      {{"count", number_text(silent)}},
                      "C07_unknown"});
    }
}

void check_flow(const Survey& survey, Findings& findings) {
    const auto& site = survey.design.site;
    const auto& limit = site.airflow_m3_h;
    if (!limit.given) return;
    const auto& id = survey.design.id;
    if (site.air_dt_k.given) {
        const double per_watt = airflow_m3_h(1, site.air_dt_k.value, site.elevation_m.value_or(0));
        findings.compare("C06", id, survey.air_w * per_watt, limit.value, "m³/h");
    } else {
        findings.cannot_say("C06", id, Interval::unknown(), limit.value, "m³/h");
    }
    double fans = 0;
    for (const auto& stack : survey.stacks) fans += stack.type->airflow_m3_h.value * stack.count;
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
    const auto& site = survey.design.site;
    const auto air_kw = survey.air_w * 1e-3;
    if (site.air_kw.given) {
        findings.compare("C05", survey.design.id, air_kw, site.air_kw.value, "kW");
    } else if (exceeds(air_kw.low, kAirCeilingKw)) {
        findings.add({"C05",
                      CheckSeverity::warning,
                      survey.design.id,
                      air_kw.known,
                      kAirCeilingKw,
                      "kW",
                      {},
                      "C05_high"});
    }
    check_flow(survey, findings);
    check_directions(survey, findings);
    check_inlets(survey, findings);
}

}  // namespace jarip::rack
