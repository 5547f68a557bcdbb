#include <algorithm>

#include "jarip/rack/checks/findings.hpp"

namespace jarip::rack {
namespace {

// A total that is no sum: which share of it is assumed has no meaning.
Total mixed(const Interval& value, double coverage) {
    auto total = value.total(coverage);
    total.assumed = std::nullopt;
    return total;
}

void total_air(const Survey& survey, Totals& totals) {
    const auto& site = survey.design.site;
    const double coverage = survey.coverage.heat;
    if (!site.air_dt_k.given) return;  // undefined: nobody says how much the air warms up
    const double rise = site.air_dt_k.value;
    const double height = site.elevation_m.value_or(0);
    totals.airflow_m3_h = (survey.air_w * airflow_m3_h(1, rise, height)).total(coverage);
    totals.airflow_cfm = (survey.air_w * airflow_cfm(1, rise, height)).total(coverage);
}

void total_coolant(const Survey& survey, Totals& totals) {
    const auto& site = survey.design.site;
    const auto heat = loop_heat_w(survey);
    Interval flow;
    bool is_known = true;
    for (std::size_t i = 0; i < heat.size(); ++i) {
        const auto& loop = survey.design.loops[i];
        if (heat[i].high == 0) continue;
        if (!loop.dt_k.given) {
            is_known = false;
            flow += Interval::unknown();
            continue;
        }
        flow += heat[i] * coolant_l_min(1, loop, loop.dt_k.value);
        const auto& supply = supply_c(loop, site);
        if (!supply.given) continue;
        const double back = supply.value + loop.dt_k.value;
        auto& hottest = totals.return_c;
        hottest.known = hottest.low = hottest.high = std::max(hottest.known.value_or(back), back);
    }
    totals.coolant_l_min = flow.total(survey.coverage.heat);
    if (!is_known) totals.coolant_l_min.known = std::nullopt;
}

void total_mass(const Survey& survey, Totals& totals) {
    constexpr double kGravity = 9.80665;
    const double coverage = survey.coverage.mass;
    totals.mass_kg = survey.mass_kg.total(coverage);
    totals.load_kg = survey.load_kg.total(coverage);
    if (const double floor = survey.floor_m2(); floor > 0) {
        const auto pressure = survey.mass_kg * (1 / floor);
        totals.floor_kg_m2 = pressure.total(coverage);
        totals.floor_kn_m2 = (pressure * (kGravity * 1e-3)).total(coverage);
    }
    if (const auto& area = survey.design.frame.tributary_m2; area.given)
        totals.tributary_kg_m2 = (survey.mass_kg * (1 / area.value)).total(coverage);
    if (const auto height = centre_of_gravity_mm(survey)) totals.cog_mm = mixed(*height, coverage);
    if (const auto tilt = tilt_deg(survey)) totals.tilt_deg = mixed(*tilt, coverage);
}

}  // namespace

Totals make_totals(const Survey& survey) {
    constexpr double kBtuPerWh = 3.412142;
    const auto& coverage = survey.coverage;
    const auto& design = survey.design;
    const auto exactly = [](double value) { return Interval::exactly(value).total(1); };
    Totals totals;
    totals.it_kw = (survey.it_w * 1e-3).total(coverage.power);
    totals.power_kw = (survey.power_w * 1e-3).total(coverage.power);
    totals.loss_kw = (survey.loss_w * 1e-3).total(coverage.power);
    totals.liquid_kw = (survey.liquid_w * 1e-3).total(coverage.heat);
    totals.air_kw = (survey.air_w * 1e-3).total(coverage.heat);
    totals.heat_btu_h = (survey.power_w * kBtuPerWh).total(coverage.power);
    total_mass(survey, totals);
    totals.height_u = survey.height_u.total(coverage.height);
    const double units = design.frame.u_height.value;
    const auto left = [&](double used) { return std::max(0.0, units - used); };
    totals.free_u =
        mixed({left(survey.height_u.high), left(survey.height_u.known), left(survey.height_u.low)},
              coverage.height);
    total_air(survey, totals);
    total_coolant(survey, totals);
    if (const auto current = busbar_current_a(survey))
        totals.busbar_a = mixed(*current, coverage.power);
    totals.devices = exactly(survey.devices);
    double of_known_type = 0;
    for (const auto& stack : survey.stacks) of_known_type += stack.count;
    totals.accelerators =
        survey.accelerators.total(ratio(of_known_type, survey.devices).value_or(1));
    double cables = 0;
    for (const auto& cable : design.cables) cables += cable.count;
    totals.cables = exactly(cables);
    totals.feeds = feed_loads(survey);
    return totals;
}

}  // namespace jarip::rack
