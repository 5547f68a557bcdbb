/// What-ifs of model.toml written into it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"

namespace jarip::network {

/// model.toml as the what-ifs have it; its other lines stay byte for byte. nullopt: none is of it.
///
/// errors  those of reading it, into `diagnostics`; E0279 (thrown) where a setting stands in a form that is not written anew
[[nodiscard]] std::optional<SourceFile> edited_settings(const Folder& folder,
                                                        const std::vector<std::string>& sets,
                                                        Diagnostics& diagnostics);

}  // namespace jarip::network
