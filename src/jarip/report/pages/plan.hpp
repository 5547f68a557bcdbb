/// What reports say of plans. For .cpp files of this folder.
#pragma once

#include <string>

#include "jarip/report/render/json.hpp"

namespace jarip::report {

/// The end of a lane row: an id of a site, a code of a country, or "*".
[[nodiscard]] std::string end_id(const network::Network& network, const network::End& end);

/// Where something lies: the id of a site, or "country:" and a code.
[[nodiscard]] std::string place_id(const network::Network& network, network::PoolId pool);

/// What a limit is called: what is made where, a resource, or the ends of a lane row.
[[nodiscard]] std::string limit_name(const network::Network& network, const plan::Bottleneck& limit,
                                     Language language);

/// A limit as in docs/schema/plan.json.
[[nodiscard]] Json as_json(const network::Network& network, const plan::Bottleneck& limit);

/// The summary of a steady month.
[[nodiscard]] Json as_json(const network::Network& network, const plan::SteadyPlan& plan);

}  // namespace jarip::report
