/// What reports say of plans. For .cpp files of this folder.
#pragma once

#include <string>
#include <string_view>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// The end of a lane row: an id of a site, a code of a country, or "*".
[[nodiscard]] std::string end_id(const network::Network& network, const network::End& end);

/// What a limit is called: what is made where, a resource, or the ends of a lane row.
[[nodiscard]] std::string limit_name(const network::Network& network, const plan::Bottleneck& limit,
                                     Language language);

/// Whether there are quantities: of a model in which nothing is wanted they are none, and that is its plan.
[[nodiscard]] inline bool is_found(const plan::Plan& plan) {
    return plan.status == lp::Status::optimal || !plan.delivered.empty();
}

/// What is wanted, delivered and owed of products in one period.
struct PeriodTotals {
    double wanted = 0, delivered = 0, backlog = 0;
    struct {
        double wanted = 0, delivered = 0, backlog = 0;
    } value;  ///< at list prices
};

[[nodiscard]] PeriodTotals totals_of(const network::Network& network, const plan::Plan& plan,
                                     std::size_t period);

[[nodiscard]] const Fields<plan::Bottleneck>& limit_fields();
[[nodiscard]] const Fields<plan::Subsidy>& subsidy_fields();
/// The summary of a steady month: its most telling limits only.
[[nodiscard]] const Fields<plan::SteadyPlan>& steady_summary_fields();

}  // namespace jarip::report
