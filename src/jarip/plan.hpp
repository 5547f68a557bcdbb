/// What can be built, when, at what cost, and what holds it back?
///
/// `steady` is one average month, the baseline of origin, stress, onshore and assess; `solve` plans bucket by
/// bucket with lead times, stock and receipts.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     // month.rates.delivered_at_home == 4, month.rates.built_at_home == 6 (models/tiny-chain/README.md)
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/network.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

using network::ArcId;
using network::CountryId;
using network::DemandId;
using network::InputId;
using network::ItemId;
using network::LaneId;
using network::Network;
using network::PoolId;
using network::ProcessId;
using network::ResourceId;
using network::SlotId;

// ---- formulations: the rows and columns that plan, origin and onshore share ----------------------

/// Which part of a network a formulation covers.
struct Scope {
    /// Valid: only processes and arcs wholly inside this country, or group of countries.
    CountryId closed_border;
    /// Candidate processes have columns (onshore ties them to its binaries).
    bool candidates = false;
    /// What sourcing.csv fixes and approvals.csv allows of shares holds.
    bool shares = true;
    /// Steady month: what only lies in stock, or is received, can flow too. No row holds it: `balance` is of what is made.
    bool from_stock = false;
    /// Steady month: no demands, but products leave where they are made, without limit.
    bool unlimited_demand = false;
    /// Of products, under unlimited demand: no more than this, as `counted_in` counts, is of use in all. Not a limit of the
    /// model.
    double most_taken = lp::kInfinity;
    /// Its events, on their days; in the steady month in full (network::Effects::in_full), every one at its strongest. None:
    /// null.
    const network::Scenario* scenario = nullptr;
};

/// A linear model of a network. Columns and rows of what cannot flow are left out: their id is not valid (an
/// arc that nothing can fill, a process of which a slot cannot be met, a pool that no demand can be reached
/// from). Arrays of several periods hold period t of id i at [t * count + i]; the steady month has one period.
struct Formulation {
    /// Costs are those of docs/formulas.md (Plan), without the cost of lost demand in the steady month, and with that of
    /// less preferred parts, which is not reported.
    lp::Model model;
    std::vector<Period> periods;          ///< empty: one average month
    std::vector<lp::ColumnId> started;    ///< by period and process: units started
    std::vector<lp::Term> used;           ///< by period and input: coefficient × column, units
    std::vector<lp::ColumnId> shipped;    ///< by period and arc: units sent
    std::vector<lp::ColumnId> stock;      ///< by period and pool: units at the end (buckets only)
    std::vector<lp::ColumnId> delivered;  ///< by period and demand
    std::vector<lp::ColumnId> backlog;    ///< by period and demand, at the end (buckets only)
    std::vector<lp::ColumnId> lost;       ///< by period and demand: too late from then on
    std::vector<lp::ColumnId> taken;      ///< by pool, under unlimited demand only
    std::vector<lp::RowId> balance;       ///< by period and pool
    std::vector<lp::RowId> capacity;      ///< by period and process, candidates too
    std::vector<lp::RowId> resource;      ///< by period and resource
    std::vector<lp::RowId> lane;          ///< by period and lane row
    std::vector<lp::RowId> demand;        ///< by period and demand
    std::vector<lp::ColumnId> shortage;   ///< by period and pool: what is missing of its minimum
    std::vector<lp::ColumnId> over;       ///< by period and pool: what is above its maximum
    std::vector<lp::ColumnId> spoiled;    ///< by period and pool
    std::vector<lp::ColumnId> set_up;     ///< by period and process: 1 where it is set up
    std::vector<lp::ColumnId> kept;       ///< and: 1 where it still is from the period before
    std::vector<lp::RowId>
        set_up_ties;  ///< rows that let a process make something only where it is set up, or runs
    std::vector<lp::ColumnId> left;     ///< by pool: what is worth something at the end
    std::vector<lp::ColumnId> opening;  ///< by period and lane row: 1 where its fixed cost is paid
    /// By period and row of sourcing.csv: its terms of what the buyer sent to where it comes from and comes back.
    std::vector<std::vector<lp::Term>> came_back;
    /// By period and pool: what lies where nobody can use it, so that it has no column (buckets only).
    std::vector<double> idle_stock;
    std::vector<double> idle_spoiled;  ///< and what of it spoils
    std::vector<double> wanted;        ///< by period and demand
    /// The part of the model's objective that is not reported: less preferred parts, and stock below its minimum or
    /// above its maximum.
    [[nodiscard]] double preference_cost(const Network& network,
                                         const lp::Solution& solution) const;
    [[nodiscard]] std::size_t period_count() const { return periods.empty() ? 1 : periods.size(); }
};

