/// What a run is asked about, noted day by day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/first_loss.hpp"
#include "jarip/stress/stand_in_cost.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/timeline.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

/// Whoever has been within 0.1 % of the baseline for so many days has recovered.
inline constexpr std::uint32_t kCalm = 28;

/// A chain's nodes, with their baselines.
[[nodiscard]] std::vector<NodeLabel> labels_of(const LabelledChain& chain, const Network& network);

/// Fills a Run from the states of its days.
class Recorder {
public:
    Recorder(const LabelledChain& chain, const Network& network, const Options& options);

    /// Before a day's step, once orders are limited to what the ways can carry: what customers abroad have ordered.
    void see_orders(const State& state);
    /// After it. Days beyond those of the run are watched for recovery only.
    void add(std::uint32_t day, bool in_run, const State& state, const Conditions& conditions);

    /// So many days more of the run that are as the last one, on which nothing was missed.
    void repeat(std::uint32_t days);

    /// Whether all days were within 0.1 % of the baseline, or the last ones for so long that they stay there.
    [[nodiscard]] bool has_recovered() const { return !bad_until_ || good_days_ >= kCalm; }

    /// Whether home has received less than the threshold on some day.
    [[nodiscard]] bool is_below_threshold() const { return run_.threshold_day.has_value(); }

    /// Of each line of the cause, the slot that was not filled.
    [[nodiscard]] std::vector<std::uint32_t> cause_slots() const;
    [[nodiscard]] Run finish(const Timeline& timeline) &&;

private:
    // A node whose production counts as delivered.
    struct Outlet {
        std::size_t node = 0;
        double price = 1;
        double weight = 1;  // what a unit counts for: Run::by_value
        bool at_home = false;
    };
    // Of one country or of all.
    struct Lost {
        Sum units, value;
    };
    // An edge that leads from home over its border.
    struct Export {
        std::uint32_t slot = 0;
        std::uint32_t edge = 0;
        std::uint32_t node = 0;  // its supplier
        double ordered = 0;
    };
    void find_outlets();
    void find_exports();
    [[nodiscard]] double see_deliveries(DayResult& day, const State& state, bool in_run);
    void see_backlog(const State& state);
    void see_surge(const State& state, const Conditions& conditions);
    void see_makers(DayResult& day, const State& state, bool in_run);
    void see_nodes(std::uint32_t day, const State& state, const Conditions& conditions);
    [[nodiscard]] std::vector<std::uint32_t> cause() const;  // nodes
    void add_made(Run& run) const;
    [[nodiscard]] std::vector<CountryLoss> by_country() const;
    [[nodiscard]] std::vector<ProductLoss> by_product() const;

    const LabelledChain& chain_;
    const Network& network_;
    const Options& options_;
    std::size_t nodes_ = 0;  // without those that stand by
    std::vector<Outlet> outlets_;
    std::vector<double> price_;  // by node: of what it makes; 0: it makes nothing
    std::vector<char> at_home_;  // by node
    std::vector<Export> exports_;
    struct {
        double units = 0, value = 0;
    } baseline_;                // delivered at home
    double counted_ = 0;        // of it, as Run::by_value says
    double made_baseline_ = 0;  // value made at home
    Lost home_, world_, after_;
    Sum unmade_after_;
    Lost surge_wanted_, surge_unserved_;
    std::vector<double> lost_by_node_;  // outlets: the value of what they fall short of
    std::vector<double> lost_units_;    // the same, units
    std::vector<double> unmade_;        // by node: baseline less production, over the days
    std::vector<double> unsent_;        // by node: the same of what goes over the border
    std::vector<double> lowest_;
    FirstLoss first_loss_;
    struct {
        std::uint32_t node = kNotLimited;
        double lost = 0;
    } worst_today_;  // of the outlets at home, the one that loses most on the day
    StandInCost stand_ins_;
    std::optional<int> bad_until_;  // the last day that was not within 0.1 %
    std::uint32_t good_days_ = 0;
    Run run_;
};

}  // namespace jarip::stress
