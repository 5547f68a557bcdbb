/// Where home's first loss began: who was held back by what, back to what events hit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

/// What a slot is filled with: its largest item, or its sector.
[[nodiscard]] InputRef content_of(const LabelledChain& chain, std::uint32_t slot);

class FirstLoss {
public:
    /// `nodes`: those of the chain that do not stand by.
    FirstLoss(const LabelledChain& chain, const Network& network, std::size_t nodes);

    /// After a day's step: the nodes that an input holds back for the first time, in the order of ids.
    [[nodiscard]] std::vector<Starved> see(std::uint32_t day, const State& state,
                                           const Conditions& conditions);
    /// The same of the first day on which home loses something, and of the node that loses most of it.
    void begin(std::uint32_t day, std::uint32_t node, const State& state,
               const Conditions& conditions);

    /// A node whose deliveries count at home, and the value of what they fall short of, over all days.
    struct Loser {
        std::size_t node = 0;
        double value = 0;
    };
    /// Nodes, from the first at home that an input held back to the root. None: the one that lost most was short of no input.
    [[nodiscard]] std::vector<std::uint32_t> cause(std::span<const Loser> losers) const;
    [[nodiscard]] Starved line_of(std::size_t node) const;
    /// The slot by which a node was held back first.
    [[nodiscard]] std::uint32_t slot_of(std::size_t node) const { return first_[node].slot; }
    /// What events did at the root of `cause`.
    [[nodiscard]] std::optional<Hit> hit(std::span<const std::uint32_t> cause,
                                         const Timeline& timeline) const;

private:
    // When a node was first held back, by which slot, and by which of its suppliers that was held back too.
    struct FirstStarved {
        std::uint32_t slot = kNotLimited;
        int day = 0;
        std::uint32_t supplier = kNotLimited;
    };
    // Why a node that lacked nothing made less, and the customers that asked for less, ascending.
    struct Unstarved {
        std::uint32_t node = 0;
        std::uint32_t day = 0;
        Hit::What what = Hit::What::making;
        std::vector<std::uint32_t> customers;
    };

    [[nodiscard]] std::uint32_t starved_supplier(std::size_t node,
                                                 const Conditions& conditions) const;
    [[nodiscard]] std::size_t worst(std::span<const Loser> losers) const;
    [[nodiscard]] std::optional<Hit> hit_of_starved(std::uint32_t node,
                                                    const Timeline& timeline) const;
    [[nodiscard]] Hit hit_of_unstarved(const Timeline& timeline) const;

    const LabelledChain& chain_;
    const Network& network_;
    std::size_t nodes_;
    std::vector<FirstStarved> first_;  // by node
    std::optional<Unstarved> unstarved_;
};

}  // namespace jarip::stress
