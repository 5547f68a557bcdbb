#include <algorithm>
#include <cmath>
#include <numbers>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

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

void check_connected(const Survey& survey, Findings& findings) {
    const auto& capability = survey.design.frame.cooling_capability;
    const bool air_only = capability == "air-only";
    const bool needs_liquid = capability == "liquid-required" || capability == "liquid-only";
    if (needs_liquid && survey.design.loops.empty())
        findings.add({"C01",
                      CheckSeverity::error,
                      survey.design.id,
                      0.0,
                      1.0,
                      "1",
                      {},
                      "C01_required",
                      Sense::at_least});
    for (const auto& stack : survey.stacks) {
        // A rear door, or a cooler in the row, that is connected to nothing.
        if (!stack.device->loop && !stack.device->is_off &&
            is_exchanger(*stack.device, *stack.type))
            findings.add({"C01",
                          CheckSeverity::warning,
                          stack,
                          0.0,
                          1.0,
                          "1",
                          {},
                          "C01_exchanger",
                          Sense::at_least});
        if (stack.liquid_share.high == 0 || stack.heat_w.high == 0) continue;
        if (!stack.device->loop)
            findings.add(
                {"C01", CheckSeverity::error, stack, 0.0, 1.0, "1", {}, {}, Sense::at_least});
        else if (air_only)
            findings.add({"C01",
                          CheckSeverity::error,
                          stack,
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {},
                          "C01_frame"});
    }
}

// Couplings of a device and of its loop must fit each other.
void check_connectors(const Survey& survey, Findings& findings) {
    for (const auto& stack : survey.stacks) {
        if (!stack.device->loop || stack.liquid_share.high == 0) continue;
        const auto& loop = survey.design.loops[*stack.device->loop];
        const auto& own = stack.type->connector;
        if (own.empty() || loop.connector.empty() || own == loop.connector) continue;
        findings.add({"C16",
                      CheckSeverity::error,
                      stack,
                      std::nullopt,
                      std::nullopt,
                      "1",
                      {{"own", own}, {"loop", loop.id}, {"other", loop.connector}}});
    }
}

// What cools the loops, and what the frame says it may be cooled with, against the heat.
void check_sources(const Survey& survey, const std::vector<Interval>& heat, Findings& findings) {
    const auto& design = survey.design;
    for (std::size_t s = 0; s < design.sources.size(); ++s) {
        const auto& source = design.sources[s];
        if (!source.capacity_kw.given) continue;
        Interval sum;
        for (std::size_t i = 0; i < heat.size(); ++i)
            if (design.loops[i].source == s) sum += heat[i];
        findings.compare({"C02",
                          CheckSeverity::error,
                          {source.id, source.where},
                          {},
                          {},
                          "kW",
                          {},
                          "C02_source"},
                         sum * 1e-3, source.capacity_kw.value);
    }
    if (const auto& capacity = design.frame.cooling_capacity_kw; capacity.given)
        findings.compare({"C02", CheckSeverity::error, design.id, {}, {}, "kW", {}, "C02_rack"},
                         survey.power_w * 1e-3, capacity.value);
}

// A loop says its capacity, or devices in the rack that carry its heat off do.
std::optional<double> capacity_kw(const Survey& survey, std::size_t loop) {
    const auto& given = survey.design.loops[loop].capacity_kw;
    if (given.given) return given.value;
    double kw = 0;
    for (const auto& stack : survey.stacks)
        if (stack.device->loop == loop && exchanger_w(*stack.device, *stack.type) == 0)
            kw += stack.type->cooling_kw.value * stack.count;
    return kw > 0 ? std::optional{kw} : std::nullopt;
}

std::optional<double> dew_point_of(const Site& site) {
    if (site.dew_point_c.given) return site.dew_point_c.value;
    if (site.supply_air_c.given && site.humidity.given && site.humidity.value > 0)
        return dew_point_c(site.supply_air_c.value, site.humidity.value);
    return std::nullopt;
}

// Any temperature, where nobody says.
Interval temperature(const Figure& figure) {
    if (figure.given) return Interval::exactly(figure.value);
    return {-kUnbounded, 0, kUnbounded};
}

void check_temperatures(const Survey& survey, std::size_t index, Findings& findings) {
    const auto& loop = survey.design.loops[index];
    const auto& site = survey.design.site;
    const auto supply = temperature(supply_c(loop, site));
    double return_limit = kHottestReturn;
    bool is_used = false;
    for (const auto& stack : survey.stacks) {
        if (stack.device->loop != index) continue;
        const auto& type = *stack.type;
        is_used = is_used || stack.liquid_share.high > 0;
        return_limit = std::min(return_limit, type.return_max_c.value_or(kHottestReturn));
        if (type.liquid_max_c.given)
            findings.compare(
                {"C04", CheckSeverity::error, stack, {}, {}, "°C", {{"loop", loop.id}}}, supply,
                type.liquid_max_c.value);
    }
    if (is_used)
        findings.compare(
            {"C09", CheckSeverity::warning, loop, {}, {}, "°C"},
            loop.dt_k.given ? supply + Interval::exactly(loop.dt_k.value) : temperature({}),
            return_limit);
    if (const auto water = facility_c(site))
        findings.compare({"C12", CheckSeverity::error, loop, {}, {}, "°C", {}, {}, Sense::at_least},
                         supply, *water);
    if (const auto dew = dew_point_of(site))
        findings.compare({"C11", CheckSeverity::error, loop, {}, {}, "°C", {}, {}, Sense::at_least},
                         supply, *dew + kAboveDew);
}

