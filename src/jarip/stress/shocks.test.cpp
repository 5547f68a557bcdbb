// Both ways of following a failure, held against the formulas written out.
#include "jarip/stress/shocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "jarip/stress.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {
namespace {

using network::Link;
using network::LinkKind;

constexpr std::size_t kFirms = 80;

// Few firms buy from many, and some sell nothing; a sector may be one firm, or fail as a whole.
Network firms_at_random(std::uint64_t seed) {
    Network network;
    network.kind = network::Kind::flows;
    network.home = network.countries.add({"X"});
    network.horizon = {Day{}, Day{} + std::chrono::days{30}};
    RandomStream stream{{.seed = seed}};
    for (std::size_t i = 0; i < kFirms; ++i)
        network.nodes.add({std::to_string(1000 + i),
                           std::to_string(stream.below(1 + stream.below(40))),
                           network.home,
                           0,
                           {}});
    std::map<std::pair<std::size_t, std::size_t>, bool> seen;
    for (std::size_t i = 0; i < 4 * kFirms; ++i) {
        const auto supplier = stream.below(1 + stream.below(kFirms));
        const auto buyer = stream.below(kFirms);
        if (supplier == buyer || std::exchange(seen[{supplier, buyer}], true)) continue;
        network.links.push_back({network::NodeId{supplier}, network::NodeId{buyer},
                                 std::exp(8 * stream.uniform()),
                                 static_cast<LinkKind>(stream.below(3))});
    }
    return network;
}

// docs/formulas.md (Stress, economic systemic risk index), link by link.
double written_out(const Network& network, std::size_t failed) {
    std::vector<double> output(kFirms, 0.0), bought(kFirms, 0.0), up(kFirms, 1.0),
        down(kFirms, 1.0);
    std::map<std::pair<std::size_t, std::string>, double> essential;
    const auto sector = [&](network::NodeId id) { return network.nodes[id].sector; };
    for (const Link& link : network.links) {
        output[link.supplier.index()] += link.value;
        bought[link.buyer.index()] += link.value;
        if (link.kind == LinkKind::essential)
            essential[{link.buyer.index(), sector(link.supplier)}] += link.value;
    }
    for (double change = 1; change > kSettled;) {
        std::map<std::string, double> left;
        for (const auto id : network.nodes.ids())
            left[sector(id)] += output[id.index()] * down[id.index()];
        std::map<std::pair<std::size_t, std::string>, double> lost;
        std::vector<double> next_up(kFirms, 0.0), next_down(kFirms, 1.0);
        for (const Link& link : network.links) {
            const auto j = link.supplier.index(), i = link.buyer.index();
            next_up[j] += link.value / output[j] * up[i];
            const double all = left[sector(link.supplier)];
            const double harm = (all > output[j] ? output[j] / all : 1) * (1 - down[j]);
            if (link.kind == LinkKind::essential)
                lost[{i, sector(link.supplier)}] +=
                    harm * link.value / essential[{i, sector(link.supplier)}];
            if (link.kind == LinkKind::nonessential)
                lost[{i, "\n"}] += harm * link.value / bought[i];
        }
        for (const auto& [of, share] : lost)
            next_down[of.first] = std::min(next_down[of.first], 1 - share);
        change = 0;
        for (std::size_t j = 0; j < kFirms; ++j) {
            if (output[j] == 0) next_up[j] = 1;
            if (j == failed) next_up[j] = next_down[j] = 0;
            change = std::max({change, up[j] - next_up[j], down[j] - next_down[j]});
        }
        up = next_up;
        down = next_down;
    }
    double lost = 0, total = 0;
    for (std::size_t j = 0; j < kFirms; ++j) {
        lost += output[j] * (1 - std::min(up[j], down[j]));
        total += output[j];
    }
    return lost / total;
}

TEST(Shocks, OneAtATimeAndInLanesAreTheFormulas) {
    constexpr auto kAny = std::numeric_limits<std::size_t>::max();
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const auto network = firms_at_random(seed);
        const auto firms = firms_of(network);
        SingleShock shock{firms};
        std::vector<std::uint32_t> all(kFirms);
        for (std::uint32_t j = 0; j < kFirms; ++j) all[j] = j;
        std::size_t done = 0;
        shocks_in_lanes(firms, all, [&](auto known, auto shares) {
            for (std::size_t i = 0; i < known.size(); ++i, ++done) {
                const auto expected = written_out(network, firms.nodes[known[i]].index());
                EXPECT_NEAR(shares[i], expected, 1e-12) << seed << ' ' << known[i];
                EXPECT_NEAR(shock.lost_share(known[i], kAny).value(), expected, 1e-12)
                    << seed << ' ' << known[i];
            }
            return true;
        });
        EXPECT_EQ(done, kFirms);
    }
}

// What was begun and left undone leaves nothing behind.
TEST(Shocks, AFailureThatRunsOverTooManyLinksIsLeftToTheLanes) {
    const auto firms = firms_of(firms_at_random(1));
    SingleShock fresh{firms}, used{firms};
    std::size_t left = 0;
    for (std::uint32_t j = 0; j < kFirms; ++j) left += used.lost_share(j, 20) ? 0U : 1U;
    EXPECT_GT(left, kFirms / 10);
    EXPECT_LT(left, kFirms);
    for (std::uint32_t j = 0; j < kFirms; ++j)
        EXPECT_EQ(fresh.lost_share(j, 100'000), used.lost_share(j, 100'000));
}

}  // namespace
}  // namespace jarip::stress
