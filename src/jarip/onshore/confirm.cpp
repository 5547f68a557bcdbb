#include "jarip/onshore/confirm.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "jarip/onshore/solve.hpp"
#include "jarip/onshore/tolerances.hpp"
#include "jarip/origin.hpp"
#include "jarip/stress.hpp"

namespace jarip::onshore {
namespace {

constexpr int kMostProposals = 8;
constexpr double kLeastMoreContent = 0.005;
/// Relative gap of content's proposals before one is confirmed.
constexpr double kRoughGap = 0.002;
constexpr double kNearTheLeast = 0.01;  ///< of the cost: between such sets no other is searched for

/// What is delivered to home of products, at list prices, at the demands' prices or by number.
enum class Count { value, paid, number };
double to_home(const Network& network, const Indexed<network::DemandId, double>& rate,
               Count count) {
    Sum sum;
    for (const auto id : network.demands.ids()) {
        const auto& pool = network.pools[network.demands[id].pool];
        if (!network.is_product(pool.item) ||
            !network.at_home(network.country_of(network.demands[id].pool)))
            continue;
        sum.add(rate[id] * (count == Count::value  ? network.items[pool.item].price
                            : count == Count::paid ? network.demands[id].price
                                                   : 1));
    }
    return sum.value();
}

/// Of the two, the one that costs less.
Result cheaper(Result full, Result lasting) {
    if (lasting.status == lp::Status::infeasible) return full;
    if (full.status == lp::Status::infeasible) return lasting;
    if (!full.found() || !lasting.found()) {
        Result found = full.found() ? std::move(full) : std::move(lasting);
        found.bound.reset();
        found.gap.reset();
        if (found.status == lp::Status::optimal) found.status = lp::Status::feasible;
        return found;
    }
    Result& less = lasting.objective < full.objective ? lasting : full;
    const Result& more = &less == &full ? lasting : full;
    if (!less.bound || !more.bound) {
        less.bound.reset();
        less.gap.reset();
    } else if (*more.bound < *less.bound) {
        less.bound = more.bound;
        less.gap = lp::relative_gap(less.objective, *less.bound);
    }
    if (less.status == lp::Status::optimal && more.status != lp::Status::optimal &&
        !(less.gap && *less.gap <= kProvenGap))
        less.status = more.status;
    return std::move(less);
}

/// Stops what knows no time limit, steady months and simulations, when time is up or somebody else stops it.
class Deadline {
public:
    Deadline(const std::stop_token& stop, double seconds) : others_{stop, Stop{source_}} {
        if (seconds <= 0)
            source_.request_stop();
        else if (seconds <= kLongest)
            waiting_ = std::jthread{[this, seconds](const std::stop_token& ended) {
                std::mutex mutex;
                std::unique_lock lock{mutex};
                std::condition_variable_any until;
                until.wait_for(lock, ended, std::chrono::duration<double>{seconds},
                               [] { return false; });
                if (!ended.stop_requested()) source_.request_stop();
            }};
    }
    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

private:
    static constexpr double kLongest = 1e8;  ///< seconds: three years, which clocks can hold
    struct Stop {
        std::stop_source& source;
        void operator()() const { source.request_stop(); }
    };
    std::stop_source source_;
    std::stop_callback<Stop> others_;
    std::jthread waiting_;
};

class Search {
public:
    Search(const Network& network, const Options& options, const lp::SolveOptions& solver)
        : network_{network},
          options_{options},
          clock_{solver},
          deadline_{solver.stop, solver.seconds},
          run_{options.run},
          content_{options.target == Target::domestic_content},
          is_rough_{content_ && solver.relative_gap < kRoughGap},
          level_{*options.level} {
        run_.stop = deadline_.token();
        today_ = plan::steady(network, {.bottlenecks = false, .run = run_});
    }

    Result find() {
        if (clock_.is_over()) return ended();
        std::optional<Result> standing = with_nothing_built();
        if (clock_.is_over()) return standing ? unproven(std::move(*standing)) : ended();
        Options asked = options_;
        for (int round = 0; round < kMostProposals; ++round) {
            if (options_.run.progress)
                options_.run.progress({"onshore.proposals", static_cast<std::size_t>(round) + 1,
                                       static_cast<std::size_t>(kMostProposals)});
            if (!try_level(asked) || clock_.is_over()) break;
        }
        auto& [first, best] = found_;
        if (rough_ && !(first && first->bound)) first = rough_;
        if (!first) return standing ? unproven(std::move(*standing)) : ended();
        const bool reached = best && is_enough(best->reached);
        if (reached) bound_by(*first, *best);
        if (standing && !(reached && best->objective < standing->objective)) {
            if (first->found())
                bound_by(*first, *standing);
            else if (clock_.is_over())
                return unproven(std::move(*standing));
            return *standing;
        }
        if (!best && first->found()) {
            // It was stopped before what was proposed had been measured.
            Result none = ended();
            none.bound = first->bound;
            return none;
        }
        if (!best) return *first;
        best->refused = !reached;
        if (best->refused) {
            if (best->status == lp::Status::optimal || best->status == lp::Status::feasible)
                best->status = lp::Status::unknown;
            best->bound = first->bound;
            best->gap.reset();
        }
        return *best;
    }

private:
    [[nodiscard]] bool is_enough(double reached) const {
        return reached >= level_ * (1 - kReached);
    }

