#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include "jarip/core/so_far.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/recorder.hpp"
#include "jarip/stress/standstill.hpp"
#include "jarip/stress/survival.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

namespace {

// An outage that outlasts every run, days.
constexpr double kNeverBack = 1e6;

// Parts that stop the same processes and places for as long are looked at once.
using Same = std::pair<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>, double>;

// Whether the baseline uses anything of a part.
bool is_used(const LabelledChain& chain, const Network& network, const Part& part) {
    const auto scenario = standstill(network, part, 1);
    return Timeline{chain, network, &scenario, 1}.missed().size() < scenario.events.size();
}

// At list prices, what the processes make over the horizon.
double spend_on(const Network& network, const plan::SteadyPlan& month, const Part& part) {
    Sum spend;
    for (const auto index : part.processes) {
        const ProcessId process{index};
        spend.add(month.made(network, process) *
                  network.items[network.processes[process].item].price);
    }
    return spend.value() * network.months;
}

class Sweep {
public:
    Sweep(const Network& network, const plan::SteadyPlan& month, const LabelledChain& chain,
          const Options& options)
        : network_{network},
          month_{month},
          chain_{chain},
          options_{options},
          worth_{chain, network},
          of_home_{worth_.received_at_home > 0},
          survival_{network, month, chain, of_home_},
          days_{days_of(network, options)} {}

    [[nodiscard]] Outages run(PartKind of, const SoFar<Outages>& so_far) const {
        std::vector<Part> parts;
        for (auto& part : parts_of(network_, of))
            if (is_used(chain_, network_, part)) parts.push_back(std::move(part));
        std::map<Same, std::size_t> place;
        std::vector<std::size_t> first;  // of each set of what stops: a part
        std::vector<std::size_t> set_of;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto& part = parts[i];
            const auto [at, is_new] = place.emplace(
                Same{{part.processes, part.pools}, part.time_to_recover}, first.size());
            if (is_new) first.push_back(i);
            set_of.push_back(at->second);
        }
        const auto known = [&](const Found& found) {
            Outages result{.of = of, .of_home = of_home_};
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (!found[set_of[i]]) {
                    result.interrupted = true;
                    continue;
                }
                Outage outage = *found[set_of[i]];
                outage.target = parts[i].ref;
                outage.recovery_assumed = parts[i].recovery_assumed;
                result.list.push_back(outage);
            }
            return result;
        };
        return known(look_at(parts, first, [&](const Found& found) {
            if (so_far) so_far([&] { return known(found); });
        }));
    }

private:
    using Found = std::vector<std::optional<Outage>>;  // what is not done yet has none

    // Each thread has a solver of its own, and every solve the same start: who does which changes nothing.
    [[nodiscard]] Found look_at(const std::vector<Part>& parts,
                                const std::vector<std::size_t>& first,
                                const std::function<void(const Found&)>& more_known) const {
        Found found(first.size());
        const auto workers =
            std::min<std::size_t>(first.size(), thread_count(options_.run.threads));
        std::mutex mutex;
        std::size_t done = 0;
        std::atomic<std::size_t> next{0};
        parallel_for(workers, options_.run.threads, [&](std::size_t) {
            Survival::Solves solves{survival_};
            for (auto i = next++; i < first.size(); i = next++) {
                if (options_.run.stop.stop_requested()) return;
                const Outage outage = look_at(parts[first[i]], solves);
                const std::scoped_lock lock{mutex};
                found[i] = outage;
                if (options_.run.progress)
                    options_.run.progress({"stress.outages_progress", ++done, first.size()});
                more_known(found);
            }
        });
        return found;
    }

    [[nodiscard]] Outage look_at(const Part& part, Survival::Solves& solves) const {
        Outage outage{.time_to_recover = part.time_to_recover};
        outage.spend = spend_on(network_, month_, part);
        outage.spend_share =
            ratio(outage.spend, worth_.received_everywhere * network_.horizon.days());
        const auto never = missed(chain_, network_, worth_, standstill(network_, part, kNeverBack),
                                  days_, Until::first_loss);
        outage.survives = of_home_ ? never.first_at_home : never.first_anywhere;
        const auto until =
            missed(chain_, network_, worth_, standstill(network_, part, part.time_to_recover),
                   days_, Until::recovery);
        for (std::size_t n = 0; n < until.by_node.size(); ++n) {
            const double value = until.by_node[n] * worth_.price[n];
            const bool at_home = worth_.at_home[n] != 0;
            if (worth_.received[n] == 0) {
                if (at_home) outage.unmade_value += value;
                continue;
            }
            outage.world_lost_value += value;
            if (at_home || !of_home_) outage.lost_value += value;
        }
        outage.unmade_value = std::max(0.0, outage.unmade_value);
        const Survival::Without without{part.processes, part.pools};
        outage.survives_planned = solves.longest(without);
        outage.lost_planned_value = solves.least_lost(without, part.time_to_recover);
        const double baseline = (of_home_ ? worth_.received_at_home : worth_.received_everywhere) *
                                static_cast<double>(days_);
        outage.lost_share = ratio(outage.lost_value, baseline);
        outage.lost_planned_share = ratio(outage.lost_planned_value, baseline);
        outage.hidden_risk = outage.spend_share && *outage.spend_share < kSmallSpend &&
                             outage.lost_share.value_or(0) >= kLargeLoss;
        return outage;
    }

    const Network& network_;
    const plan::SteadyPlan& month_;
    const LabelledChain& chain_;
    const Options& options_;
    Worth worth_;
    bool of_home_;
    Survival survival_;
    std::uint32_t days_;
};

}  // namespace

Outages outages(const Network& network, const plan::SteadyPlan& month, PartKind of,
                const Options& options, const SoFar<Outages>& so_far) {
    const LabelledChain chain = chain_of(network, month);
    return Sweep{network, month, chain, options}.run(of, so_far);
}

}  // namespace jarip::stress
