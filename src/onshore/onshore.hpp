/// What should come home first?
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto home = jarip::onshore::frontier(network, {.points = 10});
///     // home.points: capital against racks a month with closed borders, a step at a time
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::onshore {

using network::Network;
using network::ProcessId;

enum class Target { demand, closed_border_racks, domestic_content, autonomy_days };

struct Options {
    Target target = Target::closed_border_racks;
    std::optional<double> level;   ///< of the target: racks a month, a share, days
    std::optional<double> budget;  ///< capital at most
    std::optional<double> max_country_share;
    double discount_rate = 0;  ///< a year
    int points = 10;           ///< of a frontier
    lp::SolveOptions solver;
    RunOptions run;
};

/// A candidate that is built, or a process that is expanded.
struct Built {
    ProcessId process;
    double capex = 0;
    double expansion = 0;  ///< units started a month beyond capacity
};

struct Result {
    lp::Status status = lp::Status::limit;
    double target = 0;     ///< the level asked for
    double reached = 0;    ///< what the solution attains
    double objective = 0;  ///< capital + operating cost of the horizon
    double capex = 0;
    double operating_cost = 0;
    double bound = 0;
    double gap = 0;
    std::vector<Built> built;
    std::optional<double> days_until_built;  ///< the longest build time among them
    std::vector<std::string> conflict;       ///< infeasible: limits that cannot all hold, by name
};

struct Frontier {
    double today = 0;            ///< level without anything built
    double largest = 0;          ///< level with everything built
    std::vector<Result> points;  ///< dominated ones removed, by level
    /// What each candidate alone adds to the level: half a chain earns nothing.
    std::vector<std::pair<ProcessId, double>> alone;
};

/// FORMULAS 5
[[nodiscard]] Result solve(const Network& network, const Options& options = {});
[[nodiscard]] Frontier frontier(const Network& network, const Options& options = {});

}  // namespace jarip::onshore
