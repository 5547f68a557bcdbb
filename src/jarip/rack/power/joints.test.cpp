// A busbar of several pieces: what each check says with a joint open, and that `rack losses` says the same. Worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/power.hpp"

namespace jarip::rack {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// 24 kW on 48 V: 6 kW from unit 10 on, 18 kW from unit 20 on, between two shelves of 15 kW at each end, one on each feed.
constexpr const char* kJointsRack = R"(format = "jarip-rack/1"
[rack]
id = "r"
u_height = 44
unit = "OU"
width_in = 21
busbar_a = 340
busbar_joints = [20]
[site]
code = "iec100"
[[feed]]
id = "A"
volts_ll = 400
phases = 3
amps = 63
[[feed]]
id = "B"
volts_ll = 400
phases = 3
amps = 63
[[device]]
id = "psa"
type = "shelf"
u = 1
feeds = ["A"]
[[device]]
id = "psb"
type = "shelf"
u = 2
feeds = ["B"]
[[device]]
id = "low"
type = "sled"
u = 10
count = 3
[[device]]
id = "high"
type = "sled"
u = 20
count = 9
[[device]]
id = "psc"
type = "shelf"
u = 40
feeds = ["A"]
[[device]]
id = "psd"
type = "shelf"
u = 41
feeds = ["B"]
)";
constexpr const char* kTypes = R"([[type]]
slug = "shelf"
unit = "OU"
width_in = 21
u_height = 1
weight_kg = 25
depth_mm = 700
power = "source"
watts = 0
shelf_out_w = 15000
efficiency = 0.96
psu_count = 6
psu_w = 3000
bus_v = 48
[[type]]
slug = "sled"
unit = "OU"
width_in = 21
u_height = 1
weight_kg = 20
depth_mm = 700
power = "busbar"
watts = 2000
)";

Design rack(const std::vector<Change>& changes = {}) {
    Diagnostics diagnostics;
    auto design =
        load({"r.toml", changed(kJointsRack, changes)}, {{"types.toml", kTypes}}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    return design;
}

void expect(const Design& design, const char* code, CheckSeverity severity, double value,
            double limit, const char* lost = "low-3 | high-1") {
    const auto report = check(design);
    const auto* finding = found(report, code, severity);
    ASSERT_TRUE(finding) << code << " is missing:\n" << listing(report);
    EXPECT_NEAR(finding->value.value_or(0), value, 0.05) << finding->message(Language::en);
    EXPECT_NEAR(finding->limit.value_or(0), limit, 0.05) << finding->message(Language::en);
    EXPECT_THAT(finding->message(Language::en), HasSubstr(lost));
    EXPECT_THAT(finding->message(Language::ko), HasSubstr(lost));
}

const PowerLoss* joint_loss(const PowerTree& tree, PowerPart part) {
    const auto at = std::find_if(tree.losses.begin(), tree.losses.end(),
                                 [&](const PowerLoss& loss) { return loss.part == part; });
    return at == tree.losses.end() ? nullptr : &*at;
}

TEST(BusbarJoint, OpenLeavesEachSideToItsOwnShelves) {
    // 18 kW from the two shelves above: 375 A; with a shelf below lost, the three others give 8 kW each, 333 A.
    expect(rack(), "P08", E, 18000 / 48.0, 340);
    const auto tree = power_tree(rack());
    const auto* loss = joint_loss(tree, PowerPart::segment);
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->name, "low-3 | high-1");
    EXPECT_THAT(loss->dark, IsEmpty());
    ASSERT_TRUE(loss->heaviest);
    EXPECT_EQ(loss->heaviest->name, "high-9 | psc");
    EXPECT_NEAR(loss->heaviest->worst, 375, 1e-9);
    // Feeds: 3 and 9 kW from their shelves, as with nothing lost. The shelves: 9 of 15 kW.
    for (const auto& load : tree.loads)
        if (load.part == PowerPart::shelf && load.name == "psc") {
            EXPECT_NEAR(load.worst, 12000, 1e-9) << "with a feed lost";
        }
}

TEST(BusbarJoint, OfOnePieceNothingOpens) {
    const auto whole = rack({{"busbar_joints = [20]\n", ""}});
    const auto report = check(whole);
    EXPECT_FALSE(found(report, "P08", E)) << listing(report);
    const auto tree = power_tree(whole);
    EXPECT_FALSE(joint_loss(tree, PowerPart::segment));
    const auto* loss = joint_loss(tree, PowerPart::busbar);
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->name, "r");
    EXPECT_THAT(loss->dark, ElementsAre("low", "high"));
    EXPECT_EQ(loss->dark_w, 24000);
    EXPECT_FALSE(found(report, "P12", W)) << "it is so of every rack with a busbar";
}