    [[nodiscard]] Result ended() const {
        Result none;
        none.status = clock_.why();
        return none;
    }

    /// A set beside which none was searched for to the end.
    [[nodiscard]] Result unproven(Result found) const {
        found.status = clock_.why();
        found.bound.reset();
        found.gap.reset();
        return found;
    }

    [[nodiscard]] plan::SteadyPlan month_of(const Network& built) const {
        return plan::steady(built, {.bottlenecks = false, .flows_only = true, .run = run_});
    }

    /// Value added at home of what home is delivered; where that is less than today, as much less of it, and never enough.
    [[nodiscard]] double content_of(const Network& built) const {
        const auto month = month_of(built);
        const double least = to_home(network_, today_.delivered, Count::value);
        const double share = least > 0 ? to_home(built, month.delivered, Count::value) / least : 1;
        const auto found =
            origin::shares(built, month, {.single_points = false}).domestic_content.value_or(0);
        return share < 1 - kReached ? std::clamp(found, 0.0, level_) * share : found;
    }

    /// Days, at most those asked for, on which home is delivered as much as today's month promises.
    [[nodiscard]] double days_of(const Network& built) const {
        const auto closed = stress::simulate(
            built, "borders-closed", {.days = static_cast<int>(std::lround(level_)), .run = run_});
        const Count count = closed.by_value ? Count::paid : Count::number;
        const double delivered = to_home(network_, today_.delivered, count);
        const double a_month = delivered > 0 ? delivered : to_home(network_, today_.wanted, count);
        const double enough = kAutonomous * a_month * network_.months / network_.horizon.days();
        for (std::size_t day = 0; day < closed.days.size(); ++day) {
            const auto& each = closed.days[day];
            if ((closed.by_value ? each.delivered_value : each.delivered) <
                enough * (1 - kDeliveredRounding))
                return static_cast<double>(day);
        }
        return level_;
    }

    [[nodiscard]] double measure(const Network& built) const {
        return content_ ? content_of(built) : days_of(built);
    }

    /// What the analysis finds: as everybody buys in a steady month of their own; else by the rules, held or come near to.
    void confirm(Result& result) const {
        result.as_usual = measure(with_built(network_, result));
        result.reached = *result.as_usual;
        if (is_enough(*result.as_usual)) {
            result.bought.clear();
            result.filled.clear();
            result.as_bought = result.as_usual;
            return;
        }
        const auto hold = [](Result& rules, bool fixed) {
            for (auto& row : rules.bought) row.fixed = fixed;
            for (auto& row : rules.filled) row.fixed = fixed;
        };
        Result other = result;
        hold(result, content_);
        result.as_bought = measure(with_built_and_bought(network_, result));
        if (!is_enough(*result.as_bought)) {
            hold(other, !content_);
            other.as_bought = measure(with_built_and_bought(network_, other));
            if (*other.as_bought > *result.as_bought) result = std::move(other);
        }
        result.reached = std::max(*result.as_bought, *result.as_usual);
    }

    /// The cheapest first; of autonomy, the cheapest of each service.
    [[nodiscard]] std::vector<Result> propose(const Options& asked) const {
        lp::SolveOptions solver = clock_.rest();
        if (is_rough_) solver.relative_gap = kRoughGap;
        const auto solved = [&](Service service) {
            solver.seconds = clock_.seconds_left();
            return solve_model(network_,
                               target_model(network_, asked, service, &today_, newcomers_), solver);
        };
        if (content_) return {solved(Service::in_full)};
        const Result full = solved(Service::in_full), lasting = solved(Service::lasting);
        Result less = cheaper(full, lasting);
        if (!full.found() || !lasting.found()) return {std::move(less)};
        return {std::move(less), lasting.objective < full.objective ? full : lasting};
    }

