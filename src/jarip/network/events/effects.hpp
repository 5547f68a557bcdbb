/// What events do, day by day. Part of the face of network: the only place where kinds and targets are interpreted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {

/// One thing that an event does: on what, and how hard on each day.
struct Effect {
    enum class On {
        process,      ///< share of its capacity lost
        resource,     ///< share of its capacity lost
        node,         ///< share of its capacity lost
        passage,      ///< pools: share lost of what goes through without being made there
        arc,          ///< share of its flow lost
        link,         ///< share of its flow lost (Network::links)
        arc_delay,    ///< days added
        link_delay,   ///< days added
        arc_tariff,   ///< rate added
        demand,       ///< factor − 1
        node_demand,  ///< factor − 1 of what a node delivers to final demand
        item_price,   ///< factor − 1
        pool_stock,   ///< share lost of what lies there on that day
        node_stock    ///< share lost of all inputs that it has in stock on that day
    };
    static constexpr std::size_t kKinds = 14;
    /// Stands for the closed borders, which are no event.
    static constexpr std::size_t kBorders = static_cast<std::size_t>(-1);

    On on = On::process;
    std::size_t event = kBorders;  ///< of the scenario's
    std::size_t first_day = 0;     ///< from the horizon's first
    std::vector<double> severity;  ///< by day, from first_day; never all zero
    std::vector<std::size_t> ids;  ///< rows of what it acts on, ascending; never none
};

/// The effects of a scenario on the days [0, days) of the horizon and beyond its end. Those that act on the same
/// thing on the same day combine: shares that are left and factors multiply (what is closed stays closed), days and
/// rates add up.
class Effects {
public:
    /// Nothing happens.
    explicit Effects(const Network& network) : network_{&network} {}
    Effects(const Network& network, const Scenario& scenario, std::size_t days);

    [[nodiscard]] std::span<const Effect> all() const { return all_; }
    [[nodiscard]] bool empty() const { return all_.empty(); }

    /// The same for a month in which everything happens at once: each effect at its strongest, on every day.
    /// What is lost of stock does not return each month and is left out.
    [[nodiscard]] Effects in_full() const;

    // Shares that are left, factors, and what is added, on a day.
    [[nodiscard]] double left(ProcessId process, Day day) const;
    [[nodiscard]] double left(ResourceId resource, Day day) const;
    [[nodiscard]] double left(ArcId arc, Day day) const;
    [[nodiscard]] double passing(PoolId pool, Day day) const;
    [[nodiscard]] double days_late(ArcId arc, Day day) const;
    /// The tariff on a unit: (the lane's rate + rates added) × the item's price × its factors.
    [[nodiscard]] double tariff(ArcId arc, Day day) const;
    [[nodiscard]] double demand_factor(DemandId demand, Day day) const;
    [[nodiscard]] double stock_kept(PoolId pool, const Period& period) const;

    /// Events that move prices, not quantities, by their kind: their ids.
    [[nodiscard]] const std::vector<std::string>& price_only() const { return price_only_; }

private:
    using On = Effect::On;
    /// A row and an effect that acts on it.
    using Entry = std::pair<std::size_t, std::uint32_t>;

    void index();
    [[nodiscard]] double severity_on(const Effect& effect, Day day) const;
    [[nodiscard]] std::span<const Entry> on(On what, std::size_t id) const;
    [[nodiscard]] double left_of(On what, std::size_t id, Day day) const;
    [[nodiscard]] double factor_of(On what, std::size_t id, Day day) const;
    [[nodiscard]] double added_to(On what, std::size_t id, Day day) const;

    const Network* network_;
    bool in_full_ = false;
    std::vector<Effect> all_;
    std::vector<std::string> price_only_;
    std::array<std::vector<Entry>, Effect::kKinds> entries_;  // sorted
};

/// What availability.csv leaves of something on each day [0, days): empty where it says nothing.
[[nodiscard]] std::vector<double> available_days(const Network& network, ProcessId process,
                                                 std::size_t days);
[[nodiscard]] std::vector<double> available_days(const Network& network, NodeId node,
                                                 std::size_t days);
/// A site's own availability on a day, which its resources have.
[[nodiscard]] double available(const Network& network, SiteId site, Day day);

/// The first day of the horizon on which an event of the scenario acts: from then on makers that are not approved
/// qualify (approvals.csv). nullopt without a scenario.
[[nodiscard]] std::optional<Day> events_begin(const Network& network, const Scenario* scenario);

}  // namespace jarip::network
