#include "jarip/origin.hpp"
#include "fixtures/tolerance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "fixtures/steady_month.hpp"

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kExact;
using fixtures::loop;
using fixtures::name_of;
using fixtures::NetworkBuilder;
using fixtures::run;
using fixtures::ship;
using fixtures::still;
using fixtures::two_chips;
using fixtures::use;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Origin shares_without_points(const Network& network, const plan::SteadyPlan& month) {
    return shares(network, month, {.single_points = false});
}

double share_of(const std::vector<Share>& shares, const std::string& key) {
    for (const auto& share : shares)
        if (share.key == key) return share.share;
    return 0;
}

double total(const std::vector<Contribution>& contributions) {
    double sum = 0;
    for (const auto& part : contributions) sum += part.share;
    return sum;
}

std::vector<std::string> codes(const Diagnostics& findings) {
    std::vector<std::string> found;
    for (const auto& finding : findings.sorted()) found.push_back(finding.code);
    return found;
}

TEST(Shares, ASlotOfAlternatesIsTheMixThatThePlanUses) {
    const Network network = two_chips();
    auto month = still(network);
    run(network, month, "rack-kr", 4);
    use(network, month, "rack-kr", "a", 6);  // fills 3 of 4 racks
    use(network, month, "rack-kr", "b", 4);  // fills 1
    run(network, month, "a-tw", 6);
    run(network, month, "b-kr", 4);
    ship(network, month, "a", "TW-fab", "KR-line", 6);
    ship(network, month, "b", "KR-fab", "KR-line", 4);
    ship(network, month, "rack", "KR-line", "country:KR", 4);
    month.delivered[network::DemandId{0}] = 4;
    const auto origin = shares_without_points(network, month);
    // Parts: 3/4 · 2 · 20 = 30 from Taiwan, 1/4 · 4 · 10 = 10 from Korea; assembly adds 60.
    const auto& rack = origin.products[0];
    EXPECT_NEAR(share_of(shares_by(network, rack.contributions, By::country), "TW"), 0.3, kExact);
    EXPECT_NEAR(share_of(shares_by(network, rack.contributions, By::site), "KR-fab"), 0.1, kExact);
    EXPECT_NEAR(*rack.domestic_content, 0.7, kExact);
    // Freight: 1.5 chips at 1 and 1 chip at 2.
    EXPECT_NEAR(*rack.freight_and_tariff, 3.5 / 100, kExact);
    EXPECT_DOUBLE_EQ(rack.weight, 400);
}

TEST(Shares, OffThePlanASlotTakesItsMostPreferredPartsByCapacityOverQuantity) {
    Network network = two_chips();
    auto origin = shares_without_points(network, still(network));
    // Equal preference: 100 / 2 against 100 / 4, two thirds and one third of the slot.
    EXPECT_NEAR(share_of(shares_by(network, origin.contributions, By::country), "TW"),
                2.0 / 3 * 40 / 100, kExact);
    for (auto& part : network.parts)
        if (network.items[part.item].id == "a") part.preference = 2;
    origin = shares_without_points(network, still(network));
    EXPECT_NEAR(*origin.domestic_content, 1, kExact);
}

TEST(Shares, ALoopIsSummedToItsEnd) {
    const Network network = loop(0.2, 0.1);
    const auto origin = shares_without_points(network, still(network));
    // One A calls for y = 1 ÷ (1 − 0.1 · 0.2) of A and 0.1 y of B, which add 95 and 30 each.
    const double y = 1 / 0.98;
    EXPECT_NEAR(*origin.domestic_content, y * 95 / 100, kExact);
    EXPECT_NEAR(share_of(shares_by(network, origin.contributions, By::country), "TW"),
                0.1 * y * 30 / 100, kExact);
    EXPECT_NEAR(total(origin.contributions), 1, kExact);
    EXPECT_THAT(codes(origin.findings), IsEmpty());
}

TEST(Shares, ALoopThatTakesInAllItGivesOutHasNoComposition) {
    for (const double a_per_b : {2, 4}) {
        const Network network = loop(a_per_b, 0.5);
        const auto origin = shares_without_points(network, still(network));
        EXPECT_THAT(origin.products[0].contributions, IsEmpty());
        EXPECT_EQ(origin.products[0].domestic_content, std::nullopt);
        EXPECT_EQ(origin.domestic_content, std::nullopt);
        EXPECT_THAT(codes(origin.findings), ElementsAre("E0352", "E0350"));
    }
}