    /// The proposals of a level, measured; then which level is asked for next. False where no other is worth a try.
    bool try_level(Options& asked) {
        auto& [first, best] = found_;
        auto proposals = propose(asked);
        if (!first) first = proposals.front();
        std::erase_if(proposals, [](const Result& each) { return !each.found(); });
        if (proposals.empty() && newcomers_ == Newcomers::none && !worked_) {
            // Only those can serve home who buy nothing today.
            newcomers_ = Newcomers::as_is_best;
            ask_for_more(first_reached_, asked);
            return true;
        }
        if (proposals.empty()) {
            if (worked_ || *asked.level <= level_) return false;
            ask_for_less(asked);
            return true;
        }
        bool works = false;
        for (Result& next : proposals) {
            confirm(next);
            // What was measured until then is no measure.
            if (clock_.is_over()) return false;
            works = works || is_enough(next.reached);
            if (!best || is_better(next, *best)) best = next;
            if (works) break;
        }
        if (works && is_rough_ && newcomers_ == Newcomers::as_is_best && !failed_) {
            // The first that is proposed will do: now the cheapest.
            is_rough_ = false;
            worked_ = *asked.level;
            rough_ = std::exchange(first, std::nullopt);
            return true;
        }
        if (works)
            worked_ = *asked.level;
        else
            failed_ = std::max(failed_.value_or(*asked.level), *asked.level);
        if (!worked_ && content_ && !asked_of_known_) {
            asked_of_known_ = true;
            newcomers_ = Newcomers::none;
            first_reached_ = proposals.front().reached;
            return true;
        }
        if (!worked_) {
            ask_for_more(proposals.front().reached, asked);
            return true;
        }
        if (!failed_ || *worked_ - *failed_ <= least_step() ||
            lp::relative_gap(best->objective, first->objective) <= kNearTheLeast)
            return false;
        // More than was needed was asked for: what lies between may be cheaper.
        asked.level = (*failed_ + *worked_) / 2;
        return true;
    }

    /// Cheaper where both reach the target, else nearer to it.
    [[nodiscard]] bool is_better(const Result& a, const Result& b) const {
        if (is_enough(a.reached) && is_enough(b.reached)) return a.objective <= b.objective;
        return a.reached > b.reached;
    }

    [[nodiscard]] double least_step() const { return content_ ? kLeastMoreContent : 1; }

    void ask_for_more(double reached, Options& asked) const {
        const double missing = level_ - (content_ ? std::max(0.0, reached) : reached);
        asked.level = *asked.level + std::max(least_step(), missing);
        if (content_) asked.level = std::min(1.0, *asked.level);
    }

    /// Halfway back to what is wanted, and then to that.
    void ask_for_less(Options& asked) const {
        const double half = (*asked.level - level_) / 2;
        asked.level = half > least_step() ? level_ + half : level_;
    }

    /// Where the target is reached as things are, what that costs.
    [[nodiscard]] std::optional<Result> with_nothing_built() const {
        const double today = measure(network_);
        if (clock_.is_over() || !is_enough(today)) return std::nullopt;
        for (const Service service : {Service::in_full, Service::lasting, Service::enough}) {
            TargetModel model = target_model(network_, options_, service, &today_);
            auto& columns = model.investments.model().columns;
            for (const Choice& choice : model.investments.choices)
                for (const lp::ColumnId id : {choice.build, choice.expansion})
                    if (id.valid()) columns[id].high = 0;
            Result result = solve_model(network_, model, clock_.rest(), Conflicts::not_asked);
            if (result.found()) {
                result.bought.clear();
                result.filled.clear();
                result.as_usual = result.as_bought = result.reached = today;
                return result;
            }
            if (content_) break;
        }
        return std::nullopt;
    }

    /// No cost is below what the first proposal's is not below.
    static void bound_by(const Result& first, Result& result) {
        result.bound = first.bound;
        if (result.bound) *result.bound = std::min(*result.bound, result.objective);
        result.gap = result.bound ? std::optional{lp::relative_gap(result.objective, *result.bound)}
                                  : std::nullopt;
        if (result.status == lp::Status::optimal && !(result.gap && *result.gap <= kProvenGap))
            result.status = lp::Status::feasible;
    }

    const Network& network_;
    const Options& options_;
    lp::Clock clock_;
    Deadline deadline_;
    RunOptions run_;  ///< of steady months and simulations
    bool content_;
    bool is_rough_;  ///< proposals are not the cheapest to the last digit
    Newcomers newcomers_ = Newcomers::as_is_best;
    bool asked_of_known_ = false;  ///< of those alone who buy today
    double first_reached_ = 0;     ///< by what was proposed before
    plan::SteadyPlan today_;
    double level_;
    struct Found {
        std::optional<Result> first;  ///< whose bound is that of all
        std::optional<Result> best;
    };
    Found found_;
    std::optional<Result>
        rough_;  ///< the first of those that were not the cheapest to the last digit
    /// Levels asked for: the largest of which no proposal reached the target, and the last of which one did.
    std::optional<double> failed_, worked_;
};

}  // namespace

Result solve_confirmed(const Network& network, const Options& options,
                       const lp::SolveOptions& solver) {
    return Search{network, options, solver}.find();
}

}  // namespace jarip::onshore
