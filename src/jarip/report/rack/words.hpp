/// How reports of racks say totals and severities.
#pragma once

#include <string>
#include <string_view>

#include "jarip/report.hpp"

namespace jarip::report {

/// The words error and warning stay English in every language, as in diagnostics.
[[nodiscard]] std::string_view severity_word(rack::CheckSeverity severity);

/// What a total lies between: "12.3 … 15.8", "≥ 12.3", "= 12.3" where it is known, "–" where it is undefined.
[[nodiscard]] std::string range_text(const rack::Total& total, int decimals);

/// Findings, each with what to change.
[[nodiscard]] std::string checks_text(const std::vector<rack::Check>& checks,
                                      const Context& context);
/// "Errors: 1, warnings: 0, …"
[[nodiscard]] std::string summary(const std::vector<rack::Check>& checks, Language language);

/// The name of a design for people.
[[nodiscard]] inline const std::string& name_of(const rack::Design& design) {
    return design.name.empty() ? design.id : design.name;
}

}  // namespace jarip::report
