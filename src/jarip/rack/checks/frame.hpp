/// Reading a frame: [rack] of a design, [[frame]] of a types.toml.
#pragma once

#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {

/// The frame of a table; what it does not say is as in `base`.
[[nodiscard]] Frame read_frame(TomlReader& reader, const Frame& base);
/// A [[frame]] of a types.toml, without the keys that are only kept.
[[nodiscard]] FrameType read_frame_type(TomlReader& reader);

}  // namespace jarip::rack
