/// Value and unit value of some rows, exact whatever their order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/amounts/decimal.hpp"

namespace jarip::trade {

class Tally {
public:
    void add(const Flows& flows, std::uint32_t row) {
        all_.add(flows.value[row]);
        if (flows.mass_kg[row] < 0) return;
        weighed_.add(flows.value[row]);
        masses_.push_back(flows.mass_kg[row]);
    }

    [[nodiscard]] double value() const { return all_.dollars(); }

    /// USD per kg of the rows that give a mass.
    [[nodiscard]] std::optional<double> unit_value() const {
        return ratio(weighed_.dollars(), mass_kg());
    }
    [[nodiscard]] double mass_kg() const {
        // In order of size: sums of doubles depend on the order.
        auto sorted = masses_;
        std::sort(sorted.begin(), sorted.end());
        return sum(sorted);
    }
    [[nodiscard]] double weighed_value() const { return weighed_.dollars(); }

private:
    ExactSum all_, weighed_;
    std::vector<double> masses_;
};

}  // namespace jarip::trade