/// A way that is there because of candidates alone. Where one of the makers and one of the users is built it is
/// open; an empty list asks for nobody.
struct CandidateWay {
    ArcId arc;
    std::vector<ProcessId> makers;  ///< at its origin
    std::vector<ProcessId> users;   ///< at its destination
};
/// Ways that formulations without candidates leave out.
[[nodiscard]] std::vector<CandidateWay> candidate_ways(const Network& network);

/// One average month: rates a month, no lead times, stock, receipts or set-ups; capacity × mean
/// availability. Fixed shares of sourcing.csv hold, but not behind a closed border. docs/formulas.md (The steady plan)
[[nodiscard]] Formulation steady_formulation(const Network& network, const Scope& scope = {});

/// Every bucket of the horizon with lead times, stock, receipts, minimum lots and fixed costs. docs/formulas.md (Plan)
/// errors  E0310 where a minimum lot, set-up or fixed cost has no capacity and no bound can be derived, E0317 a demand beyond what can be told
[[nodiscard]] Formulation period_formulation(const Network& network, const Scope& scope = {});

// ---- how much can be of any use: bounds of yes-or-no decisions -----------------------------------

/// By process: starts of the horizon, or of the average month, that can be of use: what is needed of its output
/// through every step, and one lot over; within capacities, expansions and resources. kInfinity where none of these
/// bounds it.
[[nodiscard]] Indexed<ProcessId, double> useful_starts(const Network& network, const Scope& scope,
                                                       bool steady);

/// The value of a column; 0 where it is not valid, or has only what rounding leaves.
[[nodiscard]] double flow_of(const lp::Model& model, const lp::Solution& solution,
                             lp::ColumnId column);

// ---- the steady month -----------------------------------------------------------------------------

struct Rates {
    double delivered_at_home = 0;  ///< delivered at home
    double wanted = 0;             ///< at home
    double built_at_home = 0;      ///< good units of products made by home's processes
    double world = 0;              ///< delivered everywhere
    /// Beside network.products, each in its own unit. `built` is not known to the depth of deliveries.
    struct ByProduct {
        std::vector<double> home, wanted, built, world;
    };
    ByProduct by_product;
};

/// A limit that binds: a process's capacity, a shared resource, or a lane row.
struct Bottleneck {
    ProcessId process;  ///< exactly one of the three is valid
    ResourceId resource;
    LaneId lane;
    double used = 0;      ///< a month
    double capacity = 0;  ///< a month
    /// What one more unit of it is worth: of deliveries (steady month), of cost (Objective::cost) or of
    /// products (Objective::throughput); the mean over its capacity where there are several periods.
    double shadow_price = 0;
    /// Products a month more, everywhere, with 1 % more of it (re-solved); nullopt: not computed.
    std::optional<double> gain;
    std::optional<double> gain_at_home;
    /// The same everywhere, at list prices of products: by it the limits are ranked.
    std::optional<double> gain_value;
    std::optional<double> gain_value_at_home;
    /// Of a reason: the last of the periods in a row in which it is full.
    std::optional<std::size_t> full_until;
};

/// Limits in series: more of one alone brings nothing, 1 % more of all of them does.
struct JointBottleneck {
    std::vector<Bottleneck> limits;
    double gain = 0;
    double gain_at_home = 0;
    double gain_value = 0;  ///< everywhere, at list prices
};

/// One step of what holds back: limits that bind are lifted, those of one item together, until the next ones bind.
struct PathStep {
    std::vector<Bottleneck> limits;  ///< `used`: what is needed of each then
    Rates rates;                     ///< with these and all before them lifted
};

/// Rates a month of the best average month: docs/formulas.md (The steady plan): three solves. All are 0 where there is none.
struct SteadyPlan {
    lp::Status status = lp::Status::limit;
    Indexed<ProcessId, double> started;
    Indexed<InputId, double> used;
    Indexed<ArcId, double> shipped;
    Indexed<DemandId, double> wanted;
    Indexed<DemandId, double> delivered;
    lp::Certificate certificate;  ///< the worst of the three solves
    double objective = 0;         ///< cost of the month: conversion, freight and tariffs
    double value_delivered = 0;   ///< Σ price of demand × delivered
    Rates rates;
    std::vector<double> delivered_at_home;  ///< beside network.products: delivered at home
    std::optional<double>
        headroom;  ///< nothing short: largest multiple of home's demand, others held
    /// All limits that are used in full or have a price, largest gain first.
    std::vector<Bottleneck> bottlenecks;
    std::vector<JointBottleneck> joint;
    std::vector<PathStep> path_home, path_world;  ///< where asked for
    std::string scenario;                         ///< whose events act in full; empty: none
    lp::Basis basis;                              ///< where re-solves start
    [[nodiscard]] double made(const Network& network, ProcessId process) const;  ///< good units

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    SteadyPlan();
    ~SteadyPlan();
    SteadyPlan(const SteadyPlan&);
    SteadyPlan(SteadyPlan&&) noexcept;
    SteadyPlan& operator=(const SteadyPlan&);
    SteadyPlan& operator=(SteadyPlan&&) noexcept;
};

