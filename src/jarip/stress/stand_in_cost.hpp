/// What came over ways and from makers that stand by (stand_ins.hpp), and what it cost more than usual.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {

class StandInCost {
public:
    StandInCost(const LabelledChain& chain, const Network& network);

    /// Before a day's step, once orders are limited to what the ways can carry.
    void see_orders(const State& state);
    /// After it.
    void add_day(const State& state);

    /// nullopt: nothing stands by.
    [[nodiscard]] std::optional<StandIns> result() const;

private:
    // An edge that stands by; figures of a unit of its slot.
    struct Edge {
        std::uint32_t edge = 0;
        double worth = 0;
        double more = 0;
        double ordered = 0;
    };

    const LabelledChain& chain_;
    std::vector<Edge> edges_;
    Sum value_, extra_;
};

}  // namespace jarip::stress
