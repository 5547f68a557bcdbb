/// What reports say of intervals. For .cpp files of this folder.
#pragma once

#include <optional>
#include <string>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// Answers with their intervals, ranks, what to look up and coverage: all but the figures that were drawn.
[[nodiscard]] const Fields<uncertain::Uncertainty>& uncertainty_fields();

/// What an answer is called, "Worst case of Taiwan Strait closed: share lost".
[[nodiscard]] std::string answer_name(const uncertain::Answer& answer, const Context& context);
[[nodiscard]] std::string answer_name(const std::string& key, const std::string& of,
                                      const Context& context);
/// "items:gpu.price", as --set names a figure; of several that move together "capacities of TSMC (5)".
[[nodiscard]] std::string input_name(const uncertain::Input& input, const Context& context);
/// A value of an answer in its unit.
[[nodiscard]] std::string answer_value(std::optional<double> value, uncertain::Unit unit,
                                       const Context& context);
/// "5.9 – 8.8 %"
[[nodiscard]] std::string interval_text(const uncertain::Answer& answer, const Context& context);
/// The coverage in three ways, one sentence.
[[nodiscard]] std::string coverage_text(const uncertain::Uncertainty& result,
                                        const Context& context);
/// "TSMC is the company without which most is lost in 93 % of 64 draws, else Samsung."
[[nodiscard]] std::string rank_text(const uncertain::Rank& rank, const Context& context);
/// How many draws there are, and why there are no more.
[[nodiscard]] std::string draws_text(const uncertain::Uncertainty& result, const Context& context);

}  // namespace jarip::report
