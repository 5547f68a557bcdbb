/// What reports say of investments. For .cpp files of this folder.
#pragma once

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// A frontier with its points.
[[nodiscard]] const Fields<onshore::Frontier>& frontier_fields();

/// Sets of investments over several situations.
[[nodiscard]] const Fields<OnshoreReport>& comparison_document_fields();
[[nodiscard]] std::string text(const onshore::Comparison& comparison, const Context& context);
/// What is built in which year.
[[nodiscard]] const Fields<OnshoreReport>& roadmap_document_fields();
[[nodiscard]] std::string text(const onshore::Roadmap& roadmap, const Context& context);
[[nodiscard]] const Fields<onshore::Flow>& onshore_flow_fields();
/// Who pays how much towards operating costs; empty: nobody.
[[nodiscard]] std::string subsidies_text(const std::vector<plan::Subsidy>& subsidies,
                                         const Context& context);
/// The set of which it is asked whether it pays: the answer, or a frontier's first step; null where there is none.
[[nodiscard]] const onshore::Result* supported(const OnshoreReport& report);

/// What is built, for which capital, within how many days.
[[nodiscard]] const Fields<onshore::Built>& built_fields();
[[nodiscard]] std::string built_table(const std::vector<onshore::Built>& built,
                                      const Context& context);

}  // namespace jarip::report
