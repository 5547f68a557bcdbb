#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fixtures/error_code.hpp"
#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;

template <class Table>
auto find(const Table& table, const std::string& id) {
    for (const auto row : table.ids())
        if (table[row].id == id) return row;
    throw std::out_of_range{id};
}

// README.md there solves it by hand.
Network tiny_chain() { return network::load("models/tiny-chain"); }

TEST(Steady, GivesTheHandSolvedMonthOfTheTinyChain) {
    const Network network = tiny_chain();
    const SteadyPlan month = steady(network);
    ASSERT_EQ(month.status, lp::Status::optimal);
    EXPECT_NEAR(month.rates.delivered_at_home, 4, 1e-9);
    EXPECT_NEAR(month.rates.wanted, 5, 1e-9);
    EXPECT_NEAR(month.rates.built_at_home, 6, 1e-9);
    EXPECT_NEAR(month.rates.world, 12, 1e-9);
    EXPECT_THAT(month.delivered_at_home, testing::ElementsAre(testing::DoubleNear(4, 1e-9)));
    EXPECT_TRUE(month.certificate.holds);
    EXPECT_NEAR(month.objective, 15600, 1e-6);
    EXPECT_NEAR(month.value_delivered, 72000, 1e-6);
    EXPECT_FALSE(month.headroom);
    const auto made = [&](const std::string& id) {
        return month.made(network, find(network.processes, id));
    };
    EXPECT_NEAR(made("wafer-gumi"), 48, 1e-9);
    EXPECT_NEAR(made("chip-hsinchu"), 384, 1e-9);
    EXPECT_NEAR(made("chip-gumi"), 0, 1e-9);
    EXPECT_NEAR(made("board-daegu"), 80, 1e-9);
    EXPECT_NEAR(made("board-fremont"), 16, 1e-9);
    EXPECT_NEAR(made("rack-paju"), 6, 1e-9);
    EXPECT_NEAR(made("rack-fremont"), 6, 1e-9);
}

TEST(Steady, TheChipPlantHoldsTheTinyChainBack) {
    const Network network = tiny_chain();
    const SteadyPlan month = steady(network);
    ASSERT_FALSE(month.bottlenecks.empty());
    const Bottleneck& chips = month.bottlenecks.front();
    EXPECT_EQ(chips.process, find(network.processes, "chip-hsinchu"));
    EXPECT_NEAR(chips.used, 480, 1e-9);
    EXPECT_NEAR(chips.capacity, 480, 1e-9);
    EXPECT_NEAR(chips.shadow_price, 150, 1e-6);  // 0.8 chips ÷ 32 a rack × 6,000
    EXPECT_NEAR(chips.gain.value(), 0.12, 1e-9);
    EXPECT_NEAR(chips.gain_at_home.value(), 0,
                1e-9);  // of equals the names say whose tenth is next
    // Fremont's line and Daegu's boards are full too, but no rack more would come of either.
    ASSERT_EQ(month.bottlenecks.size(), 3);
    EXPECT_EQ(month.bottlenecks[1].gain, 0);
    EXPECT_EQ(month.bottlenecks[2].gain, 0);
}

TEST(Steady, CanBeAskedForWithoutBottlenecks) {
    EXPECT_TRUE(steady(tiny_chain(), {.bottlenecks = false}).bottlenecks.empty());
}

TEST(Steady, HeadroomIsTheLargestMultipleOfHomesDemandWithTheOthersHeld) {
    Network network = tiny_chain();
    network.demands[DemandId{0}].total = 12 * 2;
    network.demands[DemandId{1}].total = 12 * 6;
    const SteadyPlan month = steady(network);
    EXPECT_NEAR(month.rates.delivered_at_home, 2, 1e-9);
    ASSERT_TRUE(month.headroom);
    EXPECT_NEAR(*month.headroom, 3, 1e-9);  // 12 racks are possible: 6 of them for Korea
    EXPECT_TRUE(month.bottlenecks.empty());
}

