/// Runs in which a part of the chain stands still from the first day on: for outages and leverage.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// A part of the network, as events name it, and how long it takes to be back.
struct Part {
    PartRef ref;
    std::vector<network::Target> targets;
    double time_to_recover = 0;
    bool recovery_assumed = false;
    // What it is, ascending: parts that agree in these are the same.
    std::vector<std::size_t> processes;
    std::vector<std::size_t> pools;  ///< through which nothing passes without it
};

/// The parts of a kind, in the order of ids; of countries those abroad.
[[nodiscard]] std::vector<Part> parts_of(const Network& network, PartKind kind);
/// All that stands at home.
[[nodiscard]] Part all_of_home(const Network& network);

/// The part stands still for so many days.
[[nodiscard]] network::Scenario standstill(const Network& network, const Part& part, double days);

/// What each node's output is worth, and whether it is a product that somebody receives.
struct Worth {
    std::vector<double> price;  ///< a process: list price; a demand: its own; 0: no product
    std::vector<char> received, at_home;
    double received_at_home = 0, received_everywhere = 0, made_at_home = 0;  ///< value a day

    Worth(const LabelledChain& chain, const Network& network);
};

/// What a run misses.
struct Missed {
    std::optional<int> first_at_home,
        first_anywhere;  ///< the first day on which a delivery falls short
    /// By node, units until recovery: what a delivery falls short of its baseline, day by day; of a process its baseline
    /// less what it makes.
    std::vector<double> by_node;
};

enum class Until {
    recovery,    ///< all days, then at most as many again
    first_loss,  ///< at home, or anywhere where nothing is delivered at home
};

[[nodiscard]] Missed missed(const LabelledChain& chain, const Network& network, const Worth& worth,
                            const network::Scenario& scenario, std::uint32_t days, Until until);

/// Days of a run: those asked for, else the horizon.
[[nodiscard]] std::uint32_t days_of(const Network& network, const Options& options);

}  // namespace jarip::stress
