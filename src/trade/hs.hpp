/// Revisions of the Harmonized System.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layout.hpp"

namespace jarip::trade {

/// 2022 of "H6", "HS2022", "HS22", "HS 2022"; 0 of anything else.
[[nodiscard]] int hs_revision(std::string_view text);

/// Takes the revision of a row for that of its table; a table of several has none.
void note_hs_revision(FlowsBuilder& flows, std::string_view classification);

}  // namespace jarip::trade
