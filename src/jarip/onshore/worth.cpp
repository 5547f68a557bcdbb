// What each stage of a set is worth: its Shapley value.
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <utility>

#include "jarip/core/so_far.hpp"
#include "jarip/onshore.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

using Members = std::vector<bool>;

/// Products a month behind closed borders with some of the set built; each subset is solved once.
class Rates {
public:
    Rates(const Network& network, const Result& set) : network_{network}, set_{set} {
        together_ = of(Members(set.built.size(), true));
    }

    [[nodiscard]] double of(const Members& members) {
        {
            const std::lock_guard lock{mutex_};
            if (const auto known = known_.find(members); known != known_.end())
                return known->second;
        }
        Result some;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (members[i]) some.built.push_back(set_.built[i]);
        const Network built = with_built(network_, some);
        const auto rate = plan::closed_border(built, built.home).total;
        if (!rate) throw Error{"E0552", ""};
        const std::lock_guard lock{mutex_};
        known_.emplace(members, *rate);
        return *rate;
    }
    [[nodiscard]] bool same(double a, double b) const {
        return std::abs(a - b) <= kSameRate * together_;
    }

private:
    const Network& network_;
    const Result& set_;
    double together_ = 0;
    std::mutex mutex_;
    std::map<Members, double> known_;
};

/// How far it has come.
class Steps {
public:
    Steps(const RunOptions& run, std::size_t total) : run_{run}, total_{total} {}
    [[nodiscard]] bool stopped() const { return run_.stop.stop_requested(); }
    void add(std::size_t steps) {
        done_ += steps;
        if (run_.progress) run_.progress({"onshore.worth_progress", done_, total_});
    }

private:
    const RunOptions& run_;
    std::size_t done_ = 0, total_;
};

/// The rate of every subset of the first `end` of `others`, with `in` built. More stages never make less, so that where
/// the least and the largest subset make the same, all between them do.
void fill_subsets(Rates& rates, const std::vector<std::size_t>& others, Members& in,
                  std::size_t end, std::size_t mask, std::vector<double>& values, Steps& steps) {
    if (steps.stopped()) return;
    Members all = in;
    for (std::size_t k = 0; k < end; ++k) all[others[k]] = true;
    const double least = rates.of(in);
    if (rates.same(least, rates.of(all))) {
        for (std::size_t subset = 0; subset < std::size_t{1} << end; ++subset)
            values[mask | subset] = least;
        steps.add(std::size_t{1} << end);
        return;
    }
    fill_subsets(rates, others, in, end - 1, mask, values, steps);
    in[others[end - 1]] = true;
    fill_subsets(rates, others, in, end - 1, mask | std::size_t{1} << (end - 1), values, steps);
    in[others[end - 1]] = false;
}

/// Stages without which the set adds nothing are alike: whatever is built, nothing is added until all of them are. So only
/// the subsets of the `others` count.
void exact_shares(Rates& rates, SetWorth& result, const std::vector<std::size_t>& others,
                  const RunOptions& run) {
    const std::size_t count = result.stages.size();
    const std::size_t needed = count - others.size();
    std::vector<double> values(std::size_t{1} << others.size());
    Members in(count, true);
    for (const std::size_t other : others) in[other] = false;
    Steps steps{run, values.size()};
    fill_subsets(rates, others, in, others.size(), 0, values, steps);
    if (steps.stopped()) return;
    // Of the orders in which `before` stages come first: 1 ÷ (count · ways to choose them).
    std::vector<double> weight(count);
    double choose = 1;
    for (std::size_t before = 0; before < count; ++before) {
        weight[before] = 1 / (static_cast<double>(count) * choose);
        choose *= static_cast<double>(count - 1 - before) / static_cast<double>(before + 1);
    }
    const auto size = [](std::size_t subset) {
        return static_cast<std::size_t>(std::popcount(subset));
    };
    Sum of_needed;
    if (needed > 0)
        for (std::size_t subset = 0; subset < values.size(); ++subset)
            of_needed.add(weight[needed - 1 + size(subset)] * (values[subset] - result.today));
    for (Worth& each : result.stages) each.share = of_needed.value();
    for (std::size_t k = 0; k < others.size(); ++k) {
        const std::size_t own = std::size_t{1} << k;
        Sum share;
        for (std::size_t subset = 0; subset < values.size(); ++subset)
            if ((subset & own) == 0)
                share.add(weight[needed + size(subset)] * (values[subset | own] - values[subset]));
        result.stages[others[k]].share = share.value();
    }
}