struct SteadyOptions {
    bool bottlenecks = true;
    /// The month in which its events act, all of them, each at its strongest; several joined by '+'; empty: none.
    std::string scenario;
    /// What holds back home, and the world, step by step until all that is wanted is delivered.
    bool path = false;
    /// Of the path of home: as if home wanted so much of all products a month, each in the proportion in which it is wanted.
    std::optional<double> target;
    /// Flows and rates only: no certificate, no headroom. For many months that differ little.
    bool flows_only = false;
    /// Where the solve starts: the basis of a month that differs little. Of one with other rows it is not used.
    const lp::Basis* start = nullptr;
    RunOptions run;
    /// With `path`: called with the month before its path is known, and after each step of it.
    std::function<void(const std::function<SteadyPlan()>&)> so_far;
};
/// errors  E0260 for an unknown scenario, E0311 for a model of money flows
[[nodiscard]] SteadyPlan steady(const Network& network, const SteadyOptions& options = {});

/// List prices beside network.products; 1 for all of them where one has none.
[[nodiscard]] std::vector<double> list_prices(const Network& network);

/// Several products, of different size: their numbers are not added up, what they are worth at list prices is.
[[nodiscard]] bool by_value(const Network& network);

/// Of products of different size: what of each there is, at list prices; of one product its number.
[[nodiscard]] double worth(const Network& network, const std::vector<double>& by_product);

/// Where many products have to be one number of units: units of one of them, of which any other counts for as many as its
/// list price buys.
struct CountedIn {
    ItemId product;  ///< not valid where the model has none
    std::vector<double>
        weights;  ///< beside network.products; 1 where there is one, or a price is missing
};
/// The product of which home wants most at list prices; the world, where home wants none.
[[nodiscard]] CountedIn counted_in(const Network& network);

/// A what-if for a re-solve of the steady month.
struct Change {
    std::vector<ProcessId> closed_processes;
    std::vector<ArcId> closed_arcs;
};
/// How far a re-solve goes.
enum class Depth {
    /// All three solves: who makes what too.
    flows,
    /// The first only: of the ways that are worth the same, the one that delivers most at home;
    /// `built_at_home` stays 0.
    deliveries,
};
/// Rates a month under each change, each solved from the base's basis: the same for any number of threads.
[[nodiscard]] std::vector<Rates> solve_variants(const Network& network, const SteadyPlan& base,
                                                std::span<const Change> changes,
                                                const RunOptions& run = {},
                                                Depth depth = Depth::flows);

/// The largest rate of products that a country, or a group, can make with processes and lanes wholly inside it,
/// demand unlimited, from no stock.
struct ClosedBorder {
    std::optional<double>
        total;  ///< of all together, counted as `counted_in` says; nullopt: unlimited
    std::vector<std::optional<double>> alone;  ///< beside network.products: each product for itself
};
[[nodiscard]] ClosedBorder closed_border(const Network& network, CountryId country);

/// What is paid towards conversion costs, by who pays it.
struct Subsidy {
    CountryId by;
    double amount = 0;
};
/// Of so many starts by process, those who pay something, by country.
[[nodiscard]] std::vector<Subsidy> subsidies(const Network& network,
                                             const Indexed<ProcessId, double>& started);

// ---- bucket by bucket --------------------------------------------------------------------------------

/// Throughput: the most products, several of them at their list prices (units, where one has none), then the least cost.
enum class Objective { cost, throughput };

struct Plan;

struct Options {
    Objective objective = Objective::cost;
    std::string
        scenario;  ///< its events cut capacities and arcs; several joined by '+'; empty: none
    lp::SolveOptions solver;
    RunOptions run;
    std::size_t bottlenecks = 20;    ///< so many, by what 1 % more of them is worth, are re-solved
    double seconds = lp::kInfinity;  ///< for everything; what is not done by then is left out
    /// Linear models of so many columns are not solved to the end, but until the plan is within `near_gap` of a proven
    /// bound; one below kLeastNearGap asks for the end.
    std::size_t large = kLargePlan;
    double near_gap = kNearGap;
    /// Called with the plan once it is solved: what it makes, moves and delivers, before it is known what holds it back and why
    /// some of it is late.
    std::function<void(const std::function<Plan()>&)> so_far;
};

