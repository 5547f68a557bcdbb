/// For tests and fuzzers: whether every number of a report is one.
#pragma once

#include <cmath>
#include <initializer_list>

#include "jarip/rack.hpp"

namespace jarip::rack {

[[nodiscard]] inline bool all_finite(const Report& report) {
    const auto finite = [](std::optional<double> value) { return !value || std::isfinite(*value); };
    bool good = true;
    for (const auto& check : report.checks)
        good = good && finite(check.value) && finite(check.limit);
    const auto& totals = report.totals;
    for (const auto value :
         {totals.it_kw, totals.power_kw, totals.liquid_kw, totals.air_kw, totals.mass_kg,
          totals.height_u, totals.cables, totals.accelerators, totals.devices, totals.free_u,
          totals.loss_kw, totals.load_kg, totals.heat_btu_h})
        good = good && std::isfinite(value);
    for (const auto& value :
         {totals.floor_kg_m2, totals.cog_mm, totals.tilt_deg, totals.coolant_l_min,
          totals.airflow_m3_h, totals.airflow_cfm, totals.return_c, totals.busbar_a,
          totals.floor_kn_m2, totals.tributary_kg_m2, report.power_kw.low, report.power_kw.high,
          report.mass_kg.low, report.mass_kg.high})
        good = good && finite(value);
    for (const auto& feed : totals.feeds)
        good = good && std::isfinite(feed.load_va) && std::isfinite(feed.capacity_va) &&
               finite(feed.load_after_loss);
    return good;
}

}  // namespace jarip::rack
