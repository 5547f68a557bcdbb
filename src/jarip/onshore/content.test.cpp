#include "jarip/onshore/content.hpp"

#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore/solve.hpp"

namespace jarip::onshore {
namespace {

/// A rack of 100 takes a chip of 60, so that assembly adds 40; chips cost 1 abroad, and 3 at home if the plant is built.
Network racks_by_value(double exported) {
    fixtures::NetworkBuilder b;
    b.item("rack", 100);
    b.item("chip", 60);
    b.product("rack");
    b.process({.id = "assembly", .site = "KR-a", .item = "rack", .slots = {{{"chip", 1}}}});
    b.process({.id = "abroad", .site = "TW-f", .item = "chip", .cost = 1});
    b.process({.id = "plant",
               .site = "KR-a",
               .item = "chip",
               .capacity = 20,
               .cost = 3,
               .status = network::Status::candidate});
    b.lane({"TW-f", "KR-a", "chip"});
    b.lane({"KR-a", "US-b", "rack"});
    b.demand({"home", "KR-a", "rack", 10, 100});
    b.demand({"away", "US-b", "rack", exported, 100});
    Network network = b.build();
    network.processes[network::ProcessId{2}].capex = 50;
    return network;
}

double made_at_home(const Result& result) {
    double made = 0;
    for (const Flow& flow : result.flows)
        if (flow.kind == "start" && flow.of == "plant") made += flow.quantity;
    return made;
}

Result content(const Network& network, double share) {
    return solve_model(
        network, content_model(network, share, 0, plan::steady(network, {.bottlenecks = false})),
        {});
}

TEST(Content, AsManyChipsAtHomeAsTheShareAsksFor) {
    const Network network = racks_by_value(0);
    EXPECT_TRUE(content(network, 0.4).built.empty());
    // 40 + 60 s = 70: half of the ten.
    const Result half = content(network, 0.7);
    ASSERT_EQ(half.status, lp::Status::optimal);
    EXPECT_NEAR(made_at_home(half), 5, 1e-6);
    EXPECT_NEAR(half.objective, 50 + 12 * (5 * 3 + 5 * 1), 1e-4);
    EXPECT_NEAR(made_at_home(content(network, 1)), 10, 1e-6);
}

TEST(Content, WhatOthersAreSentDoesNotCount) {
    // Home is delivered ten of the twenty racks: only their chips are asked about.
    EXPECT_NEAR(made_at_home(content(racks_by_value(10), 0.7)), 5, 1e-6);
}

TEST(Content, MoreThanAllIsInfeasible) {
    Network network = racks_by_value(0);
    network.processes[network::ProcessId{2}].capacity_per_month = 4;
    EXPECT_EQ(content(network, 0.7).status, lp::Status::infeasible);
}

}  // namespace
}  // namespace jarip::onshore
