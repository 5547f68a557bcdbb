/// What an id means where it may be a site, a company, a country, a process, an item or a node.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

/// The thing that a cell names: `site:`, `company:`, … and an id, the prefix left out where the id is unique
/// among the kinds that may stand there.
/// errors  E0261 names nothing (with a suggestion), E0262 names several things (into `loading`, then nullopt)
[[nodiscard]] std::optional<Target> read_target(Loading& loading, const ModelTable& table,
                                                std::size_t row, const Column& column,
                                                const std::vector<TargetKind>& kinds);

/// "site", "company", …: the prefix of a kind.
[[nodiscard]] std::string_view prefix(TargetKind kind);

}  // namespace jarip::network
