/// A solved plan of buckets, with what pegging, reasons and bottlenecks read from it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <tuple>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {

[[nodiscard]] bool is_mixed(const lp::Model& model);

/// When a plan has to be done, and whether it was stopped.
class Limits {
public:
    explicit Limits(const Options& options);
    [[nodiscard]] double seconds_left() const;
    [[nodiscard]] bool stopped() const;
    /// `limit` where time is up, `interrupted` where somebody stopped it.
    [[nodiscard]] lp::Status why() const;
    /// For a solve of the model that has to end by then.
    [[nodiscard]] lp::SolveOptions solve(const lp::Model& model, bool from_feasible = false) const;

private:
    const Options& options_;
    std::stop_token stop_;
    std::chrono::steady_clock::time_point begin_;
};

/// `linear` is the formulation's model with its whole numbers held at the plan's: it has duals, and re-solves
/// of it keep lots and set-ups as they are.
struct SolvedPlan {
    const Network& network;
    const Calendar& calendar;
    const Formulation& formulation;
    lp::Model linear;
    lp::Solution solution;
    lp::Basis basis;

    [[nodiscard]] double value(
        lp::ColumnId column) const;  ///< 0 for what has no column, or next to nothing
    [[nodiscard]] bool binds(lp::RowId row) const;
    [[nodiscard]] double shadow_price(
        lp::RowId row) const;  ///< what one more unit of its limit would save
    [[nodiscard]] double shadow_price(lp::ColumnId column) const;  ///< the same of its upper bound
};

/// Of what was wanted in a period, what was not delivered in it: what is owed is the newest, since the oldest is delivered
/// first; `at`: by period and demand.
[[nodiscard]] double late_in(const Calendar& calendar, std::size_t at, double backlog, double lost);

/// By demand, whether it is meant.
using DemandSet = Indexed<DemandId, std::uint8_t>;

/// Among plans of equal cost the one that owes least for shortest where lateness costs nothing, then owes what
/// is due last and of equal demands equal shares, then (`last`) makes and moves least. Keeps the plan
/// as it is from where time is up.
void settle_ties(SolvedPlan& horizon, const DemandSet& demands, bool last, const Limits& limits);

/// What 1 % more of some limits, all at once and in every period, would bring: the model solved again.
class Relief {
public:
    using Set = std::vector<Bottleneck>;
    using Key = std::vector<std::tuple<std::size_t, std::size_t, std::size_t>>;
    [[nodiscard]] static Key key(const Set& set);
    struct Effect {
        double saved = 0;  ///< of the model's objective
        double gain = 0;   ///< products a month
        double gain_at_home = 0;
        double gain_value = 0;  ///< everywhere, at list prices
        double gain_value_at_home = 0;
    };

    /// Units over the horizon, beside network.products.
    struct Delivered {
        std::vector<double> world, home;
    };

    /// Of a plan that is nearly the best nothing is solved again: prices are believed.
    Relief(const SolvedPlan& horizon, const Options& options, const Limits& limits,
           bool believes_prices);
    [[nodiscard]] bool believes_prices() const { return believes_prices_; }

    /// nullopt for what was not computed. The same for any number of threads, and asked from several at once. What was
    /// asked before is not solved again.
    [[nodiscard]] std::vector<std::optional<Effect>> of(const std::vector<Set>& sets) const;
    /// More of them lowers the cost by more than rounding.
    [[nodiscard]] bool saves(const Set& set, const Effect& effect) const;

private:
    /// What the duals promise: at least what is saved.
    [[nodiscard]] double promised(const Set& set) const;
    [[nodiscard]] double a_month(const Bottleneck& limit) const;
    void widen(lp::Solver& solver, const Set& set, double factor) const;
    [[nodiscard]] std::optional<Effect> solve(lp::Solver& solver, const Set& set) const;

    const SolvedPlan& horizon_;
    const Options& options_;
    const Limits& limits_;
    bool believes_prices_;
    Delivered now_;
    mutable std::mutex asking_;
    mutable std::map<Key, Effect> known_;
};

/// The largest bottlenecks: limits with a dual in any period or used in full, by the gain of 1 % more.
[[nodiscard]] std::vector<Bottleneck> find_bottlenecks(const SolvedPlan& horizon,
                                                       const Options& options,
                                                       const Relief& relief);
/// Of bottlenecks that bring nothing alone, those that do together.
[[nodiscard]] std::vector<JointBottleneck> find_joint(const std::vector<Bottleneck>& bottlenecks,
                                                      const Relief& relief);

/// What was not delivered of some demands when it was wanted, and why. docs/formulas.md (Plan)
[[nodiscard]] std::vector<LateReason> find_late_reasons(const SolvedPlan& horizon,
                                                        const DemandSet& demands,
                                                        const Relief& relief);

/// Deliveries, and the parts of all that was started, traced back to who made them, first in first out.
/// docs/formulas.md (Plan)
struct Traced {
    std::vector<Pegging> deliveries;
    std::vector<PartPegging> parts;
};
[[nodiscard]] Traced peg(const SolvedPlan& horizon);

}  // namespace jarip::plan
