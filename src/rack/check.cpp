#include <algorithm>

#include "findings.hpp"

namespace jarip::rack {
namespace {

void total_cooling(const Survey& survey, Totals& totals) {
    const auto& site = survey.design.site;
    if (site.air_dt_k.given) {
        const double rise = site.air_dt_k.value;
        const double height = site.elevation_m.value_or(0);
        totals.airflow_m3_h = airflow_m3_h(survey.air_w.known, rise, height);
        totals.airflow_cfm = airflow_cfm(survey.air_w.known, rise, height);
    }
    const auto heat = loop_heat_w(survey);
    Sum flow;
    bool known = true;
    for (std::size_t i = 0; i < heat.size(); ++i) {
        const auto& loop = survey.design.loops[i];
        if (heat[i].known == 0) continue;
        known = known && loop.dt_k.given;
        if (!loop.dt_k.given) continue;
        flow.add(coolant_l_min(heat[i].known, loop, loop.dt_k.value));
        const auto& supply = loop.supply_c.given ? loop.supply_c : site.liquid_supply_c;
        if (supply.given)
            totals.return_c =
                std::max(totals.return_c.value_or(-300), supply.value + loop.dt_k.value);
    }
    if (known) totals.coolant_l_min = flow.value();
}

Totals make_totals(const Survey& survey) {
    constexpr double kGravity = 9.80665;
    constexpr double kBtuPerWh = 3.412142;
    const auto& design = survey.design;
    Totals totals;
    totals.it_kw = survey.it_w.known * 1e-3;
    totals.power_kw = survey.power_w.known * 1e-3;
    totals.loss_kw = survey.loss_w.known * 1e-3;
    totals.liquid_kw = survey.liquid_w.known * 1e-3;
    totals.air_kw = survey.air_w.known * 1e-3;
    totals.heat_btu_h = survey.power_w.known * kBtuPerWh;
    totals.mass_kg = survey.mass_kg.known;
    totals.load_kg = survey.load_kg.known;
    totals.devices = survey.devices;
    if (const double floor = survey.floor_m2(); floor > 0) {
        totals.floor_kg_m2 = totals.mass_kg / floor;
        totals.floor_kn_m2 = *totals.floor_kg_m2 * kGravity * 1e-3;
    }
    if (const auto& area = design.frame.tributary_m2; area.given)
        totals.tributary_kg_m2 = totals.mass_kg / area.value;
    totals.cog_mm = centre_of_gravity_mm(survey);
    totals.tilt_deg = tilt_deg(survey);
    totals.busbar_a = busbar_current(survey);
    for (const auto& stack : survey.stacks) {
        totals.height_u += stack.height * stack.count;
        totals.accelerators += stack.type->accelerators.value * stack.count;
    }
    totals.free_u = std::max(0.0, design.frame.u_height.value - totals.height_u);
    for (const auto& cable : design.cables) totals.cables += cable.count;
    total_cooling(survey, totals);
    totals.feeds = feed_loads(survey);
    return totals;
}

}  // namespace

bool Report::has_errors() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.severity == CheckSeverity::error; });
}

Report check(const Design& design) {
    const Survey survey{design};
    Findings findings;
    check_space(survey, findings);
    check_power(survey, findings);
    check_feeds(survey, findings);
    check_mass(survey, findings);
    check_air(survey, findings);
    check_liquid(survey, findings);
    check_cables(survey, findings);
    check_bill(survey, findings);

    Report report;
    report.id = design.id;
    report.checks = std::move(findings).sorted();
    report.totals = make_totals(survey);
    report.power_coverage = ratio(survey.with_power, survey.devices).value_or(1);
    report.mass_coverage = ratio(survey.with_mass, survey.devices).value_or(1);
    report.power_kw = (survey.power_w * 1e-3).total(report.power_coverage);
    report.mass_kg = survey.mass_kg.total(report.mass_coverage);
    return report;
}

}  // namespace jarip::rack
