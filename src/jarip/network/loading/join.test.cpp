// What joining makes of the rows: lanes, hubs, repeated demands, what-ifs, availability.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "fixtures/ways.hpp"
#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using fixtures::arc;
using fixtures::name_of;
using fixtures::ways;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const Process& process(const Network& network, std::string_view id) {
    for (const auto& each : network.processes)
        if (each.id == id) return each;
    throw std::out_of_range{std::string{id}};
}

const Demand& demand(const Network& network, std::string_view id) {
    for (const auto& each : network.demands)
        if (each.id == id) return each;
    throw std::out_of_range{std::string{id}};
}

// ---- lanes ---------------------------------------------------------------------------------------

// Freight of chips from Hsinchu to Daegu with more rows in lanes.csv.
double freight_with(const std::vector<std::string>& rows) {
    auto model = ModelFolder{};
    for (const auto& row : rows) model.append("lanes.csv", row + ",true");
    return arc(model.load(), "chip", "hsinchu > daegu").freight;
}

TEST(Lanes, ANamedItemBeatsAnyNumberOfNamedEnds) {
    EXPECT_DOUBLE_EQ(freight_with({"hsinchu,daegu,*,1,7"}), 0.5);
}

TEST(Lanes, SitesBeatCountriesBeatAnywhere) {
    EXPECT_DOUBLE_EQ(freight_with({"hsinchu,country:KR,chip,1,7"}), 7);
    EXPECT_DOUBLE_EQ(freight_with({"hsinchu,country:KR,chip,1,7", "hsinchu,daegu,chip,1,8"}), 8);
    EXPECT_DOUBLE_EQ(freight_with({"country:TW,daegu,chip,1,6"}), 6);
}

TEST(Lanes, AnEmptyItemMeansEveryItem) {
    const auto network = ModelFolder{}.replace("lanes.csv", "*,*,board,3,5", "*,*,,3,5").load();
    EXPECT_DOUBLE_EQ(arc(network, "board", "daegu > fremont").freight, 5);
}

TEST(Lanes, TariffsAreAShareOfThePrice) {
    const auto network =
        ModelFolder{}
            .replace("lanes.csv", "item,transit_days,cost", "item,tariff_rate,cost")
            .replace("lanes.csv", "*,*,rack,3,60", "*,*,rack,0.25,60")
            .load();
    EXPECT_DOUBLE_EQ(arc(network, "rack", "paju > country:US").tariff, 1500);
    EXPECT_DOUBLE_EQ(arc(network, "rack", "paju > country:KR").tariff, 0);
}

TEST(Lanes, WithoutALaneThereIsNoWay) {
    const auto network =
        ModelFolder{}.replace("lanes.csv", "*,*,rack", "country:US,country:KR,rack").load();
    EXPECT_THAT(ways(network, "rack"),
                ElementsAre("paju > country:KR", "fremont > country:KR", "fremont > country:US"));
}

// A harbour that makes and uses nothing.
ModelFolder with_harbour(const std::vector<std::string>& lanes) {
    auto model = ModelFolder{};
    model.append("sites.csv", "busan,frame,KR,35.1,129.04,Busan,부산,true");
    for (const auto& row : lanes) model.append("lanes.csv", row + ",true");
    return model;
}

TEST(Lanes, ThingsFlowOverHubsAlongRowsThatNameTwoSites) {
    const auto network =
        with_harbour({"hsinchu,busan,chip,1,0.1", "busan,daegu,chip,1,0.1"}).load();
    EXPECT_THAT(ways(network, "chip"), Contains("hsinchu > busan"));
    EXPECT_THAT(ways(network, "chip"), Contains("busan > daegu"));
    EXPECT_THAT(ways(network, "chip"), Not(Contains("busan > fremont")))
        << "a hub sends along rows that name two sites only";
}

TEST(Lanes, ARowForEveryItemCarriesWhatSomebodyFurtherOnWants) {
    const auto network = with_harbour({"hsinchu,busan,*,1,0.1", "busan,daegu,*,1,0.1"}).load();
    EXPECT_THAT(ways(network, "chip"), Contains("busan > daegu"));
    EXPECT_THAT(ways(network, "wafer"), ElementsAre("gumi > hsinchu"))
        << "wafers lie in Hsinchu too, but Daegu does not use them";
}