/// Why some of what was wanted in a period was not delivered in it.
struct LateReason {
    DemandId demand;
    std::size_t period = 0;  ///< when it was wanted
    double quantity = 0;     ///< delivered later or never
    bool possible = true;    ///< false: no way of making more ends in time, whatever the capacities
    /// Limits on the cheapest way to one more, of each of which 1 % more lowers the cost (re-solved); none where
    /// being late is what costs least.
    std::vector<Bottleneck> because;
    bool joint = false;  ///< only more of all of `because` together lowers it
};

/// What was missing of a minimum stock at the end of a period, or lay there above the maximum.
struct Shortage {
    PoolId pool;
    std::size_t period = 0;
    double quantity = 0;
};

/// What a plan's objective is made of.
struct Costs {
    double conversion = 0;
    double set_ups = 0;
    double transport = 0;  ///< freight and tariffs
    double openings = 0;   ///< fixed costs of lanes
    double holding = 0;    ///< of stock, whether anybody can use it or not
    double holding_on_the_way = 0;
    double late = 0;
    double lost = 0;  ///< too late, or owed at the end of the horizon
    double left = 0;  ///< what stock is worth at the end: 0 or less
};

/// One unit's share of the costs, as they are in each period.
struct Prices {
    std::vector<double> transport;           ///< by period and arc
    std::vector<double> holding_on_the_way;  ///< by period and arc, within the horizon
};

/// `quantity` of a demand's delivery in `period` was made by `process`, which started it in `made`; an invalid
/// process: it came from opening stock or a receipt, which was there from `made` on.
struct Pegging {
    DemandId demand;
    std::size_t period = 0;
    ProcessId process;
    std::size_t made = 0;
    double quantity = 0;
};

/// `quantity` of an item that went into what `process` started in `period` was made by `maker`, which started it in
/// `made`; an invalid maker: as in Pegging.
struct PartPegging {
    ProcessId process;
    std::size_t period = 0;
    ItemId item;
    ProcessId maker;
    std::size_t made = 0;
    double quantity = 0;
};

struct Plan {
    lp::Status status = lp::Status::limit;
    std::string scenario;  ///< whose events act; empty: none
    bool nearly = false;   ///< by a method that ends near the best; what holds back, by its prices
    double objective = 0;  ///< cost of the horizon, of less preferred parts none
    double bound = 0;
    double gap = 0;
    lp::Certificate certificate;
    std::vector<Period> periods;
    Rates products_per_month;       ///< mean over the horizon
    std::vector<double> started;    ///< by period and process, as in Formulation
    std::vector<double> capacity;   ///< by period and process: what can be started; may be infinite
    std::vector<double> shipped;    ///< by period and arc
    std::vector<double> delivered;  ///< by period and demand
    std::vector<double> backlog;    ///< by period and demand
    std::vector<double> lost;       ///< by period and demand: too late from then on
    std::vector<double> spoiled;    ///< by period and pool
    std::vector<double> stock;      ///< by period and pool
    std::vector<double> used;       ///< by period and input
    std::vector<double> set_up;     ///< by period and process: 1 where it is set up
    std::vector<double> kept;       ///< and: 1 where it still is from the period before
    std::vector<double> left;       ///< by pool: what is worth something at the end
    std::vector<double> opening;    ///< by period and lane row: 1 where its fixed cost is paid
    std::vector<Shortage> shortages;
    std::vector<Shortage> overstock;
    Costs costs;
    Prices prices;
    double wanted_total = 0;     ///< units of products
    double delivered_total = 0;  ///< units of products
    double late_total = 0;       ///< of the wanted, what was not delivered in its period
    double lost_total = 0;       ///< of the wanted, what is never delivered
    /// The same at list prices.
    struct Totals {
        double wanted = 0, delivered = 0, late = 0, lost = 0;
    };
    Totals value;
    std::vector<Bottleneck> bottlenecks;
    std::vector<JointBottleneck> joint;
    std::vector<LateReason> late_reasons;
    std::vector<Pegging> pegging;
    std::vector<PartPegging> part_pegging;
    std::vector<std::string> conflict;  ///< infeasible: names of limits that cannot all hold
    bool conflict_known = true;         ///< false: the search for them ended before
};
/// errors  E0260 for an unknown scenario, E0310 as period_formulation, E0311 for a model of money flows
[[nodiscard]] Plan solve(const Network& network, const Options& options = {});

}  // namespace jarip::plan