TEST(Steady, HeadroomIsUndefinedWhereNothingLimitsIt) {
    NetworkBuilder b;
    b.item("bolt", 1);
    b.product("bolt");
    b.process({"make", "KR-a", "bolt", std::nullopt, 1});
    b.demand({"all", "country:KR", "bolt", 10, 1});
    const SteadyPlan month = steady(b.build());
    EXPECT_NEAR(month.rates.delivered_at_home, 10, 1e-9);
    EXPECT_FALSE(month.headroom);
}

// 1 % more of the racks' plant is 0.65 racks a month, nothing beside a billion bolts, but more value at list prices.
TEST(Steady, AProductMadeByTheBillionHidesNoOther) {
    NetworkBuilder b;
    b.item("bolt", 1e-3);
    b.item("rack", 1e6);
    b.product("bolt");
    b.product("rack");
    b.process({"bolts", "KR-a", "bolt", 1e9, 1e-4});
    b.process({"racks", "KR-b", "rack", 65, 10});
    b.demand({"some", "country:KR", "bolt", 2e9, 1e-3});
    b.demand({"few", "country:KR", "rack", 100, 1e6});
    const Network network = b.build();
    const SteadyPlan month = steady(network);
    ASSERT_EQ(month.bottlenecks.size(), 2U);
    const Bottleneck& racks = month.bottlenecks[0];
    EXPECT_EQ(racks.process, find(network.processes, "racks"));
    EXPECT_NEAR(racks.gain.value(), 0.65, 1e-6);
    EXPECT_NEAR(racks.gain_at_home.value(), 0.65, 1e-6);
    EXPECT_NEAR(racks.gain_value.value(), 6.5e5, 1);
    EXPECT_NEAR(month.bottlenecks[1].gain.value(), 1e7, 1);
    EXPECT_NEAR(month.bottlenecks[1].gain_value.value(), 1e4, 1e-2);
}

TEST(Steady, ANetworkThatCanMakeNothingDeliversNothing) {
    NetworkBuilder b;
    b.item("bolt", 1);
    b.product("bolt");
    b.process({"make", "KR-a", "bolt", 10, 1, 1, {{{"steel", 1}}}});
    b.demand({"all", "country:KR", "bolt", 10, 1});
    const SteadyPlan month = steady(b.build());
    EXPECT_EQ(month.status, lp::Status::optimal);
    EXPECT_EQ(month.rates.delivered_at_home, 0);
    EXPECT_EQ(month.rates.wanted, 10);
    EXPECT_TRUE(month.bottlenecks.empty());
}

TEST(Steady, AlternatePartsFillASlotByPriceAndPreferenceDecidesBetweenEquals) {
    NetworkBuilder b;
    b.item("psu-a", 100);
    b.item("psu-b", 100);
    b.item("rack", 1000);
    b.product("rack");
    b.process({"a", "KR-a", "psu-a", 30, 10});
    b.process({"b", "KR-b", "psu-b", 90, 10});
    b.process({"rack", "KR-r", "rack", 20, 1, 1, {{{"psu-a", 2}, {"psu-b", 3}}}});
    b.lane({"KR-a", "KR-r", "psu-a", 0});
    b.lane({"KR-b", "KR-r", "psu-b", 0});
    b.demand({"korea", "country:KR", "rack", 18, 1000});
    Network network = b.build();
    SteadyPlan month = steady(network);
    EXPECT_NEAR(month.rates.delivered_at_home, 18, 1e-9);
    // 15 racks with two of a (20 each), 3 with three of b (30 each).
    EXPECT_NEAR(month.used[InputId{0}], 30, 1e-9);
    EXPECT_NEAR(month.used[InputId{1}], 9, 1e-9);
    EXPECT_NEAR(month.objective, 15 * 20 + 3 * 30 + 18, 1e-9);
    // Dearer than by 10 a unit, part a comes second, and that is no cost.
    network.parts[network.inputs[InputId{0}].part].preference = 7;
    network.parts[network.inputs[InputId{1}].part].preference = 1;
    month = steady(network);
    EXPECT_NEAR(month.used[InputId{0}], 0, 1e-9);
    EXPECT_NEAR(month.objective, 18 * 30 + 18, 1e-9);
}

