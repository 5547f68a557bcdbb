// What is off, and what a branch or a cord takes with it where cables name the outlets. Worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/power.hpp"

namespace jarip::rack {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kCordHead =
    "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n[site]\ncode = \"iec100\"\n";
// Six outlets C13 and then six C19, one after the other.
std::string strip() {
    std::string type = "[[type]]\nslug = \"strip\"\nu_height = 0\nbranches = 3\nbranch_a = 63\n";
    for (const std::string kind : {"c13", "c19"})
        for (int i = 1; i <= 6; ++i)
            type += "[[type.power-outlets]]\nname = \"" + kind + '-' + std::to_string(i) +
                    "\"\ntype = \"iec-60320-" + kind + "\"\n";
    return type;
}
const std::string kStrip = strip();

std::string feed(const std::string& id, int phases, int volts, int amps,
                 const std::string& more = {}) {
    return "[[feed]]\nid = \"" + id + "\"\nvolts_ll = " + std::to_string(volts) +
           "\nphases = " + std::to_string(phases) + "\namps = " + std::to_string(amps) + '\n' +
           more;
}

std::string device(const std::string& id, const std::string& type, const std::string& more) {
    return "[[device]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\n" + more;
}

std::string box(int watts, int supplies, int needed, const char* plug) {
    return "[[type]]\nslug = \"box\"\nu_height = 1\npower = \"ac\"\nwatts = " +
           std::to_string(watts) + "\npsu_count = " + std::to_string(supplies) +
           "\npsu_needed = " + std::to_string(needed) + "\nplug = \"" + plug + "\"\n";
}

std::string cord(const std::string& outlet, const std::string& supply,
                 const std::string& to = "box") {
    return "[[cable]]\nkind = \"power\"\nfrom = {device = \"pa\", port = \"" + outlet +
           "\"}\nto = {device = \"" + to + "\", port = \"" + supply + "\"}\ncount = 1\n";
}

Design read(const std::string& design, const std::string& types) {
    Diagnostics diagnostics;
    auto rack = load({"r.toml", kCordHead + design}, {{"types.toml", types}}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    return rack;
}

std::vector<std::string> said(const Design& rack, std::string_view code,
                              CheckSeverity severity = CheckSeverity::error) {
    std::vector<std::string> messages;
    for (const auto& check : check(rack).checks)
        if (check.code == code && check.severity == severity)
            messages.push_back(check.message(Language::en));
    return messages;
}

// Outlets c19-1 and c19-2 are of branch 2, c19-3 … c19-6 of branch 3; c13-1 … c13-4 of branch 1: twelve in three blocks.
// A supply on L2 and one on L3 of 400 V: 4,600 / 2 over 230.9 V are 9.96 A; all of it 19.92 A.
TEST(CordLosses, ABranchLostLoadsAnotherPhase) {
    const auto rack = [](int watts, int amps) {
        return read(feed("A", 3, 400, amps) + device("pa", "strip", "feeds = [\"A\"]\n") +
                        device("box", "box", "u = 1\nfeeds = [\"pa\"]\n") + cord("c19-1", "PSU1") +
                        cord("c19-3", "PSU2"),
                    kStrip + box(watts, 2, 1, "C20"));
    };
    EXPECT_THAT(said(rack(4600, 16), "P03"),
                ElementsAre(AllOf(HasSubstr("with pa:branch-2 lost"), HasSubstr("phase L3"),
                                  HasSubstr("carries 19.92 A; it bears 16 A"))));
    EXPECT_THAT(said(rack(4600, 16), "P02"), IsEmpty());
    EXPECT_THAT(said(rack(4600, 20), "P03"), IsEmpty());
    EXPECT_THAT(said(rack(3600, 16), "P03"), IsEmpty());
}

// Three cords of 2,000 W on the same branch: 25.98 A on its phase, whatever the best deal would be.
TEST(CordLosses, WhereCablesNameOutletsTheirPhasesAreKnown) {
    std::string design = feed("A", 3, 400, 16) + device("pa", "strip", "feeds = [\"A\"]\n");
    for (const char* number : {"3", "4", "5"})
        design += device(std::string{"b"} + number, "box",
                         std::string{"u = "} + number + "\nfeeds = [\"pa\"]\n") +
                  cord(std::string{"c19-"} + number, "PSU1", std::string{"b"} + number);
    const auto types = kStrip + box(2000, 1, 1, "C20");
    EXPECT_THAT(said(read(design, types), "P02"),
                ElementsAre(AllOf(HasSubstr("phase L3 of feed A"), HasSubstr("25.98 A"))));
    const auto apart = changed(design, {{"c19-4", "c19-1"}});
    EXPECT_THAT(said(read(apart, types), "P02"), ElementsAre(HasSubstr("17.32 A")));
}

// 6,900 VA on L1 beside 8,000 that may lie anywhere: at best 6,900, 4,000 and 4,000, of which the first is 38.9 % above
// the mean of 4,966.7.
TEST(Phases, AreAsUnevenAsNoDealCanHelp) {
    const std::string large =
        "[[type]]\nslug = \"large\"\nu_height = 1\npower = \"ac\"\nwatts = 4000\npsu_count = 2\n"
        "psu_needed = 1\nplug = \"C20\"\n";
    const auto rack =
        read(feed("A", 3, 400, 63) +
                 device("box", "box", "u = 1\ncount = 3\nfeeds = [\"A\"]\nphases = [\"L1\"]\n") +
                 device("large", "large", "u = 9\ncount = 2\nfeeds = [\"A\"]\n"),
             large + box(2300, 1, 1, "C14"));
    EXPECT_THAT(said(rack, "P06", CheckSeverity::warning), ElementsAre(HasSubstr("38.9 %")));
}

// Where a type only counts its outlets each of three branches has two of each kind: a box a branch, at 9.96 A with the
// other unit lost.
TEST(CordLosses, OutletsOfEachKindStandOnAllBranches) {
    const std::string counted =
        "[[type]]\nslug = \"strip\"\nu_height = 0\noutlets = {c13 = 6, c19 = 6}\nbranches = 3\n"
        "branch_a = 16\n";
    const auto rack = read(feed("A", 3, 400, 32) + feed("B", 3, 400, 32) +
                               device("pa", "strip", "feeds = [\"A\"]\n") +
                               device("pb", "strip", "feeds = [\"B\"]\n") +
                               device("box", "box", "u = 1\ncount = 3\nfeeds = [\"pa\", \"pb\"]\n"),
                           counted + box(2300, 2, 1, "C20"));
    const double volts = 400 / std::numbers::sqrt3;
    std::size_t branches = 0;
    for (const auto& load : power_tree(rack).loads) {
        if (load.part != PowerPart::branch) continue;
        ++branches;
        EXPECT_NEAR(load.load, 2300 / 2 / volts, 1e-9) << load.name;
        EXPECT_NEAR(load.worst, 2300 / volts, 1e-9) << load.name;
    }
    EXPECT_EQ(branches, 6U);
}

// Three of four supplies on branch 1: one is left, two are needed.
TEST(CordLosses, ABranchOrAUnitTakesSuppliesOfADeviceOnOneFeed) {
    const std::string head = feed("A", 1, 230, 63);
    const auto named =
        read(head + device("pa", "strip", "feeds = [\"A\"]\n") +
                 device("box", "box", "u = 1\nfeeds = [\"pa\"]\n") + cord("c13-1", "PSU1") +
                 cord("c13-2", "PSU2") + cord("c13-3", "PSU3") + cord("c13-5", "PSU4"),
             kStrip + box(2000, 4, 2, "C14"));
    EXPECT_THAT(said(named, "P04", CheckSeverity::warning),
                ElementsAre(AllOf(HasSubstr("with pa:branch-1 lost, 1 supplies of box are left"),
                                  HasSubstr("2 are needed"))));
    const auto strips = read(head + device("pa", "strip", "feeds = [\"A\"]\n") +
                                 device("pb", "strip", "feeds = [\"A\"]\n") +
                                 device("box", "box", "u = 1\nfeeds = [\"pa\", \"pb\"]\n"),
                             kStrip + box(2000, 4, 3, "C14"));
    EXPECT_THAT(said(strips, "P04", CheckSeverity::warning),
                ElementsAre(HasSubstr("with pa lost, 2 supplies of box are left, 3 are needed")));
}

// 4,600 W at 230 V: 5 A a cord, 6.7 with one supply lost, all 20 on the last cord with branch 1 lost.
TEST(CordLosses, ABranchLostLoadsTheLastCord) {
    const auto rack =
        read(feed("A", 1, 230, 63) + device("pa", "strip", "feeds = [\"A\"]\n") +
                 device("box", "box", "u = 1\nfeeds = [\"pa\"]\n") + cord("c13-1", "PSU1") +
                 cord("c13-2", "PSU2") + cord("c13-3", "PSU3") + cord("c13-5", "PSU4"),
             kStrip + box(4600, 4, 1, "C14"));
    EXPECT_THAT(said(rack, "P14"), ElementsAre(AllOf(HasSubstr("with branch pa:branch-1 lost"),
                                                     HasSubstr("20 A through one c14 cord"))));
}

constexpr const char* kShelfTypes =
    "[[type]]\nslug = \"shelf\"\nu_height = 1\npower = \"source\"\nshelf_out_w = 5000\n"
    "psu_count = 1\npsu_w = 5000\nbus_v = 50\nefficiency = 1.0\nplug = \"C20\"\n"
    "[[type]]\nslug = \"sled\"\nu_height = 2\npower = \"busbar\"\nwatts = 6000\n";

// Two shelves below on branch 2, one above on branch 3, a sled above each of the lower: with any shelf lost 60 A flow, with
// branch 2 lost the upper one gives 5 kW of 6, and 120 A flow from above.
TEST(CordLosses, ABranchTakesItsShelves) {
    const auto rack = [](const char* third) {
        std::string design = feed("A", 1, 400, 63) + device("pa", "strip", "feeds = [\"A\"]\n");
        for (const auto& [u, outlet] : {std::pair{"1", "c19-1"}, {"4", "c19-2"}, {"9", third}})
            design += device(std::string{"s"} + u, "shelf",
                             std::string{"u = "} + u + "\nfeeds = [\"pa\"]\n") +
                      cord(outlet, "PSU1", std::string{"s"} + u);
        design += device("low", "sled", "u = 2\nwatts = 3000\n") +
                  device("high", "sled", "u = 6\nwatts = 3000\n");
        return read(design, std::string{kStrip} + kShelfTypes);
    };
    EXPECT_THAT(said(rack("c19-3"), "P04"),
                ElementsAre(AllOf(HasSubstr("with branch pa:branch-2 lost"),
                                  HasSubstr("1 power shelves are left and give 5000 W"),
                                  HasSubstr("draws 6000 W"))));
    auto barred = rack("c19-3");
    barred.frame.busbar_a.given = true;
    barred.frame.busbar_a.value = 100;
    EXPECT_THAT(said(barred, "P08"), ElementsAre(AllOf(HasSubstr("branch pa:branch-2 lost"),
                                                       HasSubstr("carries 120 A"))));
    // Each on a branch of its own.
    auto apart = rack("c13-1");
    apart.cables[1].from_ports.names = {"c19-3"};
    apart.frame.busbar_a = barred.frame.busbar_a;
    EXPECT_THAT(said(apart, "P08"), IsEmpty());
    EXPECT_THAT(said(apart, "P04"), IsEmpty());
}

// Of two devices one on A and B, one on B alone: with B off 3,000 W hang on A alone, and the other is dark.
TEST(CordLosses, WhatIsOffIsOff) {
    for (const char* status : {"offline", "planned", "failed"}) {
        const auto off = std::string{"status = \""} + status + "\"\n";
        const auto rack = read(feed("A", 1, 230, 16) + feed("B", 1, 230, 16, off) +
                                   device("box", "box", "u = 1\nfeeds = [\"A\", \"B\"]\n") +
                                   device("alone", "box", "u = 2\nfeeds = [\"B\"]\n"),
                               box(3000, 2, 1, "C20"));
        const auto report = check(rack);
        EXPECT_DOUBLE_EQ(report.totals.feeds[0].load_va, 3000);
        EXPECT_DOUBLE_EQ(report.totals.feeds[1].load_va, 0);
        EXPECT_THAT(said(rack, "P09"),
                    ElementsAre(HasSubstr("alone draws power, and none of its feeds is on")));
        EXPECT_THAT(said(rack, "P12", CheckSeverity::warning), ElementsAre(HasSubstr("A")));
        const auto tree = power_tree(rack);
        EXPECT_EQ(tree.losses.front().dark_w, 3000);
        EXPECT_TRUE(std::none_of(tree.losses.begin(), tree.losses.end(),
                                 [](const PowerLoss& loss) { return loss.name == "B"; }));
    }
    const auto on = read(feed("A", 1, 230, 16) + feed("B", 1, 230, 16, "status = \"active\"\n") +
                             device("box", "box", "u = 1\nfeeds = [\"A\", \"B\"]\n"),
                         box(3000, 2, 2, "C20"));
    EXPECT_THAT(said(on, "P04"), ElementsAre(HasSubstr("when one feed is lost")));
    auto off = on;
    off.feeds[1].is_off = true;
    EXPECT_THAT(said(off, "P04"), ElementsAre(HasSubstr("1 supplies of box have power")));
}

// Two shelves of 5 kW, one on a feed that is off: the other gives 5 kW of 6.
TEST(CordLosses, AShelfOnAFeedThatIsOffGivesNothing) {
    const std::string design = device("s1", "shelf", "u = 1\nfeeds = [\"A\"]\n") +
                               device("s2", "shelf", "u = 9\nfeeds = [\"B\"]\n") +
                               device("sled", "sled", "u = 4\n");
    const auto with = [&](const char* status) {
        return read(feed("A", 1, 400, 63) + feed("B", 1, 400, 63, status) + design, kShelfTypes);
    };
    EXPECT_THAT(said(with("status = \"offline\"\n"), "P04"),
                ElementsAre(AllOf(HasSubstr("with the feeds that are on, 1 power shelves"),
                                  HasSubstr("5000 W"), HasSubstr("6000 W"))));
    auto both = with("status = \"offline\"\n");
    both.feeds[0].is_off = true;
    EXPECT_EQ(said(both, "P09").size(), 2u);
}

}  // namespace
}  // namespace jarip::rack
