#include "jarip/plan/steady/path.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "jarip/plan/model/gain.hpp"
#include "jarip/plan/model/joint.hpp"
#include "jarip/plan/model/limit.hpp"
#include "jarip/plan/steady/re_solve.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

constexpr std::size_t kMostSteps = 50;
constexpr std::size_t kMostTogether = 200;

class Path {
public:
    Path(const Network& network, const SteadyModel& model, bool at_home, const RunOptions& run,
         const StepsKnown& known)
        : network_{network}, model_{model}, at_home_{at_home}, run_{run}, known_{known} {}

    std::vector<PathStep> from(const Lexicographic& base) {
        std::vector<PathStep> steps;
        Lexicographic month = base;
        while (steps.size() < kMostSteps && month.solution.status == lp::Status::optimal) {
            const auto next = largest(month);
            if (next.empty()) break;
            lifted_.insert(lifted_.end(), next.begin(), next.end());
            month = lifting(lifted_, base.basis);
            if (month.solution.status != lp::Status::optimal) break;
            steps.push_back({used_in(month.solution, next), model_.rates(month.solution)});
            if (known_) known_(steps);
        }
        return steps;
    }

private:
    using Limits = std::vector<Bottleneck>;

    /// The limits that are lifted first; none where nothing brings more.
    [[nodiscard]] Limits largest(const Lexicographic& month) const {
        if (nothing_is_short(month.solution)) return {};
        const std::vector<Limits> groups = groups_in(month.solution, lifted_);
        if (groups.empty()) return {};
        const auto now = rates_of(model_.rates(month.solution));
        const auto gains = gains_of(groups, now, month.basis);
        const double best = std::ranges::max(gains);
        if (best <= 0) return together(groups, now, month);
        // Of those that bring the same the first by name, whatever rounding makes of it.
        const auto first = std::ranges::find_if(
            gains, [&](double gain) { return gain >= best * (1 - kGainOfPath); });
        return groups[static_cast<std::size_t>(first - gains.begin())];
    }

    /// The fewest limits that bring more only together: of those that are full, of those that are full once these are
    /// lifted, and so on.
    [[nodiscard]] Limits together(std::vector<Limits> groups, const std::vector<double>& now,
                                  const Lexicographic& month) const {
        const auto works = [&](const std::vector<Limits>& some) {
            return gains_of({joined(some)}, now, month.basis).front() > 0;
        };
        while (groups.size() <= kMostTogether && !run_.stop.stop_requested()) {
            if (works(groups)) return joined(least_that_works(groups, works));
            Limits without = lifted_;
            std::ranges::copy(joined(groups), std::back_inserter(without));
            const auto next = groups_in(lifting(without, month.basis).solution, without);
            if (next.empty()) break;
            groups.insert(groups.end(), next.begin(), next.end());
        }
        return {};
    }

    /// The month without these limits.
    [[nodiscard]] Lexicographic lifting(const Limits& limits, const lp::Basis& start) const {
        lp::Solver solver = model_.solver();
        solver.start_from(start);
        Bounds bounds = model_.bounds();
        lift(limits, bounds);
        return model_.solve(solver, bounds, run_.stop);
    }

    [[nodiscard]] bool nothing_is_short(const lp::Solution& solution) const {
        for (const DemandId id : network_.demands.ids()) {
            if (at_home_ && !network_.at_home(network_.country_of(network_.demands[id].pool)))
                continue;
            const double delivered = flow_of(model_.formulation().model, solution,
                                             model_.formulation().delivered[id.index()]);
            if (model_.wanted(id) - delivered > kShort * model_.wanted(id)) return false;
        }
        return true;
    }

    /// Limits that are full and not lifted: those of the makers of one item together, by its name.
    [[nodiscard]] std::vector<Limits> groups_in(const lp::Solution& solution,
                                                const Limits& lifted) const {
        std::map<std::string, Limits> groups;
        if (solution.status != lp::Status::optimal) return {};
        for (const Bottleneck& limit : limits_of(network_, model_.formulation(), solution)) {
            const bool full = limit.capacity > 0 && limit.used >= limit.capacity * (1 - kFullUse);
            const bool is_lifted = std::ranges::any_of(
                lifted, [&](const Bottleneck& other) { return is_same(limit, other); });
            if (full && !is_lifted) groups[group_of(limit)].push_back(limit);
        }
        std::vector<Limits> result;
        for (auto& [name, limits] : groups) result.push_back(std::move(limits));
        return result;
    }