TEST(Steady, ProcessesShareAResource) {
    NetworkBuilder b;
    b.item("dram", 10);
    b.item("hbm", 30);
    b.product("hbm");
    b.product("dram");
    b.process({"dram", "KR-f", "dram", std::nullopt, 1});
    b.process({"hbm", "KR-f", "hbm", std::nullopt, 1});
    b.demand({"d", "country:KR", "dram", 100, 10});
    b.demand({"h", "country:KR", "hbm", 100, 30});
    Network network = b.build();
    network::Resource wafers;
    wafers.id = "wafers";
    wafers.site = network::SiteId{0};
    wafers.capacity_per_month = 250;
    const ResourceId id = network.resources.add(wafers);
    network.uses = {{ProcessId{0}, id, 1}, {ProcessId{1}, id, 2}};
    const SteadyPlan month = steady(network);
    // A wafer of DRAM is worth 10, of HBM 15: the k-th tenths 100 ÷ k and 150 ÷ k. HBM's ninth, 16.67, ties with DRAM's sixth
    // and both are filled: 60 and 90 · 2 are 240. Then comes HBM's last, 15, and half of it is left.
    EXPECT_NEAR(month.delivered[DemandId{0}], 60, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{1}], 95, 1e-9);
    ASSERT_EQ(month.bottlenecks.size(), 1);
    EXPECT_EQ(month.bottlenecks[0].resource, id);
    EXPECT_NEAR(month.bottlenecks[0].shadow_price, 10,
                1e-9);  // what would be worth most, not who gets it
    EXPECT_NEAR(month.bottlenecks[0].gain.value(), 1.25, 1e-9);
}

// One chip in each of three products: two are worth 100, one 50. The k-th tenths, of one chip each, are worth 1,000 ÷ k and
// 500 ÷ k. Fifteen chips go by hand to what is worth 166.7 and more: six tenths of the dear ones each, three of the cheap one.
TEST(Steady, WhoWantsTheSameIsCutAlikeAndWhatIsWorthHalfTwiceAsMuch) {
    NetworkBuilder b;
    b.item("chip", 10);
    b.process({"chip", "KR-a", "chip", 15, 1});
    for (const auto& [product, price] :
         {std::pair{"server", 100}, std::pair{"switch", 100}, std::pair{"radio", 50}}) {
        b.item(product, price);
        b.product(product);
        b.process(
            {.id = product, .site = "KR-a", .item = product, .cost = 1, .slots = {{{"chip", 1}}}});
    }
    b.demand({"servers", "country:KR", "server", 10, 100});
    b.demand({"switches", "country:KR", "switch", 10, 100});
    b.demand({"radios", "country:KR", "radio", 10, 50});
    const SteadyPlan month = steady(b.build());
    EXPECT_NEAR(month.delivered[DemandId{0}], 6, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{1}], 6, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{2}], 3, 1e-9);
}

