/// When events and availability act on a chain, and on what: docs/formulas.md (Stress), step 1. What they do to the
/// model is network::Effects; here that becomes conditions of nodes, slots and edges.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {

/// Something that lasts some days and hits some nodes, slots or edges.
struct Influence {
    /// capacity: share lost, by node; demand: factor − 1, by node; flow: share lost, by edge;
    /// delay: days added, by edge; stock: share lost, by slot
    enum class Kind { capacity, demand, flow, delay, stock };
    struct Hit {
        std::uint32_t index = 0;
        double weight = 1;  ///< of the severity
    };

    Kind kind = Kind::capacity;
    std::string event;  ///< empty: availability.csv
    std::uint32_t first_day = 0;
    std::vector<double> severity;  ///< by day, from first_day
    std::vector<Hit> hits;
    bool rebuilt =
        false;  ///< its severity is that of the first day, times the share still destroyed
};

class Timeline {
public:
    /// `scenario` may be null: then only availability.csv acts. Days count from the horizon's first.
    Timeline(const LabelledChain& chain, const network::Network& network,
             const network::Scenario* scenario, std::uint32_t days);

    /// Sets the conditions of a day; days come in order, always for the same conditions.
    void set(std::uint32_t day, Conditions& conditions);

    /// The first day on which anything acts; kNeverActs: none.
    [[nodiscard]] std::uint32_t first_day() const;
    static constexpr std::uint32_t kNeverActs = 0xffffffff;

    /// Nodes whose capacity an event hits, and how hard: the weights of its severity.
    [[nodiscard]] std::map<std::uint32_t, double> nodes_hit(const std::string& event) const;
    /// What is still destroyed of what an event with `recovery = rebuild` has hit: all that it was before this is said.
    struct Destroyed {
        double share = 1;                           ///< of all together; what holds of ways
        std::map<std::uint32_t, double> of_node{};  ///< of each node
    };
    void set_destroyed(const std::string& event, Destroyed destroyed) {
        destroyed_[event] = std::move(destroyed);
    }

    /// The most days that events can ever add to each edge's delay; empty: none are added.
    [[nodiscard]] const std::vector<std::uint32_t>& most_late() const { return most_late_; }

    /// What acts on a node, edge or slot on some day up to `until`: ids of events, ascending; "" is availability.csv.
    [[nodiscard]] std::vector<std::string> events_on(Influence::Kind kind, std::uint32_t index,
                                                     std::uint32_t until) const;
    /// The same of any of several.
    [[nodiscard]] std::vector<std::string> events_on(
        Influence::Kind kind, const std::function<bool(std::uint32_t)>& is_one,
        std::uint32_t until) const;

    /// Events that change prices only: in the short run they move no quantity.
    [[nodiscard]] const std::vector<std::string>& price_only() const { return price_only_; }
    /// Events that hit nothing which the baseline uses, or fall outside the days.
    [[nodiscard]] const std::vector<std::string>& missed() const { return missed_; }

private:
    void add_scenario(const LabelledChain& chain, const network::Network& network,
                      const network::Scenario& scenario, std::uint32_t days);
    void set_most_late(std::size_t edges);
    void act(const Influence& influence, double severity, Conditions& conditions);

    std::vector<Influence> influences_;
    std::vector<std::uint32_t> most_late_;
    // An influence that makes a day's conditions, and how severe it is.
    struct Acting {
        std::size_t influence = 0;
        double severity = 0;
        bool operator==(const Acting&) const = default;
    };
    std::vector<Acting> acted_, acting_;  // of the last day; of the one that is set
    std::vector<double>
        late_;  // by edge, where something is ever late: days, before they are rounded
    std::vector<std::string> price_only_;
    std::vector<std::string> missed_;
    std::map<std::string, Destroyed> destroyed_;  // by event
};

}  // namespace jarip::stress