TEST(Shares, NegativeValueAddedIsAnErrorUnlessMarked) {
    NetworkBuilder b;
    b.item("chip", 80);
    b.item("rack", 100);
    b.product("rack");
    b.process({"chip-tw", "TW-fab", "chip", 100});
    b.process({"rack-kr", "KR-line", "rack", 10, 0, 1, {{{"chip", 2}}}});
    b.lane({"TW-fab", "KR-line", "chip"});
    b.demand({"home", "country:KR", "rack", 10, 100});
    Network network = b.build();
    const auto origin = shares_without_points(network, still(network));
    EXPECT_NEAR(*origin.domestic_content, -0.6, kExact);
    EXPECT_NEAR(total(origin.contributions), 1, kExact);
    EXPECT_THAT(codes(origin.findings), ElementsAre("E0350"));
    EXPECT_TRUE(origin.findings.has_errors());
    EXPECT_THAT(codes(network::losing_processes(network)), ElementsAre("E0350"));
    network.processes[find(network.processes, "rack-kr")].below_cost = true;
    EXPECT_THAT(codes(shares_without_points(network, still(network)).findings), IsEmpty());
    EXPECT_THAT(codes(network::losing_processes(network)), IsEmpty());
}

TEST(Shares, APriceOfZeroGivesNoShares) {
    Network network = two_chips();
    network.items[find(network.items, "rack")].price = 0;
    const auto origin = shares_without_points(network, still(network));
    EXPECT_THAT(origin.products[0].contributions, IsEmpty());
    EXPECT_EQ(origin.products[0].domestic_content, std::nullopt);
    EXPECT_EQ(origin.products[0].freight_and_tariff, std::nullopt);
    EXPECT_THAT(codes(origin.findings), ::testing::Contains("E0351"));
}

TEST(Shares, WhatNobodyMakesIsFromStock) {
    NetworkBuilder b;
    b.item("film", 40);
    b.item("rack", 100);
    b.product("rack");
    b.process({"rack-kr", "KR-line", "rack", 10, 0, 1, {{{"film", 1}}}});
    b.stock("KR-line", "film", 500);
    b.demand({"home", "country:KR", "rack", 10, 100});
    const Network network = b.build();
    const auto origin = shares_without_points(network, still(network));
    for (const By by : {By::country, By::company, By::stage, By::site})
        EXPECT_NEAR(share_of(shares_by(network, origin.contributions, by), "stock"), 0.4, kExact);
    EXPECT_NEAR(*origin.domestic_content, 0.6, kExact);
}

TEST(Shares, UnitsThatOnlyGoRoundAreFromStock) {
    NetworkBuilder b;
    b.item("part", 40);
    b.item("rack", 100);
    b.product("rack");
    b.process({"rack-kr", "KR-line", "rack", 10, 0, 1, {{{"part", 1}}}});
    b.lane({"KR-line", "KR-hub", "part"});
    b.lane({"KR-hub", "KR-line", "part"});
    b.demand({"home", "country:KR", "rack", 10, 100});
    const Network network = b.build();
    auto month = still(network);
    ship(network, month, "part", "KR-line", "KR-hub", 3);
    ship(network, month, "part", "KR-hub", "KR-line", 3);
    const auto origin = shares_without_points(network, month);
    EXPECT_NEAR(share_of(shares_by(network, origin.contributions, By::country), "stock"), 0.4,
                kExact);
}

TEST(Shares, ACapacityReachesThroughHubsWithTheFreightOfTheWay) {
    NetworkBuilder b;
    b.item("chip", 40);
    b.item("rack", 100);
    b.product("rack");
    b.process({"chip-tw", "TW-fab", "chip", 30});
    b.process({"chip-us", "US-fab", "chip", 10});
    b.process({"rack-kr", "KR-line", "rack", 10, 0, 1, {{{"chip", 1}}}});
    b.lane({"TW-fab", "JP-hub", "chip", 1});
    b.lane({"JP-hub", "KR-line", "chip", 2});
    b.lane({"US-fab", "KR-line", "chip", 5});
    b.demand({"home", "country:KR", "rack", 10, 100});
    const Network network = b.build();
    const auto origin = shares_without_points(network, still(network));
    EXPECT_NEAR(share_of(shares_by(network, origin.contributions, By::country), "TW"), 0.3, kExact);
    EXPECT_NEAR(share_of(shares_by(network, origin.contributions, By::country), "US"), 0.1, kExact);
    EXPECT_NEAR(*origin.products[0].freight_and_tariff, (0.75 * 3 + 0.25 * 5) / 100, kExact);
}

