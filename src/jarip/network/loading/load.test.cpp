#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "fixtures/ways.hpp"
#include "jarip/network.hpp"

namespace jarip::network {
namespace {

using fixtures::arc;
using fixtures::find;
using fixtures::name_of;
using fixtures::ways;

constexpr auto kTinyChain = "models/tiny-chain";

const Network& tiny_chain() {
    static const Network network = load(kTinyChain);
    return network;
}

Network known(const std::string& name) { return load("tests/known/" + name); }

TEST(Load, TinyChainHasTheRowsOfItsTables) {
    const auto& network = tiny_chain();
    EXPECT_EQ(network.name, "tiny-chain");
    EXPECT_EQ(network.title.ko, "작은 공급망: 웨이퍼, 칩, 보드, 랙");
    EXPECT_EQ(network.countries[network.home].code, "KR");
    ASSERT_EQ(network.products.size(), 1U);
    EXPECT_EQ(network.items[network.products[0]].id, "rack");
    EXPECT_EQ(network.horizon.days(), 365);
    EXPECT_DOUBLE_EQ(network.months, 12);
    EXPECT_EQ(network.bucket, Bucket::month);
    EXPECT_EQ(network.stress.target_days, 10);
    EXPECT_EQ(network.stages.size(), 4U);
    EXPECT_EQ(network.companies.size(), 5U);
    EXPECT_EQ(network.sites.size(), 5U);
    EXPECT_EQ(network.items.size(), 4U);
    EXPECT_EQ(network.recipes.size(), 3U);
    EXPECT_EQ(network.processes.size(), 7U);
    EXPECT_EQ(network.lanes.size(), 5U);
    EXPECT_EQ(network.trade.reporter, "KR");
    EXPECT_TRUE(network.findings.sorted().empty());
}

TEST(Load, AProcessDrawsEveryPartOfItsRecipeAtItsSite) {
    const auto& network = tiny_chain();
    const auto& process = network.processes[find(network.processes, "chip-hsinchu")];
    ASSERT_EQ(process.inputs.size(), 1U);
    const auto& input = network.inputs[process.inputs[0]];
    EXPECT_EQ(network.items[network.pools[input.pool].item].id, "wafer");
    EXPECT_EQ(name_of(network, input.pool), "hsinchu");
    EXPECT_EQ(name_of(network, process.output), "hsinchu");
    EXPECT_DOUBLE_EQ(network.parts[input.part].quantity, 0.1);
    EXPECT_DOUBLE_EQ(process.yield, 0.8);
    EXPECT_TRUE(network.processes[find(network.processes, "wafer-gumi")].inputs.empty());
}

TEST(Load, ArcsRunFromMakersAndHoldersToUsers) {
    const auto& network = tiny_chain();
    EXPECT_EQ(ways(network, "wafer"), (std::vector<std::string>{"gumi > hsinchu"}));
    EXPECT_EQ(ways(network, "chip"),
              (std::vector<std::string>{"gumi > daegu", "gumi > fremont", "hsinchu > daegu",
                                        "hsinchu > fremont", "daegu > fremont"}));
    EXPECT_EQ(ways(network, "rack"),
              (std::vector<std::string>{"paju > country:KR", "paju > country:US",
                                        "fremont > country:KR", "fremont > country:US"}));
}

TEST(Load, TheMostSpecificLaneGovernsAnArc) {
    const auto& network = tiny_chain();
    EXPECT_DOUBLE_EQ(arc(network, "chip", "hsinchu > daegu").transit_days, 2);
    EXPECT_DOUBLE_EQ(arc(network, "chip", "hsinchu > fremont").transit_days, 3);
    EXPECT_DOUBLE_EQ(arc(network, "rack", "paju > country:US").freight, 60);
}

TEST(Load, ACountryIsReachedFromItsOwnSitesAtNoCost) {
    const auto& home = arc(tiny_chain(), "rack", "paju > country:KR");
    EXPECT_FALSE(home.lane.valid());
    EXPECT_EQ(home.freight, 0);
    EXPECT_EQ(home.transit_days, 0);
}

TEST(Load, MonthlyDemandFallsOnEveryMonthOfTheHorizon) {
    const auto& network = tiny_chain();
    const auto& demand = network.demands[find(network.demands, "korea")];
    ASSERT_EQ(demand.wanted.size(), 12U);
    EXPECT_EQ(format_date(demand.wanted[1].date), "2025-02-01");
    EXPECT_DOUBLE_EQ(demand.total, 60);
    EXPECT_EQ(name_of(network, demand.pool), "country:KR");
}

TEST(Load, ObservedSharesAreArcs) {
    const auto& network = tiny_chain();
    ASSERT_EQ(network.sourcing.size(), 1U);
    const auto& row = network.sourcing[0];
    ASSERT_EQ(row.inflow.size(), 2U);
    ASSERT_EQ(row.supplied.size(), 1U);
    EXPECT_EQ(name_of(network, network.arcs[row.supplied[0]].from), "paju");
    EXPECT_EQ(name_of(network, network.arcs[row.supplied[0]].to), "country:US");
}

TEST(Load, BordersClosedIsTheFirstScenario) {
    const auto& network = tiny_chain();
    ASSERT_EQ(network.scenarios.size(), 2U);
    EXPECT_EQ(network.scenarios[0].id, "borders-closed");
    EXPECT_TRUE(network.scenarios[0].borders_closed);
    const auto& event = network.scenario("strait").events.at(0);
    EXPECT_EQ(event.kind, EventKind::export_ban);
    EXPECT_EQ(network.countries[event.target.origin.country].code, "TW");
    EXPECT_TRUE(event.target.destination.anywhere());
}

TEST(Load, AnUnknownScenarioIsE0260WithASuggestion) {
    try {
        (void)tiny_chain().scenario("strai");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code, "E0260");
        EXPECT_NE(error.diagnostics()[0].help(Language::en).find("strait"), std::string::npos);
    }
}

TEST(Load, HomeCanBeAskedForAnotherCountry) {
    const auto network = load(kTinyChain, {.home = "TW"});
    EXPECT_EQ(network.countries[network.home].code, "TW");
    EXPECT_EQ(network.trade.reporter, "TW");  // not Korea, of which model.toml speaks
}

TEST(Load, WithoutAvailabilityEverythingIsAvailable) {
    const auto& network = tiny_chain();
    EXPECT_EQ(network.mean_availability(ProcessId{0}), 1);
    EXPECT_EQ(network.available(ProcessId{0}, network.horizon.first), 1);
}

TEST(Load, DantzigsTransportProblemHasSixArcs) {
    const auto network = known("plan/transport-dantzig");
    EXPECT_EQ(network.arcs.size(), 6U);
    EXPECT_DOUBLE_EQ(arc(network, "case", "seattle > chicago").freight, 0.153);
    EXPECT_EQ(network.demands.size(), 3U);
}

TEST(Load, FacilityCap41HasSixteenCandidates) {
    const auto network = known("onshore/facility-cap41");
    EXPECT_EQ(network.processes.size(), 16U);
    EXPECT_EQ(network.arcs.size(), 16U * 50U);
    for (const auto& process : network.processes) EXPECT_EQ(process.status, Status::candidate);
}

TEST(Load, EconomiesAreNodesAndLinksADay) {
    const auto network = known("stress/ario-medium");
    EXPECT_EQ(network.kind, Kind::flows);
    EXPECT_EQ(network.nodes.size(), 15U);
    EXPECT_DOUBLE_EQ(network.nodes[NodeId{0}].final_demand, 3.613621);
    EXPECT_EQ(network.availability.at(0).target.kind, TargetKind::node);
    EXPECT_EQ(network.stress.adaptive, true);
    EXPECT_EQ(known("stress/ario-fixed").kind, Kind::flows);
}

TEST(Load, YearlyFlowsAreDividedByTheDaysOfAYear) {
    const auto network = known("stress/esri-60");
    EXPECT_EQ(network.nodes.size(), 60U);
    EXPECT_DOUBLE_EQ(network.links.at(0).value, 0.498677 / 365);
    EXPECT_EQ(network.links.at(1).kind, LinkKind::nonessential);
}

TEST(Load, TheEmbeddedModelIsTheDefault) {
    const auto network = load("");
    EXPECT_EQ(network.name, kDefaultModel);
    EXPECT_FALSE(network.arcs.empty());
}

}  // namespace
}  // namespace jarip::network
