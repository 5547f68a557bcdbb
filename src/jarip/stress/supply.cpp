#include "jarip/stress/supply.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

using network::ArcId;
using network::PoolId;
using network::ProcessId;

namespace {

// Where an arc comes from, by which those into a pool are sorted: countries as a whole before sites.
std::pair<bool, const std::string&> origin_of(const network::Network& network, ArcId arc) {
    const auto& place = network.places[network.pools[network.arcs[arc].from].place];
    const bool site = place.site.valid();
    return {site, site ? network.sites[place.site].id : network.countries[place.country].code};
}

}  // namespace

Supply::Supply(const network::Network& network, const plan::SteadyPlan& month)
    : network_{&network},
      month_{&month},
      makers_(network.pools.size()),
      into_(network.pools.size()),
      marks_(network.pools.size(), Mark::unseen),
      sources_(network.pools.size()) {
    for (const ProcessId process : month.started.ids())
        if (month.started[process] > 0)
            makers_[network.processes[process].output.index()].push_back(process);
    for (const ArcId arc : month.shipped.ids())
        if (month.shipped[arc] > 0) into_[network.arcs[arc].to.index()].push_back(arc);
    for (auto& makers : makers_)
        std::sort(makers.begin(), makers.end(), [&](ProcessId a, ProcessId b) {
            return network.processes[a].id < network.processes[b].id;
        });
    for (auto& arcs : into_)
        std::sort(arcs.begin(), arcs.end(),
                  [&](ArcId a, ArcId b) { return origin_of(network, a) < origin_of(network, b); });
}

const std::vector<Source>& Supply::of(PoolId pool) {
    auto& sources = sources_[pool.index()];
    if (marks_[pool.index()] != Mark::unseen) return sources;
    marks_[pool.index()] = Mark::open;

    double total = 0;
    std::vector<ArcId> arcs;
    for (const ArcId arc : into_[pool.index()]) {
        // Goods that go in a circle come from elsewhere: the arc that closes it brings nothing new.
        const PoolId from = network_->arcs[arc].from;
        if (marks_[from.index()] == Mark::open || of(from).empty()) continue;
        arcs.push_back(arc);
        total += month_->shipped[arc];
    }
    for (const ProcessId maker : makers_[pool.index()]) total += month_->made(*network_, maker);

    for (const ProcessId maker : makers_[pool.index()])
        sources.push_back({maker, month_->made(*network_, maker) / total, {}});
    for (const ArcId arc : arcs) {
        const double share = month_->shipped[arc] / total;
        for (const Source& before : of(network_->arcs[arc].from)) {
            if (before.share * share < kNegligibleWay) continue;
            sources.push_back({before.maker, before.share * share, before.way});
            sources.back().way.push_back(arc);
        }
    }
    double kept = 0;
    for (const Source& source : sources) kept += source.share;
    for (Source& source : sources) source.share /= kept;
    marks_[pool.index()] = Mark::done;
    return sources;
}

}  // namespace jarip::stress