TEST(BusbarJoint, OpenGoesDarkWhereShelvesAreTooSmall) {
    // One shelf of 15 kW (18 kW of supplies) for 22 kW below; the others carry all that a feed leaves.
    const std::vector<Change> changes{
        {"id = \"psb\"\ntype = \"shelf\"\nu = 2", "id = \"psb\"\ntype = \"shelf\"\nu = 42"},
        {"u = 10\ncount = 3", "u = 9\ncount = 11"},
        {"u = 20\ncount = 9", "u = 20\ncount = 1"},
        {"busbar_a = 340", "busbar_a = 1000"}};
    expect(rack(changes), "P04", E, 18000, 22000, "low-11 | high");
    const auto tree = power_tree(rack(changes));
    EXPECT_THAT(joint_loss(tree, PowerPart::segment)->dark, ElementsAre("low"));
}

TEST(BusbarJoint, OpenRunsWithoutSpare) {
    // 16 kW below: 18 kW of supplies, 15 with one less.
    const std::vector<Change> changes{
        {"id = \"psb\"\ntype = \"shelf\"\nu = 2", "id = \"psb\"\ntype = \"shelf\"\nu = 42"},
        {"u = 10\ncount = 3", "u = 9\ncount = 8"},
        {"u = 20\ncount = 9", "u = 20\ncount = 2"},
        {"busbar_a = 340", "busbar_a = 1000"}};
    expect(rack(changes), "P04", W, 16000, 15000, "low-8 | high-1");
    EXPECT_THAT(joint_loss(power_tree(rack(changes)), PowerPart::segment)->without_spare,
                ElementsAre("low"));
}

TEST(BusbarJoint, BeyondTheLastShelfHangsOnItAlone) {
    const std::vector<Change> changes{
        {"u = 40", "u = 3"}, {"u = 41", "u = 4"}, {"busbar_a = 340", "busbar_a = 1000"}};
    expect(rack(changes), "P12", W, 1, 2);
    const auto report = check(rack(changes));
    EXPECT_THAT(found(report, "P12", W)->message(Language::en), HasSubstr("9 devices"));
    EXPECT_FALSE(found(report, "P04", E)) << listing(report);
    EXPECT_THAT(joint_loss(power_tree(rack(changes)), PowerPart::segment)->dark,
                ElementsAre("high"));
}

TEST(BusbarJoint, OpenMovesLoadsToOtherFeeds) {
    // A feeds what is below the joint alone: 18 kW there when it opens, 16 kW with another feed lost.
    const std::vector<Change> changes{
        {"u = 10\ncount = 3", "u = 9\ncount = 9"},
        {"u = 20\ncount = 9", "u = 20\ncount = 3"},
        {"u = 2\nfeeds = [\"B\"]", "u = 2\nfeeds = [\"A\"]"},
        {"u = 40\nfeeds = [\"A\"]", "u = 40\nfeeds = [\"C\"]"},
        {"busbar_a = 340", "busbar_a = 1000"},
        {"amps = 63\n[[feed]]\nid = \"B\"", "amps = 25\n[[feed]]\nid = \"B\""},
        {"[[device]]\nid = \"psa\"",
         "[[feed]]\nid = \"C\"\nvolts_ll = 400\nphases = 3\namps = 63\n[[device]]\nid = \"psa\""}};
    const double carried = 18000 / 0.96;
    const double limit = std::sqrt(3.0) * 400 * 25;
    ASSERT_GT(carried, limit);
    const auto report = check(rack(changes));
    const auto* finding = found(report, "P03", E);
    ASSERT_TRUE(finding) << listing(report);
    EXPECT_EQ(finding->where, "A");
    EXPECT_THAT(finding->message(Language::en), HasSubstr("low-9 | high-1"));
    // A busbar of one piece.
    auto whole = changes;
    whole.push_back({"busbar_joints = [20]\n", ""});
    const auto one = check(rack(whole));
    EXPECT_FALSE(found(one, "P03", E)) << listing(one);
    for (const auto& load : power_tree(rack(changes)).loads)
        if (load.part == PowerPart::feed && load.name == "A") {
            EXPECT_NEAR(load.worst, carried, 1e-6);
            EXPECT_EQ(load.lost, "low-9 | high-1");
        }
}

// The same unit of a rack that numbers from the top, and of one that begins at 11.
TEST(BusbarJoint, GoesByTheNumbersOfTheRack) {
    for (const auto& [number, joint] :
         {std::pair{"starting_unit = 11", "30"}, std::pair{"desc_units = true", "25"}}) {
        std::vector<Change> changes{
            {"busbar_joints = [20]", std::string{number} + "\nbusbar_joints = [" + joint + "]"}};
        const bool is_from_top = std::string_view{number}.starts_with("desc");
        const auto at = [&](int u, int count) {
            return std::to_string(is_from_top ? 46 - u - count : u + 10);
        };
        for (const auto& [u, count] : {std::pair{20, 9}, {10, 3}})
            changes.push_back(
                {"u = " + std::to_string(u) + "\ncount", "u = " + at(u, count) + "\ncount"});
        for (const int u : {41, 40, 2, 1})
            changes.push_back(
                {"u = " + std::to_string(u) + "\nfeeds", "u = " + at(u, 1) + "\nfeeds"});
        SCOPED_TRACE(number);
        expect(rack(changes), "P08", E, 18000 / 48.0, 340);
    }
}

}  // namespace
}  // namespace jarip::rack
