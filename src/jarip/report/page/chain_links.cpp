#include "jarip/report/page/chain_links.hpp"

#include <map>
#include <tuple>

namespace jarip::report {
namespace {

using network::ArcId;
using network::DemandId;
using network::InputId;
using network::ItemId;
using network::Network;
using network::PlaceId;
using network::PoolId;
using network::ProcessId;

constexpr int kMostHubs = 8;  // goods that go round in a circle are followed no further

// Who made what lies in a pool: maker and rate a month.
using Makers = std::map<PlaceId, double>;

class Chain {
public:
    Chain(const Network& network, const plan::SteadyPlan& plan)
        : network_{network},
          plan_{plan},
          makers_(network.pools.size()),
          arrivals_(network.pools.size()) {
        for (const ArcId id : network.arcs.ids())
            if (plan.shipped[id] > 0) arrivals_[network.arcs[id].to.index()].push_back(id);
        for (const ProcessId id : network.processes.ids())
            if (const double made = plan.made(network, id); made > 0) {
                const PoolId pool = network.processes[id].output;
                makers_[pool.index()][network.pools[pool].place] += made;
            }
        spread();
    }

    [[nodiscard]] std::vector<ChainLink> links() const {
        std::map<std::tuple<ItemId, PlaceId, PlaceId, ItemId>, double> found;
        const auto use = [&](PoolId pool, ItemId makes, double quantity) {
            const auto& lying = makers_[pool.index()];
            double whole = 0;
            for (const auto& [place, rate] : lying) whole += rate;
            if (!(whole > 0)) return;
            const auto& at = network_.pools[pool];
            for (const auto& [place, rate] : lying)
                found[{at.item, place, at.place, makes}] += quantity * rate / whole;
        };
        for (const InputId id : network_.inputs.ids())
            if (plan_.used[id] > 0) {
                const auto& input = network_.inputs[id];
                use(input.pool, network_.processes[input.process].item, plan_.used[id]);
            }
        for (const DemandId id : network_.demands.ids())
            if (plan_.delivered[id] > 0)
                use(network_.demands[id].pool, ItemId{}, plan_.delivered[id]);
        std::vector<ChainLink> result;
        for (const auto& [key, quantity] : found) {
            const auto& [item, from, to, makes] = key;
            result.push_back({item, from, to, makes, quantity});
        }
        return result;
    }

private:
    // Rounds of passing on: after k rounds everything that came over at most k ways is told.
    void spread() {
        const auto made = makers_;
        for (int round = 0; round < kMostHubs; ++round) {
            auto next = made;
            for (std::size_t pool = 0; pool < arrivals_.size(); ++pool)
                for (const ArcId id : arrivals_[pool]) pass_on(id, next[pool]);
            if (next == makers_) return;
            makers_ = std::move(next);
        }
    }

    void pass_on(ArcId id, Makers& to) const {
        const auto& lying = makers_[network_.arcs[id].from.index()];
        double whole = 0;
        for (const auto& [place, rate] : lying) whole += rate;
        if (!(whole > 0)) return;
        for (const auto& [place, rate] : lying) to[place] += plan_.shipped[id] * rate / whole;
    }

    const Network& network_;
    const plan::SteadyPlan& plan_;
    std::vector<Makers> makers_;                // by pool
    std::vector<std::vector<ArcId>> arrivals_;  // by pool
};

}  // namespace

std::vector<ChainLink> chain_links(const Network& network, const plan::SteadyPlan& plan) {
    if (plan.used.size() != network.inputs.size()) return {};  // there is no plan
    return Chain{network, plan}.links();
}

}  // namespace jarip::report
