/// What crosses the border?
///
/// Customs tables in, flows, indicators out. Values are exact decimals until a ratio is taken.
///
///     const auto flows = jarip::trade::read({{"servers.csv",
///         "period,reporter,partner,product,flow,value\n2025,KR,US,847150,import,1000\n"}});
///     const auto result = jarip::trade::indicators(flows, {.reporter = "KR", .hs = {"847150"}});
///     // result.imports == 1000
#pragma once

#include "jarip/trade/complexity.hpp"    // complexity, product space
#include "jarip/trade/consistency.hpp"   // unit values, mirror
#include "jarip/trade/dependencies.hpp"  // strategic dependency
#include "jarip/trade/flows.hpp"         // flows, rates, groups
#include "jarip/trade/indicators.hpp"    // baskets, indicators, series
#include "jarip/trade/reading.hpp"       // tables in and out
#include "jarip/trade/watch.hpp"         // what happened this month