    /// A resource belongs to the item that all its users make.
    [[nodiscard]] std::string group_of(const Bottleneck& limit) const {
        if (limit.process.valid())
            return "item:" + network_.items[network_.processes[limit.process].item].id;
        if (limit.lane.valid()) {
            const auto& lane = network_.lanes[limit.lane];
            return "lane:" + std::to_string(lane.provenance.line);
        }
        ItemId made;
        for (const auto& use : network_.uses) {
            if (use.resource != limit.resource) continue;
            const ItemId item = network_.processes[use.process].item;
            if (made.valid() && made != item)
                return "resource:" + network_.resources[limit.resource].id;
            made = item;
        }
        return "item:" + network_.items[made].id;
    }

    /// At list prices, so that products are added in one unit.
    [[nodiscard]] std::vector<double> gains_of(const std::vector<Limits>& groups,
                                               const std::vector<double>& now,
                                               const lp::Basis& basis) const {
        const auto rates = re_solve(model_, basis, groups.size(), run_, Solves::value,
                                    [&](std::size_t i, Bounds& bounds) {
                                        lift(lifted_, bounds);
                                        lift(groups[i], bounds);
                                    });
        std::vector<double> gains;
        const auto prices = list_prices(network_);
        for (const auto& more : rates)
            gains.push_back(more ? gained(rates_of(*more), now, prices, kGainOfPath) : 0);
        return gains;
    }

    void lift(const Limits& limits, Bounds& bounds) const {
        for (const Bottleneck& limit : limits)
            bounds.rows[row_of(network_, model_.formulation(), limit, 0)].high = lp::kInfinity;
    }

    [[nodiscard]] Limits used_in(const lp::Solution& solution, Limits limits) const {
        for (Bottleneck& limit : limits)
            limit.used = solution.activities[row_of(network_, model_.formulation(), limit, 0)];
        return limits;
    }

    [[nodiscard]] static Limits joined(const std::vector<Limits>& groups) {
        Limits all;
        for (const Limits& group : groups) all.insert(all.end(), group.begin(), group.end());
        return all;
    }

    [[nodiscard]] std::vector<double> rates_of(const Rates& rates) const {
        return at_home_ ? rates.by_product.home : rates.by_product.world;
    }

    const Network& network_;
    const SteadyModel& model_;
    bool at_home_;
    const RunOptions& run_;
    const StepsKnown& known_;
    Limits lifted_;
};

/// As if home wanted `target` of all products a month.
Network with_target(const Network& network, double target) {
    Network other = network;
    double wanted = 0;
    const auto is_meant = [&](const network::Demand& demand) {
        return network.is_product(network.pools[demand.pool].item) &&
               network.at_home(network.country_of(demand.pool));
    };
    for (const auto& demand : network.demands)
        if (is_meant(demand)) wanted += demand.total / network.months;
    if (wanted <= 0) return other;
    for (auto& demand : other.demands) {
        if (!is_meant(demand)) continue;
        demand.total *= target / wanted;
        for (auto& line : demand.wanted) line.quantity *= target / wanted;
    }
    return other;
}

}  // namespace

std::vector<PathStep> path_of(const Network& network, const SteadyModel& model,
                              const Lexicographic& base, bool at_home, const RunOptions& run,
                              const StepsKnown& known) {
    return Path{network, model, at_home, run, known}.from(base);
}

std::vector<PathStep> path_of_home(const Network& network, const network::Scenario* scenario,
                                   std::optional<double> target, const RunOptions& run,
                                   const StepsKnown& known) {
    const Network wanted = target ? with_target(network, *target) : network;
    const SteadyModel model{wanted, scenario};
    lp::Solver solver = model.solver();
    const Lexicographic base = model.solve(solver, model.bounds(), run.stop);
    return path_of(wanted, model, base, true, run, known);
}

}  // namespace jarip::plan
