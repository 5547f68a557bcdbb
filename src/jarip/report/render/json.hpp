/// Results as JSON: what all documents share. For .cpp files of this folder.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "jarip/report.hpp"

namespace jarip::report {

using Json = nlohmann::ordered_json;

/// The head of a document: schema "jarip/NAME/1", version, seed, the model and the what-ifs.
[[nodiscard]] Json header(std::string_view name, const Context& context);

/// The document as it is printed: two spaces a level, a line end at its end.
[[nodiscard]] std::string serialize(const Json& document);

/// A figure; null where it is undefined. Infinity and NaN never get here (asserted).
[[nodiscard]] Json figure(double value);
[[nodiscard]] Json figure(std::optional<double> value);
[[nodiscard]] Json figure(std::optional<int> value);

/// A date as text, null where there is none.
[[nodiscard]] Json figure(std::optional<Day> day);

}  // namespace jarip::report
