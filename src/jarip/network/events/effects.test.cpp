// Effects against a second reading of every kind of event on every sort of target, and scenarios together.

#include "jarip/network/events/effects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "fixtures/event_reading.hpp"
#include "jarip/network/events/kinds.hpp"
#include "jarip/network/events/targets.hpp"
#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using fixtures::EventReading;
using std::chrono::days;

const Network& every_kind() {
    static const Network network = load("tests/known/events/model");
    return network;
}

Effects effects_of(const Network& network, const std::string& scenarios) {
    return {network, network.together(scenarios), static_cast<std::size_t>(network.horizon.days())};
}

ArcId way_between(const Network& network, const std::string& from, const std::string& to) {
    for (const ArcId id : network.arcs.ids())
        if (fixtures::spot_of(network, network.arcs[id].from).name() == from &&
            fixtures::spot_of(network, network.arcs[id].to).name() == to)
            return id;
    ADD_FAILURE() << from << " > " << to;
    return {};
}

void expect_as_read(const Network& network, const Scenario& scenario) {
    const EventReading expected{network, scenario.events.at(0)};
    const Effects effects = effects_of(network, scenario.id);
    for (Day day = network.horizon.first; day < network.horizon.end; day += days{1}) {
        SCOPED_TRACE(scenario.id + ' ' + scenario.events[0].target.text + ' ' + format_date(day));
        for (const ProcessId id : network.processes.ids())
            ASSERT_DOUBLE_EQ(effects.left(id, day), expected.process_left(id, day));
        ASSERT_DOUBLE_EQ(effects.left(ResourceId{0}, day), expected.resource_left(day));
        for (const ArcId id : network.arcs.ids()) {
            ASSERT_DOUBLE_EQ(effects.left(id, day), expected.way_left(id, day));
            ASSERT_DOUBLE_EQ(effects.days_late(id, day), expected.days_late(id, day));
            ASSERT_DOUBLE_EQ(effects.tariff(id, day), expected.tariff(id, day));
        }
        for (const DemandId id : network.demands.ids())
            ASSERT_DOUBLE_EQ(effects.demand_factor(id, day), expected.demand_factor(id, day));
        for (const PoolId id : network.pools.ids()) {
            ASSERT_DOUBLE_EQ(effects.passing(id, day), expected.passing(id, day));
            ASSERT_DOUBLE_EQ(effects.stock_kept(id, {day, day + days{1}}),
                             expected.stock_kept(id, day));
        }
    }
}

TEST(EveryKindOfEvent, ActsOnEveryTargetAsASecondReadingSays) {
    for (const auto& scenario : every_kind().scenarios)
        if (!scenario.borders_closed) expect_as_read(every_kind(), scenario);
}

TEST(EveryKindOfEvent, IsInTheModelThatAllReadingsShare) {
    for (const KindRule& rule : kind_rules()) {
        bool there = false;
        for (const auto& scenario : every_kind().scenarios)
            for (const auto& event : scenario.events) there |= event.kind == rule.kind;
        EXPECT_TRUE(there) << rule.word;
    }
}

TEST(KindRules, StandInTheOrderOfTheKinds) {
    for (std::size_t i = 0; i < kind_rules().size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(kind_rules()[i].kind), i);
}

// The page lists the kinds of the catalogue, and asks for the severity by its word.
TEST(KindRules, HaveWordsOfThePageInBothLanguages) {
    for (const Language language : {Language::en, Language::ko})
        for (const auto& word : kind_words())
            for (const auto* const key : {"page.event.", "page.severity."})
                EXPECT_TRUE(has_text(language, key + word)) << key << word;
}

// The row of docs/model.md that names the kind lists exactly its targets.
TEST(KindRules, AreTheTableOfTheDocs) {
    const std::string page = read_file("docs/model.md").text;
    for (const KindRule& rule : kind_rules()) {
        const auto at = page.find('`' + std::string{rule.word} + '`');
        ASSERT_NE(at, std::string::npos) << rule.word;
        const auto begin = page.find(" | ", at) + 3;
        const std::string cell = page.substr(begin, page.find(" | ", begin) - begin);
        std::string targets;
        for (const TargetKind kind : rule.targets)
            targets += (targets.empty() ? "" : ", ") + std::string{prefix(kind)};
        EXPECT_EQ(cell, targets) << rule.word;
    }
}

