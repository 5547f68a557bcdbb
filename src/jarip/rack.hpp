/// Does this rack stand, run and stay cool, and what is it made of?
///
///     const auto design = jarip::rack::load(jarip::read_file("rack.toml"), {});
///     const auto report = jarip::rack::check(design);
///     // report.totals.power_kw, report.checks
///
/// Watts, kW, kg, mm, °C, K, L/min, m³/h and amperes, as the names say. What nobody gives is not zero.
#pragma once

#include "jarip/rack/bill.hpp"     // parts, recipe
#include "jarip/rack/check.hpp"    // findings, totals, placements
#include "jarip/rack/design.hpp"   // frame, devices, feeds, loops
#include "jarip/rack/hall.hpp"     // many racks
#include "jarip/rack/library.hpp"  // device types, NetBox
#include "jarip/rack/place.hpp"    // where devices stand best
#include "jarip/rack/power.hpp"    // what each element of the supply carries, and takes with it