TEST(Shares, OffThePlanSourcingComesBeforeCapacity) {
    NetworkBuilder b;
    b.item("chip", 40);
    b.item("rack", 100);
    b.product("rack");
    b.process({"chip-tw", "TW-fab", "chip", 90});
    b.process({"chip-us", "US-fab", "chip", 10});
    b.process({"chip-jp", "JP-fab", "chip", 10});
    b.process({"rack-kr", "KR-line", "rack", 10, 0, 1, {{{"chip", 1}}}});
    b.lane({"TW-fab", "KR-line", "chip"});
    b.lane({"US-fab", "KR-line", "chip"});
    b.lane({"JP-fab", "KR-line", "chip"});
    b.demand({"home", "country:KR", "rack", 10, 100});
    Network network = b.build();
    network::Sourcing row;
    row.item = find(network.items, "chip");
    row.share = 0.2;
    row.buyer = "KR-line";
    row.supplier = "US";
    for (const auto arc : network.arcs.ids())
        if (network.pools[network.arcs[arc].from].item == row.item) {
            row.inflow.push_back(arc);
            if (name_of(network, network.arcs[arc].from) == "US-fab") row.supplied.push_back(arc);
        }
    network.sourcing.push_back(row);
    const auto origin = shares_without_points(network, still(network));
    const auto countries = shares_by(network, origin.contributions, By::country);
    EXPECT_NEAR(share_of(countries, "US"), 0.2 * 0.4, kExact);
    EXPECT_NEAR(share_of(countries, "TW"), 0.8 * 0.9 * 0.4, kExact);
    EXPECT_NEAR(share_of(countries, "JP"), 0.8 * 0.1 * 0.4, kExact);
}

TEST(Shares, SeveralProductsAreWeightedByTheValueDeliveredAtHome) {
    NetworkBuilder b;
    b.item("small", 100);
    b.item("large", 300);
    b.product("small").product("large");
    b.process({"small-kr", "KR-line", "small", 10});
    b.process({"large-tw", "TW-line", "large", 10});
    b.lane({"TW-line", "country:KR", "large"});
    b.demand({"s", "country:KR", "small", 5, 100});
    b.demand({"l", "country:KR", "large", 5, 300});
    const Network network = b.build();
    auto month = still(network);
    run(network, month, "small-kr", 3);
    run(network, month, "large-tw", 2);
    ship(network, month, "small", "KR-line", "country:KR", 3);
    ship(network, month, "large", "TW-line", "country:KR", 2);
    month.delivered[find(network.demands, "s")] = 3;
    month.delivered[find(network.demands, "l")] = 2;
    const auto origin = shares_without_points(network, month);
    EXPECT_NEAR(*origin.domestic_content, 300.0 / 900, kExact);
    EXPECT_NEAR(total(origin.contributions), 1, kExact);
}

TEST(Shares, OwnershipCountsTheHeadquarters) {
    Network network = two_chips();
    const auto fab = network.sites[find(network.sites, "TW-fab")];
    network.companies[fab.company].country = network.home;
    const auto origin = shares_without_points(network, still(network));
    EXPECT_LT(*origin.domestic_content, 1);
    EXPECT_NEAR(*origin.domestic_content_owned, 1, kExact);
    const auto owned = shares_by(network, origin.contributions, By::country, View::ownership);
    ASSERT_EQ(owned.size(), 1U);
    EXPECT_EQ(owned[0].key, "KR");
}

