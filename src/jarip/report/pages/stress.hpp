/// What reports say of stress runs. For .cpp files of this folder.
#pragma once

#include <string>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

// What fields of ids read.
[[nodiscard]] Value id_value(const Context& context, const stress::NodeRef& node);
[[nodiscard]] Value id_value(const Context& context, const stress::InputRef& input);
[[nodiscard]] Value id_value(const Context& context, const stress::PartRef& part);

/// "100 days after the event (2025-04-11)"; without an event, after the start; "–" where there is none.
[[nodiscard]] std::string day_of(const stress::Run& run, std::optional<int> day,
                                 const Context& context);

}  // namespace jarip::report