TEST(Lanes, AHubReachesTheDemandOfItsOwnCountryAndOthers) {
    auto model = with_harbour({"fremont,busan,rack,9,1"});
    const auto network = model.load();
    EXPECT_THAT(ways(network, "rack"), Contains("busan > country:KR"));
    EXPECT_THAT(ways(network, "rack"), Contains("busan > country:US"));
    EXPECT_FALSE(arc(network, "rack", "busan > country:KR").lane.valid());
}

TEST(Lanes, ADemandAtASiteIsReachedByLanes) {
    const auto network =
        ModelFolder{}.append("demand.csv", "here,paju,chip,2025-02-01,1,,,,,true").load();
    EXPECT_THAT(ways(network, "chip"), Contains("hsinchu > paju"));
    EXPECT_THAT(ways(network, "chip"), Contains("daegu > paju"));
}

// ---- companies and stages without tables ---------------------------------------------------------

TEST(Tables, WithoutCompaniesAndStagesTheRowsThatNameThemDo) {
    const auto network = ModelFolder{}.remove("companies.csv").remove("stages.csv").load();
    ASSERT_EQ(network.companies.size(), 5U);
    EXPECT_EQ(network.countries[network.companies[network.sites[SiteId{1}].company].country].code,
              "TW");
    ASSERT_EQ(network.stages.size(), 4U);
    EXPECT_EQ(network.stages[StageId{3}].id, "rack");
}

TEST(Tables, ByteOrderMarksAndCarriageReturnsChangeNothing) {
    auto model = ModelFolder{};
    auto& lanes = model.text("lanes.csv");
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : lanes) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    lanes = windows;
    EXPECT_EQ(ways(model.load(), "chip"), ways(ModelFolder{}.load(), "chip"));
}

TEST(Tables, StagesAreSortedByTheirOrder) {
    const auto network = ModelFolder{}.replace("stages.csv", "material,1", "material,9").load();
    EXPECT_EQ(network.stages[StageId{3}].id, "material");
    EXPECT_EQ(network.stages[network.items[ItemId{0}].stage].id, "material");
}

TEST(Tables, InterchangeablePartsShareASlot) {
    const auto network =
        ModelFolder{}
            .put(
                "recipes.csv",
                "recipe,slot,item,quantity,preference,critical,assumed\n"
                "rack,compute,board,8,,,true\nboard,,chip,4,,,true\nrack,cable,wafer,2,,false,true\n"
                "rack,compute,chip,40,2,,true\nchip,,wafer,0.1,,,true\n")
            .load();
    const auto& recipe = network.recipes[process(network, "rack-paju").recipe];
    ASSERT_EQ(recipe.slots.size(), 2U);
    const auto& compute = network.slots[recipe.slots[0]];
    EXPECT_EQ(compute.name, "compute");
    EXPECT_TRUE(compute.critical);
    ASSERT_EQ(compute.parts.size(), 2U);
    EXPECT_DOUBLE_EQ(network.parts[compute.parts[1]].quantity, 40);
    EXPECT_DOUBLE_EQ(network.parts[compute.parts[1]].preference, 2);
    EXPECT_FALSE(network.slots[recipe.slots[1]].critical);
    EXPECT_EQ(process(network, "rack-paju").inputs.size(), 3U);
}

// ---- demand --------------------------------------------------------------------------------------

std::vector<std::string> days_of(const std::string& row) {
    const auto network =
        ModelFolder{}.append("demand.csv", "x,paju,rack," + row + ",,,true").load();
    std::vector<std::string> dates;
    for (const auto& wanted : demand(network, "x").wanted)
        dates.push_back(format_date(wanted.date));
    return dates;
}

TEST(Demand, OnceIsTheDefault) {
    EXPECT_THAT(days_of("2025-05-05,1,,"), ElementsAre("2025-05-05"));
}

TEST(Demand, AWeekIsSevenDaysUntilTheLastDayInclusive) {
    EXPECT_THAT(days_of("2025-05-05,1,week,2025-05-19"),
                ElementsAre("2025-05-05", "2025-05-12", "2025-05-19"));
}

TEST(Demand, AMonthWithoutTheDayTakesItsLast) {
    EXPECT_THAT(days_of("2025-01-31,1,month,2025-04-30"),
                ElementsAre("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"));
}

