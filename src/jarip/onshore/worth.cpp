// What each stage of a set is worth: its Shapley value.
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <utility>

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

/// The rate of every subset of the first `end` of `others`, with `in` built. More stages never make less, so that where
/// the least and the largest subset make the same, all between them do.
void fill_subsets(Rates& rates, const std::vector<std::size_t>& others, Members& in,
                  std::size_t end, std::size_t mask, std::vector<double>& values,
                  const std::stop_token& stop) {
    if (stop.stop_requested()) return;
    Members all = in;
    for (std::size_t k = 0; k < end; ++k) all[others[k]] = true;
    const double least = rates.of(in);
    if (rates.same(least, rates.of(all))) {
        for (std::size_t subset = 0; subset < std::size_t{1} << end; ++subset)
            values[mask | subset] = least;
        return;
    }
    fill_subsets(rates, others, in, end - 1, mask, values, stop);
    in[others[end - 1]] = true;
    fill_subsets(rates, others, in, end - 1, mask | std::size_t{1} << (end - 1), values, stop);
    in[others[end - 1]] = false;
}

/// Stages without which the set adds nothing are alike: whatever is built, nothing is added until all of them are. So only
/// the subsets of the `others` count.
void exact_shares(Rates& rates, SetWorth& result, const std::vector<std::size_t>& others,
                  const std::stop_token& stop) {
    const std::size_t count = result.stages.size();
    const std::size_t needed = count - others.size();
    std::vector<double> values(std::size_t{1} << others.size());
    Members in(count, true);
    for (const std::size_t other : others) in[other] = false;
    fill_subsets(rates, others, in, others.size(), 0, values, stop);
    if (stop.stop_requested()) return;
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

void drawn_shares(Rates& rates, SetWorth& result, std::size_t orders, const RunOptions& run) {
    constexpr std::uint32_t kOrders = 0x5348;  // of the random stream
    const std::size_t count = result.stages.size();
    orders = std::max<std::size_t>(2, orders);
    std::vector<std::vector<double>> added(orders);
    std::mutex mutex;
    std::size_t done = 0;
    parallel_for(orders, run.threads, [&](std::size_t draw) {
        if (run.stop.stop_requested()) return;
        RandomStream random{
            {.seed = run.seed, .replication = static_cast<std::uint32_t>(draw), .use = kOrders}};
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t k = count; k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
        added[draw] = added_in(rates, order);
        const std::lock_guard lock{mutex};
        if (run.progress) run.progress({"onshore.worth_progress", ++done, orders});
    });
    if (run.stop.stop_requested()) return;
    const auto n = static_cast<double>(orders);
    for (std::size_t i = 0; i < count; ++i) {
        Sum mean, squares;
        for (const auto& each : added) mean.add(each[i] / n);
        for (const auto& each : added) squares.add(std::pow(each[i] - mean.value(), 2));
        result.stages[i].share = mean.value();
        result.stages[i].error = std::sqrt(squares.value() / (n - 1) / n);
    }
    result.exact = false;
    result.orders = orders;
}

}  // namespace

SetWorth worth(const Network& network, const Result& set, const Options& options,
               std::size_t orders) {
    SetWorth result;
    Rates rates{network, set};
    const std::size_t count = set.built.size();
    result.today = rates.of(Members(count, false));
    result.together = rates.of(Members(count, true));
    for (std::size_t i = 0; i < count; ++i) {
        if (options.run.stop.stop_requested()) break;
        Members one(count, false), others(count, true);
        one[i] = true;
        others[i] = false;
        result.stages.push_back({.process = set.built[i].process,
                                 .alone = rates.of(one) - result.today,
                                 .missing = result.together - rates.of(others)});
    }
    if (!options.run.stop.stop_requested()) {
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < count; ++i)
            if (!rates.same(result.stages[i].missing, result.together - result.today))
                others.push_back(i);
        if (others.size() <= kMostExact)
            exact_shares(rates, result, others, options.run.stop);
        else
            drawn_shares(rates, result, orders, options.run);
    }
    if (options.run.stop.stop_requested()) {
        result.status = lp::Status::interrupted;
        result.stages.clear();
        return result;
    }
    // What is the same but for rounding stands in the order of ids.
    const auto rank = [&](const Worth& each) {
        return result.together > 0 ? std::round(each.share / (kSameRate * result.together)) : 0;
    };
    std::ranges::sort(result.stages, [&](const Worth& a, const Worth& b) {
        if (rank(a) != rank(b)) return rank(a) > rank(b);
        return network.processes[a.process].id < network.processes[b.process].id;
    });
    return result;
}

}  // namespace jarip::onshore
