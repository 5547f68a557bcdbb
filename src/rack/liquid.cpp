#include <algorithm>
#include <cmath>
#include <numbers>

#include "findings.hpp"
#include "toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kHottestReturn = 65;                // °C
constexpr double kAboveDew = 2;                      // K
constexpr double kLeastRise = 5, kMostRise = 20;     // K
constexpr double kFastPipe = 2.5, kFastestPipe = 3;  // m/s

// The warmest water that a facility of a W class may supply (ASHRAE).
std::optional<double> facility_c(const Site& site) {
    if (site.facility_water_c.given) return site.facility_water_c.value;
    const auto& name = site.facility_class;
    if (name.size() != 3) return std::nullopt;  // W+: no upper end
    return 10.0 * (name[1] - '0') + (name[2] - '0');
}

Figure supply_c(const Loop& loop, const Site& site) {
    return loop.supply_c.given ? loop.supply_c : site.liquid_supply_c;
}

void check_connected(const Survey& survey, Findings& findings) {
    const bool air_only = survey.design.frame.cooling_capability == "air-only";
    for (const auto& stack : survey.stacks) {
        if (stack.liquid_share.high == 0 || stack.heat_w.high == 0) continue;
        if (!stack.device->loop)
            findings.add({"C01", CheckSeverity::error, stack.id(), 0.0, 1.0, "1"});
        else if (air_only)
            findings.add({"C01",
                          CheckSeverity::error,
                          stack.id(),
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {},
                          "C01_frame"});
    }
}

// A loop says its capacity, or devices in the rack that carry its heat off do.
std::optional<double> capacity_kw(const Survey& survey, std::size_t loop) {
    const auto& given = survey.design.loops[loop].capacity_kw;
    if (given.given) return given.value;
    double kw = 0;
    for (const auto& stack : survey.stacks)
        if (stack.device->loop == loop) kw += stack.type->cooling_kw.value * stack.count;
    return kw > 0 ? std::optional{kw} : std::nullopt;
}

void check_temperatures(const Survey& survey, std::size_t index, Findings& findings) {
    const auto& loop = survey.design.loops[index];
    const auto& site = survey.design.site;
    const auto supply = supply_c(loop, site);
    double return_limit = kHottestReturn;
    for (const auto& stack : survey.stacks) {
        if (stack.device->loop != index) continue;
        const auto& type = *stack.type;
        return_limit = std::min(return_limit, type.return_max_c.value_or(kHottestReturn));
        if (supply.given && type.liquid_max_c.given &&
            exceeds(supply.value, type.liquid_max_c.value))
            findings.add({"C04",
                          CheckSeverity::error,
                          stack.id(),
                          supply.value,
                          type.liquid_max_c.value,
                          "°C",
                          {{"loop", loop.id}}});
    }
    const double back = supply.value + loop.dt_k.value;
    if (supply.given && loop.dt_k.given && exceeds(back, return_limit))
        findings.add({"C09", CheckSeverity::warning, loop.id, back, return_limit, "°C"});

    const auto water = facility_c(site);
    if (water && supply.given && exceeds(*water, supply.value))
        findings.add({"C12", CheckSeverity::error, loop.id, supply.value, *water, "°C"});

    std::optional<double> dew;
    if (site.dew_point_c.given)
        dew = site.dew_point_c.value;
    else if (site.supply_air_c.given && site.humidity.given && site.humidity.value > 0)
        dew = dew_point_c(site.supply_air_c.value, site.humidity.value);
    if (!dew) return;
    if (!supply.given)
        findings.cannot_say("C11", loop.id, Interval::unknown(), *dew + kAboveDew, "°C");
    else if (exceeds(*dew + kAboveDew, supply.value))
        findings.add({"C11", CheckSeverity::error, loop.id, supply.value, *dew + kAboveDew, "°C"});
}

