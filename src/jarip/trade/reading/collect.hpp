/// Reading as it works inside: findings are gathered in a list, errors too. The public reader throws them, whole.
#pragma once

#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

[[nodiscard]] Flows read(const std::vector<SourceFile>& files, Diagnostics& diagnostics,
                         const ReadOptions& options = {});

}  // namespace jarip::trade
