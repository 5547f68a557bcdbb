/// What events destroy and has to be rebuilt: docs/formulas.md (Stress, rebuilding).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

/// The damage of a scenario's events with `recovery = rebuild`, by node: that of an event is spread over the nodes it hits by what
/// these are worth. Each day what is left of it, divided by the days in which it is to be rebuilt, is ordered from those who
/// rebuild, beside what all others want; what they send is rebuilt, and so much of what was destroyed of the node is there again.
class Rebuilding {
public:
    Rebuilding(const LabelledChain& chain, const Network& network,
               const network::Scenario& scenario, const Timeline& timeline);

    [[nodiscard]] bool empty() const { return damages_.empty(); }
    /// Where customers are ranked, gives those who have to rebuild classes of their own.
    void rank(LabelledChain& chain);

    /// Before a day's conditions are set: what is still destroyed.
    void tell(Timeline& timeline) const;
    /// Once they are: adds the day's orders.
    void order(std::uint32_t day, Conditions& conditions);
    /// After the day: what was sent of them.
    void receive(std::uint32_t day, const State& state);

    [[nodiscard]] std::vector<Rebuilt> results() const;

private:
    // What one node that was hit orders of one maker.
    struct Order {
        std::uint32_t of = 0;  // which part of the damage
        Customer customer;
        double price = 1;  // of its unit
        double whole = 0;  // units
        double left = 0;   // units
        double today = 0;  // units
    };
    // Of one node that an event has hit.
    struct Part {
        std::uint32_t node = 0;
        double cost = 0;
        double unmade = 0;  // value that nobody can send
    };
    // Of one event.
    struct Damage {
        Rebuilt result;
        double rebuild_days = 1;
        std::uint32_t first_day = 0;  // of rebuilding
        std::vector<Part> parts;
        std::vector<Order> orders;
    };

    static void add_parts(const LabelledChain& chain, const Network& network,
                          const Timeline& timeline, Damage& damage);
    static void add_orders(const LabelledChain& chain, const Network& network,
                           const network::Event& event, Damage& damage);
    [[nodiscard]] static std::vector<double> left_of(const Damage& damage);  // by part

    std::vector<Damage> damages_;
};

}  // namespace jarip::stress