// Sixteen chips for three products of one chip each, ten wanted of each. Radios, worth half, come first by their priority and
// get all ten; of the six that are left servers and switches, worth the same, get three each.
TEST(Steady, AHigherPriorityIsServedFirstWhateverItIsWorth) {
    NetworkBuilder b;
    b.item("chip", 10);
    b.process({"chip", "KR-a", "chip", 16, 1});
    for (const auto& [product, price] :
         {std::pair{"server", 100}, std::pair{"switch", 100}, std::pair{"radio", 50}}) {
        b.item(product, price);
        b.product(product);
        b.process(
            {.id = product, .site = "KR-a", .item = product, .cost = 1, .slots = {{{"chip", 1}}}});
    }
    b.demand({"servers", "country:KR", "server", 10, 100});
    b.demand({"switches", "country:US", "switch", 10, 100});
    b.demand({"radios", "country:KR", "radio", 10, 50});
    b.lane({"KR-a", "country:US", "switch"});
    Network network = b.build();
    network.demands[DemandId{2}].priority = 5;
    const SteadyPlan month = steady(network);
    EXPECT_NEAR(month.delivered[DemandId{0}], 3, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{1}], 3, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{2}], 10, 1e-9);
    // 1 % more chips, 0.16, goes to those who lack them.
    ASSERT_EQ(month.bottlenecks.size(), 1);
    EXPECT_NEAR(month.bottlenecks[0].gain.value(), 0.16, 1e-9);
    EXPECT_NEAR(month.bottlenecks[0].gain_value.value(), 16, 1e-6);
    // Without the maker of switches servers have six; the order of priorities holds in what is solved again, too.
    const std::vector<Change> changes{{.closed_processes = {ProcessId{2}}}, {}};
    for (const Depth depth : {Depth::flows, Depth::deliveries}) {
        const auto rates = solve_variants(network, month, changes, {}, depth);
        EXPECT_NEAR(rates[0].delivered_at_home, 16, 1e-9);
        EXPECT_NEAR(rates[1].delivered_at_home, 13, 1e-9);
        EXPECT_NEAR(rates[1].world, 16, 1e-9);
    }
    // Of one priority, whatever its number, it is as without.
    for (auto& demand : network.demands) demand.priority = -3;
    const SteadyPlan alike = steady(network);
    for (auto& demand : network.demands) demand.priority = 0;
    const SteadyPlan without = steady(network);
    for (const DemandId id : network.demands.ids())
        EXPECT_EQ(alike.delivered[id], without.delivered[id]);
}

// Two chip makers, of two and ten a month. The contract of the server's plant holds half of its chips to the first: four
// servers, though they come first, and radios get the eight chips that the second has left.
TEST(Steady, APriorityDoesNotBreakAContract) {
    NetworkBuilder b;
    b.item("chip", 10);
    b.process({"a", "KR-a", "chip", 2, 1});
    b.process({"b", "KR-b", "chip", 10, 1});
    for (const auto& [product, site] : {std::pair{"server", "KR-s"}, std::pair{"radio", "KR-r"}}) {
        b.item(product, 100);
        b.product(product);
        b.process(
            {.id = product, .site = site, .item = product, .cost = 1, .slots = {{{"chip", 1}}}});
        b.lane({"KR-a", site, "chip"}).lane({"KR-b", site, "chip"});
    }
    b.demand({"servers", "country:KR", "server", 10, 100});
    b.demand({"radios", "country:KR", "radio", 10, 100});
    Network network = b.build();
    network.demands[DemandId{0}].priority = 1;
    SteadyPlan month = steady(network);
    EXPECT_NEAR(month.delivered[DemandId{0}], 10, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{1}], 2, 1e-9);
    network::Sourcing contract;
    const ProcessId plant = find(network.processes, "server");
    for (const ArcId id : network.arcs.ids()) {
        if (network.arcs[id].to != network.inputs[network.processes[plant].inputs[0]].pool)
            continue;
        contract.inflow.push_back(id);
        if (network.arcs[id].from == network.processes[ProcessId{0}].output)
            contract.supplied.push_back(id);
    }
    contract.item = network.pools[network.processes[ProcessId{0}].output].item;
    contract.share = 0.5;
    contract.fixed = true;
    network.sourcing.push_back(contract);
    month = steady(network);
    EXPECT_NEAR(month.delivered[DemandId{0}], 4, 1e-9);
    EXPECT_NEAR(month.delivered[DemandId{1}], 8, 1e-9);
}

TEST(Steady, ALaneRowsCapacityHoldsItsFlowsTogether) {
    NetworkBuilder b;
    b.item("rack", 10);
    b.product("rack");
    b.process({"make", "TW-a", "rack", 100, 1});
    b.lane({"TW-a", "KR-b", "rack", 1, 0, 30});
    b.demand({"korea", "country:KR", "rack", 50, 10});
    b.demand({"site", "KR-b", "rack", 50, 10});
    Network network = b.build();
    const SteadyPlan month = steady(network);
    EXPECT_NEAR(month.rates.delivered_at_home, 30, 1e-9);
    ASSERT_EQ(month.bottlenecks.size(), 1);
    EXPECT_EQ(month.bottlenecks[0].lane, LaneId{0});
    EXPECT_NEAR(month.bottlenecks[0].gain.value(), 0.3, 1e-9);
}