void check_flow(const Loop& loop, const Interval& heat, Findings& findings) {
    if (!loop.dt_k.given) {
        if (loop.max_lpm.given && heat.high > 0)
            findings.cannot_say("C03", loop.id, Interval::unknown(), loop.max_lpm.value, "L/min");
        return;
    }
    const auto flow = heat * coolant_l_min(1, loop, loop.dt_k.value);
    if (loop.max_lpm.given) findings.compare("C03", loop.id, flow, loop.max_lpm.value, "L/min");
    if (!loop.pipe_mm.given) return;
    const double area = std::numbers::pi / 4 * loop.pipe_mm.value * loop.pipe_mm.value * 1e-6;
    const auto speed = flow * (1 / 60000.0 / area);
    if (exceeds(speed.low, kFastestPipe))
        findings.add({"C14", CheckSeverity::error, loop.id, speed.known, kFastestPipe, "m/s"});
    else if (exceeds(speed.low, kFastPipe))
        findings.add({"C14", CheckSeverity::warning, loop.id, speed.known, kFastPipe, "m/s"});
    else if (exceeds(speed.high, kFastPipe))
        findings.cannot_say("C14", loop.id, speed, kFastPipe, "m/s");
}

// The rise that a full loop implies: a figure outside the usual is a slip in one of the three.
void check_rise(const Loop& loop, std::optional<double> capacity, Findings& findings) {
    double rise = loop.dt_k.value;
    if (capacity && loop.max_lpm.given && loop.max_lpm.value > 0)
        rise = coolant_l_min(*capacity * 1e3, loop, 1) / loop.max_lpm.value;
    else if (!loop.dt_k.given)
        return;
    if (exceeds(rise, kMostRise))
        findings.add({"C13", CheckSeverity::warning, loop.id, rise, kMostRise, "K"});
    else if (rise < kLeastRise)
        findings.add({"C13", CheckSeverity::warning, loop.id, rise, kLeastRise, "K"});
}

void check_pumps(const Loop& loop, Findings& findings) {
    if (!loop.pumps.given || !loop.pumps_needed.given) return;
    const double needed = loop.pumps_needed.value;
    if (loop.pumps.value < needed)
        findings.add({"C10", CheckSeverity::error, loop.id, loop.pumps.value, needed, "1"});
    else if (loop.pumps.value - 1 < needed)
        findings.add({"C10",
                      CheckSeverity::warning,
                      loop.id,
                      loop.pumps.value - 1,
                      needed,
                      "1",
                      {},
                      "C10_spare"});
}

// Along the path the drops add up; parallel branches share one, the largest.
void check_pressure(const Survey& survey, std::size_t index, Findings& findings) {
    const auto& loop = survey.design.loops[index];
    if (!loop.head_kpa.given) return;
    double branch = 0;
    bool known = loop.path_kpa.given;
    for (const auto& stack : survey.stacks) {
        if (stack.device->loop != index || stack.liquid_share.high == 0) continue;
        known = known && stack.type->pressure_kpa.given;
        branch = std::max(branch, stack.type->pressure_kpa.value);
    }
    const double drop = loop.path_kpa.value + branch;
    findings.compare("C15", loop.id, {drop, drop, known ? drop : kUnbounded}, loop.head_kpa.value,
                     "kPa");
}

}  // namespace

double coolant_l_min(double watts, const Loop& loop, double dt_k) {
    return 60000 * watts * 1e-3 / (loop.density_kg_m3 * loop.heat_kj_kg_k * dt_k);
}

double dew_point_c(double air_c, double humidity) {
    const double gamma = std::log(humidity) + 17.625 * air_c / (243.04 + air_c);
    return 243.04 * gamma / (17.625 - gamma);
}

std::vector<Interval> loop_heat_w(const Survey& survey) {
    std::vector<Interval> heat(survey.design.loops.size());
    for (const auto& stack : survey.stacks)
        if (stack.device->loop)
            heat[*stack.device->loop] += stack.heat_w * stack.liquid_share * stack.count;
    return heat;
}

void check_liquid(const Survey& survey, Findings& findings) {
    check_connected(survey, findings);
    const auto heat = loop_heat_w(survey);
    for (std::size_t i = 0; i < survey.design.loops.size(); ++i) {
        const auto& loop = survey.design.loops[i];
        const auto capacity = capacity_kw(survey, i);
        if (capacity) findings.compare("C02", loop.id, heat[i] * 1e-3, *capacity, "kW");
        check_flow(loop, heat[i], findings);
        check_temperatures(survey, i, findings);
        check_rise(loop, capacity, findings);
        check_pumps(loop, findings);
        check_pressure(survey, i, findings);
    }
}

}  // namespace jarip::rack
