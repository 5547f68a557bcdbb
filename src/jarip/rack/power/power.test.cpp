// Trees worked by hand (tests/known/rack, each with its README), and what must hold of any.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Design design_of(const std::string& folder, const std::string& from = {},
                 const std::string& to = {}) {
    std::vector<SourceFile> files;
    if (std::filesystem::exists(folder + "/types.toml"))
        files.push_back(read_file(folder + "/types.toml"));
    auto file = read_file(folder + "/rack.toml");
    if (!from.empty()) {
        const auto at = file.text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        file.text.replace(at, from.size(), to);
    }
    Diagnostics diagnostics;
    auto design = load(file, files, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return design;
}

PowerTree known_tree(const std::string& name, const std::string& from = {},
                     const std::string& to = {}) {
    return power_tree(design_of("tests/known/rack/" + name, from, to));
}

const PowerLoad& load_of(const PowerTree& tree, PowerPart part, const std::string& name) {
    for (const auto& load : tree.loads)
        if (load.part == part && load.name == name) return load;
    ADD_FAILURE() << name << " is no element";
    static const PowerLoad nothing;
    return nothing;
}

const PowerLoss& loss_of(const PowerTree& tree, PowerPart part, const std::string& name) {
    for (const auto& loss : tree.losses)
        if (loss.part == part && loss.name == name) return loss;
    ADD_FAILURE() << name << " is no element";
    static const PowerLoss nothing;
    return nothing;
}

TEST(PowerTree, OfTwoUnitsOnThreePairsOfLines) {
    const auto tree = known_tree("delta-units");
    const double cord = 1750 / 208.0;
    for (const auto& each : tree.cords) {
        EXPECT_NEAR(each.load_a, cord, 1e-9) << each.label;
        EXPECT_NEAR(each.worst_a, 2 * cord, 1e-9) << each.label;
        EXPECT_EQ(each.limit_a, 16) << each.label;
    }
    ASSERT_EQ(tree.cords.size(), 6u);
    EXPECT_EQ(tree.cords[0].phase, "L1-L2");
    EXPECT_EQ(tree.cords[2].phase, "L2-L3");
    EXPECT_EQ(tree.cords[4].branch, "3");
    EXPECT_NEAR(load_of(tree, PowerPart::phase, "A:L1").load, std::sqrt(3.0) * cord, 1e-9);
    const auto& line = load_of(tree, PowerPart::phase, "B:L3");
    EXPECT_NEAR(line.worst, 2 * std::sqrt(3.0) * cord, 1e-9);
    EXPECT_EQ(line.lost, "A");
    EXPECT_EQ(line.limit, 24);
    const auto& branch = load_of(tree, PowerPart::branch, "pa:branch-2");
    EXPECT_NEAR(branch.worst, 2 * cord, 1e-9);
    EXPECT_EQ(branch.limit, 16);
    EXPECT_NEAR(load_of(tree, PowerPart::unit, "pb").worst, 10500, 1e-9);

    const auto& feed = loss_of(tree, PowerPart::feed, "A");
    EXPECT_THAT(feed.dark, IsEmpty());
    EXPECT_THAT(feed.without_spare, ElementsAre("g"));
    EXPECT_NEAR(feed.heaviest->use().value(), 10500 / (std::sqrt(3.0) * 208 * 24), 1e-9);
    const auto& one = loss_of(tree, PowerPart::cord, "g-1:PSU1");
    EXPECT_THAT(one.without_spare, ElementsAre("g-1"));
    EXPECT_EQ(one.heaviest->name, "pb:branch-1");
    EXPECT_NEAR(one.heaviest->worst, 2 * cord, 1e-9);
    EXPECT_THAT(loss_of(tree, PowerPart::branch, "pa:branch-3").without_spare, ElementsAre("g-3"));
}

TEST(PowerTree, OfShelvesBelowTheirLoads) {
    const auto tree = known_tree("shelves-below");
    const auto& above = load_of(tree, PowerPart::segment, "psb | c-1");
    EXPECT_NEAR(above.load, 16000 / 48.0, 1e-9);
    EXPECT_EQ(above.limit, 300);
    EXPECT_NEAR(load_of(tree, PowerPart::segment, "psa | psb").load, 8000 / 48.0, 1e-9);
    EXPECT_NEAR(load_of(tree, PowerPart::feed, "B").worst, 16000 / 0.96, 1e-6);
    EXPECT_THAT(tree.losses.front().without_spare, IsEmpty());
    const auto& feed = loss_of(tree, PowerPart::feed, "A");
    EXPECT_THAT(feed.dark, IsEmpty());
    EXPECT_THAT(feed.without_spare, ElementsAre("c"));
    const auto& supply = loss_of(tree, PowerPart::supply, "psa");
    EXPECT_THAT(supply.without_spare, IsEmpty());
    const auto& segment = loss_of(tree, PowerPart::segment, "psb | c-1");
    EXPECT_THAT(segment.dark, ElementsAre("c"));
    EXPECT_EQ(segment.dark_w, 16000);
    EXPECT_THAT(loss_of(tree, PowerPart::segment, "psa | psb").without_spare, ElementsAre("c"));
}

TEST(PowerTree, OfUnitsOnUnitsAndNamedOutlets) {
    const auto tree = known_tree("panel-above-units");
    ASSERT_EQ(tree.cords.size(), 6u) << "four to the servers, two to the units";
    EXPECT_EQ(tree.cords[4].label, "panel-a:iec-60309-p-n-e-6h-1 > unit-a:input-1");
    EXPECT_NEAR(tree.cords[4].worst_a, 30, 1e-9);
    EXPECT_EQ(tree.cords[4].limit_a, 32);
    EXPECT_EQ(tree.cords[0].label, "unit-a:c19-4 > server-1:PSU1");
    EXPECT_TRUE(tree.cords[0].is_named);
    EXPECT_EQ(tree.cords[2].label, "unit-a:c19-3 > server-2:PSU1");
    EXPECT_FALSE(tree.cords[1].is_named);
    EXPECT_NE(tree.cords[1].branch, tree.cords[3].branch);
    EXPECT_THAT(tree.cables, IsEmpty()) << "the cords are no cables of data";
    EXPECT_NEAR(load_of(tree, PowerPart::branch, "unit-a:branch-2").worst, 30, 1e-9);
    EXPECT_NEAR(load_of(tree, PowerPart::branch, "unit-a:branch-1").worst, 0, 1e-9);
    EXPECT_NEAR(load_of(tree, PowerPart::branch, "unit-b:branch-1").worst, 15, 1e-9);
    EXPECT_NEAR(load_of(tree, PowerPart::branch, "panel-b:branch-1").worst, 30, 1e-9);
    EXPECT_NEAR(load_of(tree, PowerPart::unit, "panel-a").worst, 6900, 1e-9);
    EXPECT_EQ(load_of(tree, PowerPart::unit, "unit-a").above, "panel-a");
    for (const auto& [part, name] :
         {std::pair{PowerPart::unit, "panel-a"}, std::pair{PowerPart::unit, "unit-a"},
          std::pair{PowerPart::branch, "panel-a:branch-1"},
          std::pair{PowerPart::branch, "unit-a:branch-2"}})
        EXPECT_THAT(loss_of(tree, part, name).without_spare, ElementsAre("server")) << name;
    EXPECT_THAT(loss_of(tree, PowerPart::branch, "unit-a:branch-1").without_spare, IsEmpty());
    // On one side alone the panel takes everything with it.
    const auto one =
        known_tree("panel-above-units", "feeds = [\"unit-a\", \"unit-b\"]", "feeds = [\"unit-a\"]");
    EXPECT_THAT(loss_of(one, PowerPart::unit, "panel-a").dark, ElementsAre("server"));
    EXPECT_EQ(loss_of(one, PowerPart::unit, "panel-a").dark_w, 6900);
}

TEST(PowerTree, ADgxOfSixSuppliesNeedsThreeFeeds) {
    Diagnostics diagnostics;
    const auto two =
        power_tree(load(read_file("examples/racks/dgx-h100-two-feeds.toml"), {}, diagnostics));
    EXPECT_THAT(loss_of(two, PowerPart::feed, "A").dark, ElementsAre("dgx"));
    EXPECT_EQ(loss_of(two, PowerPart::feed, "A").dark_accelerators, 32);
    const auto three =
        power_tree(load(read_file("examples/racks/dgx-h100-three-feeds.toml"), {}, diagnostics));
    EXPECT_THAT(loss_of(three, PowerPart::feed, "A").dark, IsEmpty());
    EXPECT_THAT(loss_of(three, PowerPart::feed, "A").without_spare,
                ElementsAre("dgx", "management"));
}

TEST(PowerTree, ListsEachCableWithItsPorts) {
    Diagnostics diagnostics;
    const auto tree =
        power_tree(load(read_file("examples/racks/dgx-h100-three-feeds.toml"), {}, diagnostics));
    ASSERT_EQ(tree.cables.size(), 28u);
    EXPECT_EQ(tree.cables[0].label, "osfp-scale-out-0001");
    EXPECT_EQ(tree.cables[0].from + ':' + tree.cables[0].from_port, "dgx-1:osfp-1");
    EXPECT_EQ(tree.cables[4].from + ':' + tree.cables[4].from_port, "dgx-2:osfp-1");
    EXPECT_EQ(tree.cables[0].to, "external");
    EXPECT_EQ(tree.cables[27].from, "dgx-4");
    EXPECT_EQ(tree.cables[27].to + ':' + tree.cables[27].to_port, "management:rj45-12");
    EXPECT_EQ(tree.cables[27].length_m, 3);
}

// The tables say what the checks say: of feeds the same totals, and dark where P04 finds an error.
TEST(PowerTree, AgreesWithTheChecksOnEveryExample) {
    for (const auto& entry : std::filesystem::directory_iterator{"examples/racks"}) {
        if (entry.path().extension() != ".toml") continue;
        SCOPED_TRACE(entry.path().string());
        Diagnostics diagnostics;
        const auto design = load(read_file(entry.path().string()), {}, diagnostics);
        const auto report = check(design);
        const auto tree = power_tree(design);
        for (const auto& feed : report.totals.feeds) {
            const auto& load = load_of(tree, PowerPart::feed, feed.id);
            EXPECT_NEAR(load.load, feed.load_va, 1e-6 * feed.load_va + 1e-9);
            EXPECT_NEAR(load.limit.value(), feed.capacity_va, 1e-6 * feed.capacity_va);
            EXPECT_GE(load.worst, feed.load_after_loss.value_or(0) - 1e-6);
        }
        bool is_dark = false;
        for (const auto& loss : tree.losses)
            is_dark = is_dark || (loss.part == PowerPart::feed && !loss.dark.empty());
        const bool has_error =
            std::any_of(report.checks.begin(), report.checks.end(), [](const Check& check) {
                return check.code == "P04" && check.severity == CheckSeverity::error;
            });
        const bool hangs_on_one =
            std::any_of(report.checks.begin(), report.checks.end(),
                        [](const Check& check) { return check.code == "P12"; });
        EXPECT_EQ(is_dark, has_error || hangs_on_one);
        if (report.totals.busbar_a.known) {
            double largest = 0;
            for (const auto& load : tree.loads)
                if (load.part == PowerPart::segment) largest = std::max(largest, load.load);
            EXPECT_NEAR(largest, *report.totals.busbar_a.known, 1e-6);
        }
    }
}

// A supply more, or a larger breaker, never takes a device dark that was not.
TEST(PowerTree, MoreCapacityTakesNothingDark) {
    for (const double amps : {16.0, 32.0, 63.0}) {
        const auto tree = known_tree("panel-above-units", "amps = 63",
                                     "amps = " + std::to_string(static_cast<int>(amps)));
        for (const auto& loss : tree.losses) EXPECT_THAT(loss.dark, IsEmpty()) << loss.name;
        for (const auto& load : tree.loads) {
            EXPECT_GE(load.worst, load.load - 1e-9) << load.name;
            if (load.part == PowerPart::feed && load.name == "A") {
                EXPECT_NEAR(load.limit.value(), 230 * amps, 1e-9);
            }
        }
    }
}

TEST(PowerTree, RefusesMoreCordsThanItCanList) {
    const std::string text =
        "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n[[feed]]\nid = \"A\"\n"
        "volts_ll = 230\nphases = 1\namps = 16\n[[device]]\nid = \"s\"\ntype = \"t\"\ncount = 1000\n"
        "feeds = [\"A\"]\n";
    const std::string types =
        "[[type]]\nslug = \"t\"\nmanufacturer = \"E\"\nmodel = \"t\"\nu_height = 1\nwatts = 10\n"
        "psu_count = 20\npsu_w = 20\n";
    Diagnostics diagnostics;
    const auto design = load({"r.toml", text}, {{"types.toml", types}}, diagnostics);
    EXPECT_THROW((void)power_tree(design), Error);
}

}  // namespace
}  // namespace jarip::rack