TEST(Steady, AFixedShareHoldsEvenAgainstValue) {
    Network network = tiny_chain();
    network.sourcing[0].fixed = true;
    network.sourcing[0].share = 0;
    const SteadyPlan month = steady(network);
    EXPECT_NEAR(month.rates.world, 11, 1e-9);  // Fremont's 6 and Korea's own 5
    EXPECT_NEAR(month.rates.delivered_at_home, 5, 1e-9);
}

TEST(Steady, MeanAvailabilityLowersCapacity) {
    Network network = tiny_chain();
    network::Availability outage;
    outage.target.kind = network::TargetKind::process;
    outage.target.process = find(network.processes, "chip-hsinchu");
    outage.date = network.horizon.first;
    outage.days = 181;  // January to June: half the months
    outage.available = 0.5;
    network.availability.push_back(outage);
    EXPECT_NEAR(steady(network).rates.world, 12 * 0.75, 1e-9);
}

TEST(Steady, IsInterruptedWhereAStopIsAskedFor) {
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(steady(tiny_chain(), {.run = {.stop = source.get_token()}}).status,
              lp::Status::interrupted);
}

TEST(Resolve, DeliveriesAloneAreThoseOfTheWholeMonth) {
    const Network network = tiny_chain();
    const SteadyPlan base = steady(network, {.bottlenecks = false});
    std::vector<Change> changes(network.processes.size() + 1);
    for (const ProcessId id : network.processes.ids()) changes[id.index()].closed_processes = {id};
    const auto flows = solve_variants(network, base, changes);
    const auto deliveries = solve_variants(network, base, changes, {}, Depth::deliveries);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        EXPECT_NEAR(flows[i].world, deliveries[i].world, 1e-9);
        EXPECT_LE(flows[i].delivered_at_home, deliveries[i].delivered_at_home + 1e-9);
        EXPECT_EQ(deliveries[i].built_at_home, 0);
    }
}

TEST(Resolve, GivesTheRacksOfEachChangeForAnyNumberOfThreads) {
    const Network network = tiny_chain();
    const SteadyPlan base = steady(network, {.bottlenecks = false});
    std::vector<Change> changes(network.processes.size() + 2);
    for (const ProcessId id : network.processes.ids()) changes[id.index()].closed_processes = {id};
    for (const ArcId id : network.arcs.ids())
        if (network.country_of(network.arcs[id].from) != network.country_of(network.arcs[id].to))
            changes[network.processes.size()].closed_arcs.push_back(id);
    const auto racks = solve_variants(network, base, changes, {.threads = 1});
    const auto world = [&](const std::string& id) {
        return racks[find(network.processes, id).index()].world;
    };
    EXPECT_NEAR(world("wafer-gumi"), 0, 1e-9);
    EXPECT_NEAR(world("chip-hsinchu"), 0, 1e-9);
    EXPECT_NEAR(world("chip-gumi"), 12, 1e-9);
    EXPECT_NEAR(world("board-daegu"), 7.5, 1e-9);   // Fremont's 60 boards
    EXPECT_NEAR(world("board-fremont"), 10, 1e-9);  // Daegu's 80
    EXPECT_NEAR(world("rack-paju"), 6, 1e-9);
    EXPECT_NEAR(world("rack-fremont"), 10, 1e-9);
    EXPECT_NEAR(racks[network.processes.size()].world, 0, 1e-9);  // all borders closed
    EXPECT_NEAR(racks.back().delivered_at_home, 4, 1e-9);         // nothing changed
    const auto again = solve_variants(network, base, changes, {.threads = 3});
    for (std::size_t i = 0; i < changes.size(); ++i) {
        EXPECT_EQ(racks[i].world, again[i].world) << i;
        EXPECT_EQ(racks[i].delivered_at_home, again[i].delivered_at_home) << i;
        EXPECT_EQ(racks[i].built_at_home, again[i].built_at_home) << i;
    }
}