// An economy of four nodes: a and b make steel, c and d cars; a and c are Korean.
Network economy_with(const std::string& target) {
    return load(Folder::of(
        {{"model.toml",
          "name = \"e\"\nkind = \"flows\"\nhome = \"KR\"\nstart = 2025-01-01\nend = 2025-01-31\n"},
         {"nodes.csv",
          "node,sector,country,final_demand,assumed\na,steel,KR,1,true\nb,steel,JP,1,true\n"
          "c,cars,KR,9,true\nd,cars,JP,9,true\n"},
         {"flows.csv", "supplier,buyer,value,assumed\na,c,2,true\nb,d,2,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,assumed\n"
          "s,e,capacity_cut," +
              target + ",2025-01-03,5,0.25,true\n"}}));
}

// The nodes that are hit, as a text.
std::string hit_by(const std::string& target) {
    const Network network = economy_with(target);
    const Effects effects = effects_of(network, "s");
    std::string hit;
    for (const Effect& effect : effects.all()) {
        EXPECT_EQ(effect.on, Effect::On::node);
        EXPECT_EQ(effect.severity, std::vector<double>(5, 0.25));
        for (const std::size_t id : effect.ids) hit += network.nodes[NodeId{id}].id;
    }
    return hit;
}

TEST(Lists, AreSeveralNodesSectorsAndCountries) {
    EXPECT_EQ(hit_by("a;d"), "ad");
    EXPECT_EQ(hit_by("sector:cars"), "cd");
    EXPECT_EQ(hit_by("sector:KR/cars"), "c");
    EXPECT_EQ(hit_by("sector:KR/cars; node:b; node:c"), "bc");
    EXPECT_EQ(hit_by("country:JP;a"), "abd");
    EXPECT_THROW((void)economy_with("sector:planes"), Error);
    EXPECT_THROW((void)economy_with("sector:US/cars"), Error);
    EXPECT_THROW((void)economy_with("a;nobody"), Error);
}

TEST(Blockade, CutsWhatCrossesItAndNothingInsideOrOutside) {
    const Network network = ModelFolder{"tests/known/events/model"}
                                .put("events.csv",
                                     "scenario,event,kind,target,start,days,assumed\n"
                                     "b,e,blockade,TW,2025-01-01,90,true\n"
                                     "c,e,lane_cut,TW>*,2025-01-01,90,true\n")
                                .load();
    const Day day = network.horizon.first;
    const Effects blockade = effects_of(network, "b");
    EXPECT_EQ(blockade.left(way_between(network, "fab", "port"), day), 1);   // inside
    EXPECT_EQ(blockade.left(way_between(network, "port", "khub"), day), 0);  // out of it
    EXPECT_EQ(blockade.left(way_between(network, "jfab", "asm"), day), 1);   // outside
    EXPECT_EQ(effects_of(network, "c").left(way_between(network, "fab", "port"), day), 0);
}

