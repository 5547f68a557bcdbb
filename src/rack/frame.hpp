/// Reading a frame: [rack] of a design, [[frame]] of a types.toml.
#pragma once

#include "toml_reader.hpp"

namespace jarip::rack {

/// The frame of a table; what it does not say is as in `base`.
[[nodiscard]] Frame read_frame(TomlReader& reader, const Frame& base);

}  // namespace jarip::rack
