/// Numbers in cells, as fast as they can be read exactly.
#pragma once

#include <optional>
#include <string_view>

namespace jarip::importing {

/// The number that is nearest to the text; 0 of an empty one, nullopt where it is none or not finite.
[[nodiscard]] std::optional<double> cell_number(std::string_view text);

/// Without blanks and quotes around it.
[[nodiscard]] std::string_view bare(std::string_view cell);

}  // namespace jarip::importing
