// Value added by item and site, added up.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "jarip/origin.hpp"
#include "jarip/origin/composition.hpp"

namespace jarip::origin {

/// Adds up contributions of one item at one site.
class Contributions {
public:
    void add(const Contribution& part);
    [[nodiscard]] double total() const;
    /// Divided, largest first.
    [[nodiscard]] std::vector<Contribution> sorted(double divisor) const;

private:
    std::map<std::pair<ItemId, SiteId>, Contribution> parts_;
};

/// Shares of a unit's price; empty where they do not sum to 1.
[[nodiscard]] std::vector<Contribution> contributions_of(const Network& network,
                                                         const Content& content, double price);

}  // namespace jarip::origin
