/// What the reports on trade share. For .cpp files of this folder.
#pragma once

#include <string>
#include <vector>

#include "json.hpp"

namespace jarip::report {

/// A period as {"first", "last"}, both days inclusive; null where there is none.
[[nodiscard]] Json period_figure(const std::optional<Period>& period);

/// The figures of FORMULAS 1, as they stand in a document of their own and in that of assess.
[[nodiscard]] Json indicators_json(const trade::Indicators& result);

[[nodiscard]] Json sources_json(const std::vector<trade::Source>& sources);
/// "Read: servers.csv (tidy, UTF-8, 3 rows)", a line a file.
[[nodiscard]] std::string sources_text(const std::vector<trade::Source>& sources,
                                       const Context& context);

/// The name of a country in the language, or the label as it is.
[[nodiscard]] std::string country_label(const std::string& code, Language language);

}  // namespace jarip::report