/// What each stage adds when they are built in this order.
std::vector<double> added_in(Rates& rates, const std::vector<std::size_t>& order) {
    const std::size_t count = order.size();
    const auto rate_after = [&](std::size_t built) {
        Members members(count, false);
        for (std::size_t k = 0; k < built; ++k) members[order[k]] = true;
        return rates.of(members);
    };
    std::vector<double> after(count + 1);
    // Between two that make the same nothing is added.
    const auto fill = [&](const auto& self, std::size_t low, std::size_t high) -> void {
        if (high - low < 2) return;
        if (rates.same(after[low], after[high])) {
            std::fill(after.begin() + static_cast<long>(low) + 1,
                      after.begin() + static_cast<long>(high), after[low]);
            return;
        }
        const std::size_t middle = low + (high - low) / 2;
        after[middle] = rate_after(middle);
        self(self, low, middle);
        self(self, middle, high);
    };
    after[0] = rate_after(0);
    after[count] = rate_after(count);
    fill(fill, 0, count);
    std::vector<double> added(count);
    for (std::size_t k = 0; k < count; ++k) added[order[k]] = after[k + 1] - after[k];
    return added;
}

/// What is the same but for rounding stands in the order of ids.
SetWorth ordered(const Network& network, SetWorth worth) {
    const auto rank = [&](const Worth& each) {
        return worth.together > 0
                   ? std::round(each.share.value_or(0) / (kSameRate * worth.together))
                   : 0;
    };
    std::ranges::sort(worth.stages, [&](const Worth& a, const Worth& b) {
        if (rank(a) != rank(b)) return rank(a) > rank(b);
        return network.processes[a.process].id < network.processes[b.process].id;
    });
    return worth;
}

/// The mean over the orders that are done; `added` is empty of those that are not.
SetWorth with_means(SetWorth worth, const std::vector<std::vector<double>>& added) {
    const auto is_done = [](const std::vector<double>& each) { return !each.empty(); };
    worth.exact = false;
    worth.orders = static_cast<std::size_t>(std::ranges::count_if(added, is_done));
    if (worth.orders < 2) return worth;
    const auto n = static_cast<double>(worth.orders);
    for (std::size_t i = 0; i < worth.stages.size(); ++i) {
        Sum mean, squares;
        for (const auto& each : added)
            if (is_done(each)) mean.add(each[i] / n);
        for (const auto& each : added)
            if (is_done(each)) squares.add(std::pow(each[i] - mean.value(), 2));
        worth.stages[i].share = mean.value();
        worth.stages[i].error = std::sqrt(squares.value() / (n - 1) / n);
    }
    return worth;
}

/// Asked to stop it knows less.
class Telling {
public:
    Telling(const Network& network, const Options& options)
        : network_{network}, so_far_{options.so_far.worth} {}
    void tell(const std::function<SetWorth()>& known) const {
        if (!so_far_) return;
        so_far_([&] {
            SetWorth worth = known();
            worth.status = lp::Status::interrupted;
            return ordered(network_, std::move(worth));
        });
    }

private:
    const Network& network_;
    const SoFar<SetWorth>& so_far_;
};

SetWorth drawn_shares(Rates& rates, const SetWorth& looked_at, std::size_t orders,
                      const RunOptions& run, const Telling& telling) {
    constexpr std::uint32_t kOrders = 0x5348;  // of the random stream
    const std::size_t count = looked_at.stages.size();
    orders = std::max<std::size_t>(2, orders);
    std::vector<std::vector<double>> added(orders);
    Steps steps{run, orders};
    std::mutex mutex;
    parallel_for(orders, run.threads, [&](std::size_t draw) {
        if (run.stop.stop_requested()) return;
        RandomStream random{
            {.seed = run.seed, .replication = static_cast<std::uint32_t>(draw), .use = kOrders}};
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t k = count; k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
        auto found = added_in(rates, order);
        const std::lock_guard lock{mutex};
        added[draw] = std::move(found);
        steps.add(1);
        telling.tell([&] { return with_means(looked_at, added); });
    });
    return with_means(looked_at, added);
}

}  // namespace

SetWorth worth(const Network& network, const Result& set, const Options& options,
               std::size_t orders) {
    SetWorth result;
    Rates rates{network, set};
    const std::size_t count = set.built.size();
    result.today = rates.of(Members(count, false));
    result.together = rates.of(Members(count, true));
    const Telling telling{network, options};
    Steps steps{options.run, count};
    for (std::size_t i = 0; i < count; ++i) {
        if (steps.stopped()) break;
        Members one(count, false), others(count, true);
        one[i] = true;
        others[i] = false;
        result.stages.push_back({.process = set.built[i].process,
                                 .alone = rates.of(one) - result.today,
                                 .missing = result.together - rates.of(others)});
        steps.add(1);
        telling.tell([&] { return result; });
    }
    if (!steps.stopped()) {
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < count; ++i)
            if (!rates.same(result.stages[i].missing, result.together - result.today))
                others.push_back(i);
        if (others.size() <= kMostExact)
            exact_shares(rates, result, others, options.run);
        else
            result = drawn_shares(rates, result, orders, options.run, telling);
    }
    if (steps.stopped()) result.status = lp::Status::interrupted;
    return ordered(network, std::move(result));
}

}  // namespace jarip::onshore
