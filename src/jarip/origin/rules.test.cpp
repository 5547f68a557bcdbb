// Rules of origin by hand, where models/tiny-chain has nothing to say: licences, codes, several makers, loops.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "fixtures/network_builder.hpp"
#include "fixtures/steady_month.hpp"
#include "fixtures/tolerance.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kByHand;
using fixtures::NetworkBuilder;

// A server of KR at 100: two chips at 20, one of KR and one of US by what the plants can make, a board of CN at 10, and a
// licence of US at 15. Half of what is started is good: all quantities double.
Network server(double yield = 1) {
    NetworkBuilder b;
    b.item("chip", 20);
    b.item("board", 10);
    b.item("design", 15);
    b.item("server", 100);
    b.product("server");
    b.process({"chip-kr", "KR-c", "chip", 10, 1});
    b.process({"chip-us", "US-c", "chip", 10, 1});
    b.process({"board", "CN-b", "board", 100, 1});
    b.process({"design", "US-d", "design", std::nullopt, 0});
    b.process({.id = "server",
               .site = "KR-s",
               .item = "server",
               .capacity = 10 / yield,
               .cost = 8,
               .yield = yield,
               .slots = {{{"chip", 2 * yield}}, {{"board", yield}}, {{"design", yield}}}});
    b.lane({"KR-c", "KR-s", "chip"}).lane({"US-c", "KR-s", "chip"});
    b.lane({"CN-b", "KR-s", "board"}).lane({"US-d", "KR-s", "design"});
    b.demand({"d", "country:KR", "server", 10, 100});
    Network network = b.build();
    for (auto& item : network.items) {
        if (item.id == "chip") item.hs = {"854231"};
        if (item.id == "board") item.hs = {"847330"};
        if (item.id == "server") item.hs = {"847150"};
        if (item.id == "design") item.intangible = true;
    }
    return network;
}

OriginTest test_of(const Network& network) {
    const auto found = rules_of_origin(network, plan::steady(network));
    EXPECT_EQ(found.size(), 1);
    return found.at(0);
}

TEST(Rules, MaterialsLicencesAndShares) {
    const OriginTest test = test_of(server());
    EXPECT_NEAR(test.originating, 20, kByHand);      // half of 40 for chips
    EXPECT_NEAR(test.non_originating, 30, kByHand);  // the other half, and the board
    EXPECT_NEAR(test.licences, 15, kByHand);         // no material
    EXPECT_NEAR(test.conversion, 8, kByHand);
    EXPECT_NEAR(*test.build_down, 0.7, kByHand);
    EXPECT_NEAR(*test.build_up, 0.2, kByHand);
    EXPECT_NEAR(*test.net_cost, 28.0 / 58, kByHand);  // 20 + 30 + 8, less 30
    EXPECT_NEAR(*test.value_added, 0.55, kByHand);    // 100 − 40 − 10 − 15, and a chip of 20
    // A board in 8473 becomes 8471: another heading, though the chips' chapter is another.
    EXPECT_EQ(test.change, CodeChange::heading);
    ASSERT_EQ(test.materials.size(), 3);
    EXPECT_NEAR(test.materials[0].originating, 0.5, kByHand);
    EXPECT_EQ(test.materials[0].change, CodeChange::chapter);
    EXPECT_TRUE(test.materials[1].intangible);
}

// What is a good unit's does not depend on how many are started for it.
TEST(Rules, ScrapOfTheLastProductionIsInTheMaterials) {
    const OriginTest whole = test_of(server());
    const OriginTest half = test_of(server(0.5));
    EXPECT_NEAR(half.non_originating, whole.non_originating, kByHand);
    EXPECT_NEAR(half.conversion, 16, kByHand);  // two are worked on for each good one
    EXPECT_NEAR(*half.build_down, *whole.build_down, kByHand);
}

TEST(Rules, TheLeastChangeOverTheCodesOfBothDecides) {
    Network network = server();
    const auto board = find(network.items, "board");
    network.items[board].hs = {"847330", "847149"};  // in the server's own heading
    EXPECT_EQ(test_of(network).change, CodeChange::subheading);
    network.items[board].hs = {"847150"};
    EXPECT_EQ(test_of(network).change, CodeChange::none);
    network.items[board].hs.clear();
    const OriginTest unknown = test_of(network);
    EXPECT_TRUE(unknown.codes_missing);
    EXPECT_EQ(unknown.change, std::nullopt);
    // What stands in the server's own code decides, whatever is not known of the board.
    network.items[find(network.items, "chip")].hs = {"847150"};
    EXPECT_EQ(test_of(network).change, CodeChange::none);
}

TEST(Rules, WithoutAPriceSharesOfItAreNotDefined) {
    Network network = server();
    network.items[find(network.items, "server")].price = 0;
    const OriginTest test = test_of(network);
    EXPECT_FALSE(test.build_down);
    EXPECT_FALSE(test.build_up);
    EXPECT_FALSE(test.value_added);
    EXPECT_NEAR(*test.net_cost, 28.0 / 58, kByHand);
}

// Nobody wants any: it is held against the rules where it could be made, with sources by what could come.
TEST(Rules, WhatThePlanDoesNotMakeIsTestedWhereItCouldBe) {
    Network network = server();
    network.demands[network::DemandId{0}].wanted.clear();
    network.demands[network::DemandId{0}].total = 0;
    const OriginTest test = test_of(network);
    EXPECT_EQ(network.countries[test.country].code, "KR");
    EXPECT_NEAR(test.originating + test.non_originating, 50, kByHand);
    EXPECT_NEAR(*test.build_down, 0.7, kByHand);
}

// Chips that go round by way of a hub in CN stay chips of their makers.
TEST(Rules, AWayThroughAnotherCountryChangesNoOrigin) {
    NetworkBuilder b;
    b.item("chip", 20);
    b.item("server", 100);
    b.product("server");
    b.process({"chip-kr", "KR-c", "chip", 10, 1});
    b.process({"chip-us", "US-c", "chip", 30, 1});
    b.process({.id = "server",
               .site = "KR-s",
               .item = "server",
               .capacity = 40,
               .slots = {{{"chip", 1}}}});
    b.lane({"KR-c", "CN-hub", "chip"}).lane({"US-c", "CN-hub", "chip"});
    b.lane({"CN-hub", "CN-depot", "chip"}).lane({"CN-depot", "CN-hub", "chip", 1});
    b.lane({"CN-depot", "KR-s", "chip"});
    b.demand({"d", "country:KR", "server", 40, 100});
    const OriginTest test = test_of(b.build());
    ASSERT_EQ(test.materials.size(), 1);
    EXPECT_NEAR(test.materials[0].originating, 0.25, kByHand);
    EXPECT_NEAR(test.non_originating, 15, kByHand);
}

}  // namespace
}  // namespace jarip::origin