void check_flow(const Loop& loop, const Interval& heat, Findings& findings) {
    const auto flow = loop.dt_k.given ? heat * coolant_l_min(1, loop, loop.dt_k.value)
                                      : heat * Interval::unknown();
    if (loop.max_lpm.given)
        findings.compare({"C03", CheckSeverity::error, loop, {}, {}, "L/min"}, flow,
                         loop.max_lpm.value);
    if (!loop.pipe_mm.given) return;
    const double area = std::numbers::pi / 4 * loop.pipe_mm.value * loop.pipe_mm.value * 1e-6;
    const auto speed = flow * (1 / 60000.0 / area);
    const bool is_fastest = exceeds(speed.low, kFastestPipe);
    findings.compare(
        {"C14", is_fastest ? CheckSeverity::error : CheckSeverity::warning, loop, {}, {}, "m/s"},
        speed, is_fastest ? kFastestPipe : kFastPipe);
}

// What one device needs against what its intakes take.
void check_intakes(const Survey& survey, Findings& findings) {
    for (const auto& stack : survey.stacks) {
        if (!stack.device->loop || !stack.type->intake_max_lpm.given) continue;
        const auto& loop = survey.design.loops[*stack.device->loop];
        const auto heat = stack.heat_w * stack.liquid_share;
        findings.compare({"C03", CheckSeverity::error, stack, {}, {}, "L/min", {}, "C03_intake"},
                         loop.dt_k.given ? heat * coolant_l_min(1, loop, loop.dt_k.value)
                                         : heat * Interval::unknown(),
                         stack.type->intake_max_lpm.value);
    }
}

// The rise that a full loop implies: a figure outside the usual is a slip in one of the three.
void check_rise(const Loop& loop, std::optional<double> capacity, Findings& findings) {
    double rise = loop.dt_k.value;
    if (capacity && loop.max_lpm.given && loop.max_lpm.value > 0)
        rise = coolant_l_min(*capacity * 1e3, loop, 1) / loop.max_lpm.value;
    else if (!loop.dt_k.given)
        return;
    findings.compare({"C13", CheckSeverity::warning, loop, {}, {}, "K"}, Interval::exactly(rise),
                     kMostRise);
    findings.compare({"C13", CheckSeverity::warning, loop, {}, {}, "K", {}, {}, Sense::at_least},
                     Interval::exactly(rise), kLeastRise);
}

void check_pumps(const Loop& loop, Findings& findings) {
    if (!loop.pumps.given && !loop.pumps_needed.given) return;
    if (!loop.pumps.given || !loop.pumps_needed.given) {
        findings.cannot_say("C10", loop, std::nullopt, "1", "C10_unknown");
        return;
    }
    const double needed = loop.pumps_needed.value;
    const double pumps = loop.pumps.value;
    const bool is_short = pumps < needed;
    findings.compare({"C10",
                      is_short ? CheckSeverity::error : CheckSeverity::warning,
                      loop,
                      {},
                      {},
                      "1",
                      {},
                      is_short ? "C10" : "C10_spare",
                      Sense::at_least},
                     Interval::exactly(is_short ? pumps : pumps - 1), needed);
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
    double most = drop;
    if (!known) most = kUnbounded;
    findings.compare({"C15", CheckSeverity::error, loop, {}, {}, "kPa"}, {drop, drop, most},
                     loop.head_kpa.value);
}

}  // namespace

double coolant_l_min(double watts, const Loop& loop, double dt_k) {
    return 60000 * watts * 1e-3 / (loop.density_kg_m3 * loop.heat_kj_kg_k * dt_k);
}

double dew_point_c(double air_c, double humidity) {
    const double gamma = std::log(humidity) + 17.625 * air_c / (243.04 + air_c);
    return 243.04 * gamma / (17.625 - gamma);
}

const Figure& supply_c(const Loop& loop, const Site& site) {
    return loop.supply_c.given ? loop.supply_c : site.liquid_supply_c;
}

std::vector<Interval> loop_heat_w(const Survey& survey) {
    std::vector<Interval> heat(survey.design.loops.size());
    for (const auto* device : survey.unknown_devices)
        if (device->loop && !device->is_off) heat[*device->loop] += Interval::unknown();
    for (const auto& stack : survey.stacks)
        if (stack.device->loop)
            heat[*stack.device->loop] +=
                stack.heat_w * stack.liquid_share * stack.count + survey.exchanged_by(stack);
    return heat;
}

void check_liquid(const Survey& survey, Findings& findings) {
    check_connected(survey, findings);
    check_connectors(survey, findings);
    const auto heat = loop_heat_w(survey);
    check_sources(survey, heat, findings);
    check_intakes(survey, findings);
    for (std::size_t i = 0; i < survey.design.loops.size(); ++i) {
        const auto& loop = survey.design.loops[i];
        const auto capacity = capacity_kw(survey, i);
        if (capacity)
            findings.compare({"C02", CheckSeverity::error, loop, {}, {}, "kW"}, heat[i] * 1e-3,
                             *capacity);
        check_flow(loop, heat[i], findings);
        check_temperatures(survey, i, findings);
        check_rise(loop, capacity, findings);
        check_pumps(loop, findings);
        check_pressure(survey, i, findings);
    }
}

}  // namespace jarip::rack