TEST(Together, WhatIsLeftMultipliesAndWhatIsAddedAddsUp) {
    const Network network = ModelFolder{"tests/known/events/model"}
                                .put("events.csv",
                                     "scenario,event,kind,target,start,days,severity,assumed\n"
                                     "a,cap,capacity_cut,fab,2025-01-01,9,0.5,true\n"
                                     "a,late,transit_delay,fab>port,2025-01-01,9,2,true\n"
                                     "a,tax,tariff,port>khub,2025-01-01,9,0.1,true\n"
                                     "a,more,demand_surge,pack,2025-01-01,9,0.5,true\n"
                                     "a,fire,stock_loss,asm,2025-01-01,0,0.5,true\n"
                                     "b,cap,capacity_cut,country:TW,2025-01-05,9,0.2,true\n"
                                     "b,late,transit_delay,TW>*,2025-01-05,9,3,true\n"
                                     "b,tax,tariff,item:chip,2025-01-05,9,0.2,true\n"
                                     "b,more,demand_surge,KR,2025-01-05,9,1,true\n"
                                     "b,fire,stock_loss,item:chip,2025-01-01,0,0.5,true\n")
                                .load();
    const Effects both = effects_of(network, "a+b");
    const Day day = network.horizon.first + days{6};
    EXPECT_DOUBLE_EQ(both.left(ProcessId{0}, day), 0.5 * 0.8);
    EXPECT_DOUBLE_EQ(both.days_late(way_between(network, "fab", "port"), day), 5);
    EXPECT_DOUBLE_EQ(both.tariff(way_between(network, "port", "khub"), day),
                     (0.1 + 0.1 + 0.2) * 10);
    EXPECT_DOUBLE_EQ(both.demand_factor(DemandId{0}, day), 3);
    EXPECT_DOUBLE_EQ(both.demand_factor(DemandId{1}, day), 1.5);
    const auto pool = network.stock[0].pool;
    EXPECT_DOUBLE_EQ(both.stock_kept(pool, network.horizon), 0.25);

    const Effects closed = effects_of(network, "borders-closed+a");
    EXPECT_EQ(closed.left(way_between(network, "port", "khub"), day), 0);
    EXPECT_EQ(closed.left(way_between(network, "khub", "asm"), day), 1);
    EXPECT_DOUBLE_EQ(closed.left(ProcessId{0}, day), 0.5);
}

TEST(Together, AnUnknownNameIsRefusedWithTheListAndADoubleOne) {
    const auto code = [](const std::string& names) {
        try {
            (void)every_kind().together(names);
        } catch (const Error& error) {
            return error.diagnostics().at(0).code;
        }
        return std::string{};
    };
    EXPECT_EQ(code("s01+s02+borders-closed"), "");
    EXPECT_EQ(code("s01+"), "E0260");
    EXPECT_EQ(code("s01+s999"), "E0260");
    EXPECT_EQ(code("s01+s02+s01"), "E0285");
}

TEST(InFull, EachEffectActsAtItsStrongestOnEveryDayAndLosesNoStock) {
    const Network network =
        ModelFolder{"tests/known/events/model"}
            .put("events.csv",
                 "scenario,event,kind,target,start,days,severity,recovery,recovery_days,assumed\n"
                 "a,down,capacity_cut,fab,2025-02-01,0,0.8,linear,4,true\n"
                 "a,less,demand_surge,pack,2025-03-01,3,-0.4,,,true\n"
                 "a,fire,stock_loss,asm,2025-01-01,0,0.5,,,true\n")
            .load();
    const Effects full = effects_of(network, "a").in_full();
    EXPECT_DOUBLE_EQ(full.left(ProcessId{0}, network.horizon.first), 1 - 0.8 * 0.75);
    EXPECT_DOUBLE_EQ(full.demand_factor(DemandId{0}, network.horizon.first), 0.6);
    EXPECT_EQ(full.stock_kept(network.stock[0].pool, network.horizon), 1);
}

TEST(Events, ThatRepeatEachOtherAreNoticed) {
    const auto findings = ModelFolder{"tests/known/events/model"}
                              .put("events.csv",
                                   "scenario,event,kind,target,start,days,severity,assumed\n"
                                   "a,one,site_down,fab,2025-02-01,10,1,true\n"
                                   "a,two,site_down,fab,2025-02-10,10,0.5,true\n"
                                   "a,three,site_down,fab,2025-02-20,10,0.5,true\n"
                                   "b,one,site_down,fab,2025-02-01,10,1,true\n")
                              .findings();
    std::vector<std::string> about;
    for (const auto& finding : findings)
        if (finding.code == "E0284") about.push_back(std::to_string(finding.where.line));
    EXPECT_THAT(about, testing::ElementsAre("3"));
}

}  // namespace
}  // namespace jarip::network