TEST(Shares, ValueIsSourcedWhenThePricesAndQuantitiesBehindItAre) {
    Network network = two_chips();
    network::Provenance sourced;
    sourced.source = network.sources.add({"s", {}, {}, {}, {}, {}});
    network.items[find(network.items, "a")].provenance = sourced;
    network.items[find(network.items, "rack")].provenance = sourced;
    for (auto& part : network.parts) part.provenance = sourced;
    auto month = still(network);
    // Two thirds of the slot are chip a, 26.7 with a source, one third chip b, 13.3 without. The rack adds 60: 46.7 are left.
    auto origin = shares_without_points(network, month);
    EXPECT_NEAR(origin.sourced_share, (80 + 140) / 300.0, kExact);
    // At 50 it adds 10, and nothing is left.
    auto& rack = network.items[find(network.items, "rack")];
    rack.price = 50;
    origin = shares_without_points(network, month);
    EXPECT_NEAR(origin.sourced_share, 80 / 150.0, kExact);
    rack.price = 100;
    for (auto& part : network.parts)
        if (network.items[part.item].id == "b") part.preference = 2;
    origin = shares_without_points(network, month);
    EXPECT_NEAR(origin.sourced_share, 1, kExact);
}

#ifdef JARIP_HAS_RAPIDCHECK

/// A chain of layers, each made in several places from the layers before and, sometimes, the one after; a
/// month of any flows (shares need no balance).
struct Chain {
    Network network;
    plan::SteadyPlan month;
};

Chain any_chain() {
    NetworkBuilder b;
    const auto layers = *rc::gen::inRange(1, 5);
    const char* countries[] = {"KR", "TW", "US"};
    const auto item = [](int layer) { return "item" + std::to_string(layer); };
    const auto site = [&](int layer, int k) {
        return std::string{countries[k]} + "-" + std::to_string(layer);
    };
    for (int layer = 0; layer <= layers; ++layer) b.item(item(layer), std::pow(10, layer + 1));
    b.product(item(layers));
    for (int layer = 0; layer <= layers; ++layer)
        for (int k = 0; k < 3; ++k) {
            fixtures::ProcessRow row{"p" + std::to_string(layer) + countries[k],
                                     site(layer, k),
                                     item(layer),
                                     100.0,
                                     0,
                                     1.0 / *rc::gen::inRange(1, 3)};
            if (layer > 0) row.slots.push_back({{item(layer - 1), *rc::gen::inRange(1, 4)}});
            if (layer > 1 && *rc::gen::arbitrary<bool>())
                row.slots.back().push_back({item(layer - 2), *rc::gen::inRange(1, 9)});
            if (layer < layers && *rc::gen::inRange(0, 4) == 0)  // a loop
                row.slots.push_back({{item(layer + 1), 0.01}});
            b.process(row);
            for (int to = 0; to <= layers; ++to)
                for (int l = 0; l < 3; ++l)
                    if (to != layer) b.lane({site(layer, k), site(to, l), item(layer), 1});
        }
    b.demand({"home", "country:KR", item(layers), 10, 100});
    b.demand({"away", "country:US", item(layers), 10, 100});
    Chain chain{b.build(), {}};
    chain.month = still(chain.network);
    const auto flow = [] { return static_cast<double>(*rc::gen::inRange(0, 5)); };
    for (auto& started : chain.month.started) started = flow();
    for (auto& used : chain.month.used) used = flow();
    for (auto& shipped : chain.month.shipped) shipped = flow();
    for (auto& delivered : chain.month.delivered) delivered = flow();
    return chain;
}

RC_GTEST_PROP(Shares, SumToOneInBothViews, ()) {
    const Chain chain = any_chain();
    const auto origin = shares_without_points(chain.network, chain.month);
    const auto& parts = origin.products[0].contributions;
    if (parts.empty()) RC_DISCARD("no composition");
    RC_ASSERT(std::abs(total(parts) - 1) <= kExact);
    for (const By by : {By::country, By::company, By::stage, By::site})
        for (const View view : {View::location, View::ownership}) {
            double sum = 0;
            for (const auto& share : shares_by(chain.network, parts, by, view)) sum += share.share;
            RC_ASSERT(std::abs(sum - 1) <= kExact);
        }
}

RC_GTEST_PROP(Shares, DoNotChangeWithTheUnitOfMoney, ()) {
    Chain chain = any_chain();
    const auto before = shares_without_points(chain.network, chain.month);
    for (auto& item : chain.network.items) item.price *= 1300;
    const auto after = shares_without_points(chain.network, chain.month);
    const auto a = shares_by(chain.network, before.contributions, By::site);
    const auto b = shares_by(chain.network, after.contributions, By::site);
    RC_ASSERT(a.size() == b.size());
    for (const auto& share : a) RC_ASSERT(std::abs(share.share - share_of(b, share.key)) <= 1e-9);
}

#endif

}  // namespace
}  // namespace jarip::origin