TEST(ClosedBorder, NoCountryOfTheTinyChainMakesARackAlone) {
    const Network network = tiny_chain();
    for (const CountryId country : network.countries.ids()) {
        const ClosedBorder closed = closed_border(network, country);
        EXPECT_EQ(closed.total, 0.0);
        EXPECT_THAT(closed.alone, testing::ElementsAre(0.0));
    }
}

TEST(ClosedBorder, TheCandidateChipPlantMakesSixRacksAMonth) {
    Network network = tiny_chain();
    network.processes[find(network.processes, "chip-gumi")].status = network::Status::operating;
    const ClosedBorder closed = closed_border(network, network.home);
    ASSERT_TRUE(closed.total);
    EXPECT_NEAR(*closed.total, 6, 1e-9);
}

TEST(ClosedBorder, IsUndefinedWhereNothingLimitsIt) {
    NetworkBuilder b;
    b.item("bolt", 1);
    b.product("bolt");
    b.process({"make", "KR-a", "bolt", std::nullopt, 1});
    EXPECT_FALSE(closed_border(b.build(), CountryId{0}).total);
}

TEST(Formulation, LeavesOutWhatCannotFlow) {
    const Network network = tiny_chain();
    const Formulation month = steady_formulation(network);
    EXPECT_FALSE(month.started[find(network.processes, "chip-gumi").index()].valid());
    for (const ArcId id : network.arcs.ids()) {
        const auto& arc = network.arcs[id];
        const bool chips_of_gumi =
            arc.from == network.processes[find(network.processes, "chip-gumi")].output;
        EXPECT_EQ(month.shipped[id.index()].valid(), !chips_of_gumi) << id.index();
    }
    const Formulation closed = steady_formulation(network, {.closed_border = network.home});
    EXPECT_EQ(closed.model.columns.size(), 0);
    const Formulation with = steady_formulation(network, {.candidates = true});
    EXPECT_TRUE(with.capacity[find(network.processes, "chip-gumi").index()].valid());
}

TEST(Formulation, AProcessThatFeedsItselfRunsInAnAverageMonth) {
    NetworkBuilder b;
    b.item("hen", 10);
    b.product("hen");
    b.process({"hatch", "KR-a", "hen", 10, 1, 1, {{{"hen", 0.5}}}});
    b.demand({"korea", "country:KR", "hen", 5, 10});
    const Network network = b.build();
    // Half a hen makes a hen: a month in full swing feeds itself.
    EXPECT_NEAR(steady(network).rates.delivered_at_home, 5, 1e-9);
}

// Eleven chips a month can be made.
Network eleven_chips(double wanted) {
    NetworkBuilder b;
    b.item("chip", 10);
    b.product("chip");
    b.process({.id = "chip", .site = "KR-a", .item = "chip", .capacity = 11});
    b.demand({"korea", "KR-a", "chip", wanted, 100});
    return b.build();
}

// However much is wanted, what can be made is made: eleven a month of a demand of up to 10¹², by the month and by periods.
TEST(Steady, DeliversWhatCanBeMadeOfAnyDemand) {
    for (const double wanted : {12.0, 1e6, 1e9, 1e12}) {
        const Network network = eleven_chips(wanted);
        EXPECT_NEAR(steady(network).rates.delivered_at_home, 11, 1e-6) << wanted;
        const Plan plan = solve(network, {.bottlenecks = 0});
        ASSERT_EQ(plan.status, lp::Status::optimal) << wanted;
        EXPECT_NEAR(plan.products_per_month.delivered_at_home, 11, 1e-2) << wanted;
    }
}

// Of so large a demand nobody could tell the best plan from the worst.
TEST(Steady, RefusesADemandThatNoPlanCouldTellFromNone) {
    for (const double wanted : {1e15, 1e17}) {
        const Network network = eleven_chips(wanted);
        EXPECT_EQ(fixtures::code_of([&] { return steady(network); }), "E0317");
        EXPECT_EQ(fixtures::code_of([&] { return solve(network, {.bottlenecks = 0}); }), "E0317");
    }
}

}  // namespace
}  // namespace jarip::plan
