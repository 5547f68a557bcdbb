/// For tests and fuzzers: whether every number of a report is one.
#pragma once

#include <array>
#include <cmath>

#include "jarip/rack.hpp"

namespace jarip::rack {

inline constexpr std::array kTotals{
    &Totals::it_kw,       &Totals::power_kw,     &Totals::loss_kw,         &Totals::liquid_kw,
    &Totals::air_kw,      &Totals::heat_btu_h,   &Totals::mass_kg,         &Totals::load_kg,
    &Totals::floor_kg_m2, &Totals::floor_kn_m2,  &Totals::tributary_kg_m2, &Totals::cog_mm,
    &Totals::tilt_deg,    &Totals::height_u,     &Totals::free_u,          &Totals::coolant_l_min,
    &Totals::return_c,    &Totals::airflow_m3_h, &Totals::airflow_cfm,     &Totals::busbar_a,
    &Totals::devices,     &Totals::cables,       &Totals::accelerators};
static_assert(sizeof(Totals) == kTotals.size() * sizeof(Total) + sizeof(Totals::feeds),
              "every total is among them");

[[nodiscard]] inline bool all_finite(const Report& report) {
    const auto finite = [](std::optional<double> value) { return !value || std::isfinite(*value); };
    bool good = true;
    for (const auto& check : report.checks)
        good = good && finite(check.value) && finite(check.limit);
    for (const auto member : kTotals) {
        const auto& total = report.totals.*member;
        good = good && finite(total.known) && finite(total.low) && finite(total.high) &&
               finite(total.assumed) && std::isfinite(total.coverage);
    }
    for (const auto& feed : report.totals.feeds) {
        good = good && std::isfinite(feed.load_va) && std::isfinite(feed.capacity_va) &&
               finite(feed.load_after_loss);
        for (const double phase : feed.phases_va) good = good && std::isfinite(phase);
    }
    return good;
}

}  // namespace jarip::rack
