// Pegging: what goes out of every start and what comes into it, through all levels.
#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

using Key = std::tuple<std::size_t, std::size_t, std::size_t>;

class PeggingOf : public testing::TestWithParam<std::string> {};

TEST_P(PeggingOf, EveryDeliveryAndEveryPartComesFromWhatWasMade) {
    const Network network = network::load(GetParam());
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    std::map<Key, double> delivered, taken, given;
    for (const Pegging& peg : plan.pegging) {
        delivered[{peg.demand.index(), peg.period, 0}] += peg.quantity;
        if (peg.process.valid()) given[{peg.process.index(), peg.made, 0}] += peg.quantity;
    }
    for (const PartPegging& peg : plan.part_pegging) {
        taken[{peg.process.index(), peg.period, peg.item.index()}] += peg.quantity;
        if (peg.maker.valid()) given[{peg.maker.index(), peg.made, 0}] += peg.quantity;
    }
    for (std::size_t i = 0; i < plan.delivered.size(); ++i)
        EXPECT_NEAR((delivered[{i % network.demands.size(), i / network.demands.size(), 0}]),
                    plan.delivered[i], 1e-7 * (1 + plan.delivered[i]));
    std::map<Key, double> used;
    for (std::size_t i = 0; i < plan.used.size(); ++i) {
        const auto& input = network.inputs[InputId{i % network.inputs.size()}];
        used[{input.process.index(), i / network.inputs.size(),
              network.parts[input.part].item.index()}] += plan.used[i];
    }
    for (const auto& [key, quantity] : used)
        EXPECT_NEAR(taken[key], quantity, 1e-7 * (1 + quantity));
    for (const auto& [key, quantity] : given) {
        const auto [process, period, rest] = key;
        double made = network.processes[ProcessId{process}].yield *
                      plan.started[period * network.processes.size() + process];
        for (const auto& coproduct : network.coproducts)
            if (coproduct.process.index() == process)
                made +=
                    coproduct.quantity * plan.started[period * network.processes.size() + process];
        EXPECT_LE(quantity, made * (1 + 1e-7) + 1e-9);
    }
    EXPECT_FALSE(given.empty());
}

INSTANTIATE_TEST_SUITE_P(Models, PeggingOf,
                         testing::Values("models/tiny-chain", "models/bicycle",
                                         "tests/known/plan/co-products",
                                         "tests/known/plan/shelf-life",
                                         "tests/known/plan/approvals"));

}  // namespace
}  // namespace jarip::plan
