/// The tables of a design that say how it is cooled.
#pragma once

#include "jarip/rack/design.hpp"
#include "jarip/rack/format/named_feeds.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {

/// The place of a name in a list of the design. errors  E0407 it is not there
[[nodiscard]] std::optional<std::size_t> refer(TomlReader& reader, std::string_view key,
                                               const std::string& name, const Index& index);

/// `[[source]]`
[[nodiscard]] CoolingSource read_source(TomlReader& reader);
/// `[[loop]]`, which names one of the sources. errors  E0407
[[nodiscard]] Loop read_loop(TomlReader& reader, const Index& sources);

}  // namespace jarip::rack
