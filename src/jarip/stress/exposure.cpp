// What hangs on one node of an economy of money flows, by its systemic risk index and by the simulation.
#include <algorithm>
#include <cstdint>

#include "jarip/stress.hpp"
#include "jarip/stress/batch.hpp"
#include "jarip/stress/exposure.hpp"
#include "jarip/stress/standstill.hpp"

namespace jarip::stress {

namespace {

// Reading a link on a day for a batch of runs is one visit: twenty seconds of one core where industries all buy from each
// other, two minutes among firms that buy from few.
constexpr double kMostVisits = 4e9;

// Of each node of the chain, in its order: the share of all output of the days that is lost where it stands still for its
// time to recover. nullopt where it was not done.
template <class Real>
std::vector<std::optional<double>> simulated(const Network& network, const Chain& chain,
                                             const Options& options) {
    constexpr std::size_t kLanes = Batch<Real>::kLanes;
    std::vector<std::optional<double>> lost(chain.node_count());
    const auto days = days_of(network, options);
    const std::size_t batches = (lost.size() + kLanes - 1) / kLanes;
    const double visits = static_cast<double>(batches) * static_cast<double>(days) *
                          static_cast<double>(chain.edge_count());
    if (!can_run_in_batches(chain) || visits > kMostVisits) return lost;
    const BatchChain<Real> laid_out{chain};
    const double all = sum(chain.baseline) * static_cast<double>(days);
    const auto back =
        static_cast<std::uint32_t>(network.stress.time_to_recover.value_or(kTimeToRecover) + 0.5);
    const auto parts = std::min<std::size_t>(batches, thread_count(options.run.threads));
    parallel_for(parts, options.run.threads, [&](std::size_t part) {
        Batch<Real> batch{laid_out};
        for (auto i = part * batches / parts; i < (part + 1) * batches / parts; ++i) {
            const auto first = i * kLanes;
            const auto count = std::min(kLanes, lost.size() - first);
            std::vector<std::vector<CapacityLoss>> runs(count);
            for (std::size_t run = 0; run < count; ++run)
                runs[run] = {{static_cast<std::uint32_t>(first + run), 1, 0, back}};
            batch.start(runs);
            for (std::uint32_t day = 0; day < days; ++day) {
                if (options.run.stop.stop_requested()) return;
                batch.advance();
            }
            for (std::size_t run = 0; run < count; ++run)
                lost[first + run] = ratio(batch.lost()[run], all);
        }
    });
    return lost;
}

}  // namespace

std::vector<Exposure> exposure_of_nodes(const Network& network, const LabelledChain& chain,
                                        const Options& options) {
    const auto index = esri(network, options.run);
    const auto lost = chain.chain.adaptive ? simulated<double>(network, chain.chain, options)
                                           : simulated<float>(network, chain.chain, options);
    std::vector<Exposure>
        exposure;  // in the order of the chain's nodes, which is that of their ids
    exposure.reserve(chain.nodes.size());
    for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
        const auto node = chain.nodes[n].ref.node;
        exposure.push_back({node, index[node.index()], lost[n]});
    }
    return exposure;
}

}  // namespace jarip::stress