TEST(Demand, WithoutUntilItGoesOnToTheEndAndBeforeTheStartDoesNotCount) {
    EXPECT_THAT(days_of("2024-11-15,1,month,").size(), 12U);
    EXPECT_EQ(days_of("2024-11-15,1,month,").front(), "2025-01-15");
}

TEST(Demand, PricesDefaultToTheItems) {
    const auto network =
        ModelFolder{}.append("demand.csv", "x,paju,rack,2025-05-05,2,,,,,true").load();
    EXPECT_DOUBLE_EQ(demand(network, "x").price, 6000);
    EXPECT_DOUBLE_EQ(demand(network, "x").lost_cost, 6000);
    EXPECT_DOUBLE_EQ(demand(network, "x").total, 2);
}

// ---- what-ifs ------------------------------------------------------------------------------------

Network with_sets(const std::vector<std::string>& sets) {
    return ModelFolder{}.load({.sets = sets});
}

TEST(WhatIf, ReplacesMultipliesAndAdds) {
    EXPECT_EQ(process(with_sets({"processes:chip-gumi.capex=5"}), "chip-gumi").capex, 5);
    EXPECT_EQ(process(with_sets({"processes:chip-gumi.capex*=0.5"}), "chip-gumi").capex, 50'000);
    EXPECT_EQ(process(with_sets({"processes.csv:chip-gumi.capex+=1"}), "chip-gumi").capex, 100'001);
}

TEST(WhatIf, OneAfterTheOther) {
    const auto network = with_sets({"processes:chip-gumi.capex=5", "processes:chip-gumi.capex*=3"});
    EXPECT_EQ(process(network, "chip-gumi").capex, 15);
}

TEST(WhatIf, AStarIsEveryRowAndPassesOverWhatIsNotGiven) {
    const auto network = with_sets({"processes:*.capacity_per_month*=2"});
    EXPECT_EQ(process(network, "chip-gumi").capacity_per_month, 480);
    EXPECT_EQ(process(network, "rack-paju").capacity_per_month, 20);
}

TEST(WhatIf, AColumnThatTheFileDoesNotHave) {
    const auto network = with_sets({"processes:rack-paju.cycle_days=7"});
    EXPECT_EQ(process(network, "rack-paju").cycle_days, 7);
    EXPECT_EQ(process(network, "rack-fremont").cycle_days, 0);
}

TEST(WhatIf, ADefaultCanBeMultiplied) {
    EXPECT_DOUBLE_EQ(process(with_sets({"processes:*.yield*=0.5"}), "rack-paju").yield, 0.5);
}

TEST(WhatIf, AnEmptyValueTakesAFigureAway) {
    const auto network = with_sets({"processes:rack-paju.capacity_per_month="});
    EXPECT_FALSE(process(network, "rack-paju").capacity_per_month.has_value());
}

TEST(WhatIf, KeysOfSeveralColumns) {
    const auto freight = [](const std::string& text) {
        return arc(with_sets({text}), "chip", "hsinchu > daegu").freight;
    };
    EXPECT_DOUBLE_EQ(freight("lanes:country:TW/country:KR/chip.cost=9"), 9);
    EXPECT_DOUBLE_EQ(freight("lanes:country:TW/country:KR.cost=9"), 9);
    EXPECT_DOUBLE_EQ(freight("lanes:*/*/chip.cost=9"), 0.5);
    const auto network = with_sets({"recipes:rack/board.quantity=9"});
    EXPECT_DOUBLE_EQ(network.parts[PartId{2}].quantity, 9);
}

TEST(WhatIf, WordsAndReferences) {
    const auto network =
        with_sets({"processes:chip-gumi.status=operating", "processes:rack-paju.site=daegu"});
    EXPECT_EQ(process(network, "chip-gumi").status, Status::operating);
    EXPECT_EQ(network.sites[process(network, "rack-paju").site].id, "daegu");
}

// ---- events and availability ---------------------------------------------------------------------

TEST(Events, AnImportBanIsTurnedRound) {
    const auto network =
        ModelFolder{}.append("events.csv", "s,e,import_ban,KR<TW,2025-03-01,9,1,true").load();
    const auto& target = network.scenario("s").events.at(0).target;
    EXPECT_EQ(network.countries[target.origin.country].code, "TW");
    EXPECT_EQ(network.countries[target.destination.country].code, "KR");
}

TEST(Events, EndsOfAPairMayBeSites) {
    const auto network =
        ModelFolder{}
            .append("events.csv", "s,e,lane_cut,hsinchu>country:KR,2025-03-01,9,1,true")
            .load();
    const auto& target = network.scenario("s").events.at(0).target;
    EXPECT_EQ(network.sites[target.origin.site].id, "hsinchu");
    EXPECT_EQ(target.destination.level(), 1);
}

TEST(Events, WithoutAStartTheyBeginOnTheFirstDay) {
    const auto network = ModelFolder{}.append("events.csv", "s,e,site_down,paju,,9,1,true").load();
    EXPECT_EQ(format_date(network.scenario("s").events.at(0).start), "2025-01-01");
}

TEST(Availability, OfAProcessAndItsSiteIsMultiplied) {
    const auto network = ModelFolder{}
                             .put("availability.csv",
                                  "target,date,days,available,assumed\n"
                                  "paju,2025-02-01,28,0.5,true\nrack-paju,2025-02-28,2,0.5,true\n")
                             .load();
    const auto id = ProcessId{5};
    ASSERT_EQ(network.processes[id].id, "rack-paju");
    const auto on = [&](const char* day) { return network.available(id, *parse_date(day)); };
    EXPECT_EQ(on("2025-01-31"), 1);
    EXPECT_EQ(on("2025-02-01"), 0.5);
    EXPECT_EQ(on("2025-02-28"), 0.25);
    EXPECT_EQ(on("2025-03-01"), 0.5);
    EXPECT_EQ(on("2025-03-02"), 1);
    EXPECT_NEAR(network.mean_availability(id), 1 - (0.5 + 0.25 / 28 + 0.5 / 31) / 12, 1e-12);
    EXPECT_EQ(network.mean_availability(ProcessId{0}), 1);
}

// ---- shares --------------------------------------------------------------------------------------

TEST(Sourcing, ACompanySuppliesFromAllItsSites) {
    const auto network = ModelFolder{}
                             .append("sites.csv", "ulsan,frame,KR,35.5,129.3,Ulsan,울산,true")
                             .append("processes.csv", "rack-ulsan,ulsan,rack,rack,1,1,1,,,,true")
                             .append("sourcing.csv", "KR,rack,frame,0.9,true")
                             .load();
    const auto& row = network.sourcing.at(1);
    EXPECT_EQ(row.supplied.size(), 2U);
    EXPECT_EQ(row.inflow.size(), 3U);
}

// What a site makes counts for every row of the buyer and item where one names the site itself.
TEST(Sourcing, ASiteBuysFromItself) {
    auto model = ModelFolder{};
    model.append("lanes.csv", "hsinchu,gumi,chip,1,0.1,true")
        .append("sourcing.csv", "gumi,chip,gumi,0.75,true")
        .append("sourcing.csv", "gumi,chip,TW,0.25,true");
    for (const auto& row : model.load().sourcing) {
        if (row.buyer != "gumi") continue;
        EXPECT_EQ(row.makers.size(), 1U);
        EXPECT_EQ(row.own, row.supplier == "gumi");
    }
}

TEST(Sourcing, WhatAHubPassesOnInsideACountryIsNotCountedAgain) {
    auto model = with_harbour({"hsinchu,busan,chip,1,0.1", "busan,daegu,chip,1,0.1"});
    model.replace("stock.csv", "chip,320", "chip,0")
        .replace("processes.csv", "chip-gumi,gumi,chip,chip,240,8,0.8,candidate,100000,180,true\n",
                 "")
        .append("sourcing.csv", "KR,chip,TW,1,true");
    const auto network = model.load();
    std::vector<std::string> inflow;
    for (const auto id : network.sourcing.at(1).inflow)
        inflow.push_back(name_of(network, network.arcs[id].from) + " > " +
                         name_of(network, network.arcs[id].to));
    EXPECT_THAT(inflow, ElementsAre("hsinchu > daegu", "hsinchu > busan"));
}

// What customers hold serves them: they send nothing on.
TEST(Joining, CustomersSendNothingOn) {
    auto model = ModelFolder{};
    const auto at_first = ways(model.load(), "rack");
    model.append("stock.csv", "country:KR,rack,5,,true");
    const auto network = model.load();
    EXPECT_EQ(ways(network, "rack"), at_first);
    EXPECT_EQ(network.stock.back().pool,
              network.demands[fixtures::find(network.demands, "korea")].pool);
}

}  // namespace
}  // namespace jarip::network
