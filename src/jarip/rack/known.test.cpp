// Cases that were judged wrongly once: tests/known/rack, each with its README. The numbers are worked by hand there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <sstream>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Report known(const std::string& name, const std::vector<Change>& changes = {}) {
    const std::string folder = "tests/known/rack/" + name + '/';
    std::vector<SourceFile> files;
    if (std::filesystem::exists(folder + "types.toml"))
        files.push_back(read_file(folder + "types.toml"));
    auto design = read_file(folder + "rack.toml");
    for (const auto& change : changes) {
        const bool in_design = design.text.find(change.from) != std::string::npos;
        auto& text = in_design ? design.text : files.at(0).text;
        EXPECT_NE(text.find(change.from), std::string::npos) << change.from;
        text = changed(text, {change});
    }
    Diagnostics diagnostics;
    const auto rack = load(design, files, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return check(rack);
}

// The finding of that code and severity has this value and limit.
void expect_finding(const Report& report, const char* code, CheckSeverity severity, double value,
                    double limit) {
    const auto* finding = found(report, code, severity);
    ASSERT_TRUE(finding) << code << " is missing:\n" << listing(report);
    EXPECT_NEAR(finding->value.value_or(0), value, 0.05) << finding->message(Language::en);
    EXPECT_NEAR(finding->limit.value_or(0), limit, 0.05) << finding->message(Language::en);
}

TEST(Known, SuppliesThatTheDrawNeedsCountMoreThanThoseThatTheTypeSays) {
    // 3,000 W on two supplies of 2,000 W, of which the type says that one is enough.
    const auto report = known("psu-needed-below-draw");
    expect_finding(report, "P04", E, 1, 2);
    EXPECT_FALSE(
        found(known("psu-needed-below-draw", {{"watts = 3000", "watts = 1900"}}), "P04", E));
    // A draw that nobody gives does not make the type's word doubtful.
    EXPECT_FALSE(found(known("psu-needed-below-draw", {{"watts = 3000", ""}}), "P04",
                       CheckSeverity::unknown));
}

TEST(Known, EqualCordsOnThreePhasesHaveABestDeal) {
    // Four cords of 2,000 VA on 230.9 V: one phase has two of them, 17.3 A on 16 A.
    const auto report = known("four-cords-three-phases");
    expect_finding(report, "P02", E, 4000 / (400 / std::sqrt(3.0)), 16);
    const auto three = known("four-cords-three-phases", {{"count = 4", "count = 3"}});
    EXPECT_FALSE(found(three, "P02", E)) << listing(three);
}

TEST(Known, BusbarAfterTheLossOfAFeed) {
    const auto report = known("busbar-after-feed-loss");
    expect_finding(report, "P08", E, 117000 / 50.0, 1400);
    EXPECT_NEAR(*report.totals.busbar_a.known, 1170, 1) << "intact";
    EXPECT_THAT(found(report, "P08", E)->message(Language::en), HasSubstr("with feed"));
    // The shelves of each end divided between the feeds: both ends live on.
    const auto mended =
        known("busbar-after-feed-loss",
              {{"count = 4\nfeeds = [\"A\"]", "count = 4\nfeeds = [\"A\", \"B\"]"},
               {"count = 4\nfeeds = [\"B\"]", "count = 4\nfeeds = [\"A\", \"B\"]"}});
    EXPECT_FALSE(found(mended, "P08", E)) << listing(mended);
}

TEST(Known, CurrentOfACord) {
    expect_finding(known("cord-current"), "P14", E, 4000 / 230.0, 10);
    EXPECT_FALSE(found(known("cord-current", {{"plug = \"c14\"", "plug = \"c22\""},
                                              {"watts = 4000", "watts = 3600"}}),
                       "P14", E));
    // One feed, two supplies of which one may fail: the other cord carries all.
    expect_finding(known("cord-current", {{"feeds = [\"A\", \"B\"]", "feeds = [\"A\"]"}}), "P14", E,
                   4000 / 230.0, 10);
}

TEST(Known, LoadsBetweenTwoLines) {
    expect_finding(known("delta-208-line-to-line"), "P02", E, 5500 / 208.0, 24);
    expect_finding(
        known("delta-208-line-to-line", {{"phases = [\"L1\", \"L2\"]", "phases = [\"L1-L2\"]"}}),
        "P02", E, 5500 / 208.0, 24);
    // On two pairs they meet in L2: √3 · 2,750 / 208 = 22.9 A.
    EXPECT_FALSE(found(known("delta-208-line-to-line",
                             {{"phases = [\"L1\", \"L2\"]", "phases = [\"L1-L2\", \"L2-L3\"]"}}),
                       "P02", E));
}

TEST(Known, AUnitWithTheOneBesideItLost) {
    const auto report = known("units-lost-in-turn");
    expect_finding(report, "P15", E, 4500, 3680);
    EXPECT_THAT(found(report, "P15", E)->message(Language::en), HasSubstr("with p2 lost"));
}

TEST(Known, OutletsOfTheUnitThatIsNamed) {
    const auto report = known("outlets-of-each-unit");
    expect_finding(report, "P07", E, 3, 2);
    EXPECT_EQ(found(report, "P07", E)->where, "pa1");
    EXPECT_FALSE(found(
        known("outlets-of-each-unit", {{"outlets = {c13 = 2}", "outlets = {c13 = 3}"}}), "P07", E));
}

TEST(Known, PanelsAboveUnits) {
    const auto report = known("panel-above-units");
    expect_finding(report, "P15", E, 30, 16);  // both cords on the branch of c19-3 and c19-4
    const Change apart{"\"c19-4\", \"c19-3\"", "\"c19-4\", \"c19-1\""};
    const auto dealt = known("panel-above-units", {apart});
    EXPECT_FALSE(found(dealt, "P15", E)) << listing(dealt);
    EXPECT_TRUE(
        found(known("panel-above-units", {apart, {"branch_a = 32", "branch_a = 25"}}), "P15", E));
    EXPECT_TRUE(found(known("panel-above-units", {apart,
                                                  {"feeds = [\"panel-a\"]", "feeds = [\"A\"]"},
                                                  {"input_a = 32", "input_a = 20"}}),
                      "P15", E));
}

TEST(Known, HalfOfTheWidth) {
    const auto report = known("half-width");
    EXPECT_FALSE(found(report, "R01", E)) << listing(report);
    EXPECT_TRUE(found(known("half-width", {{"width_share = 0.5", "width_share = 0.6"}}), "R01", E));
    EXPECT_TRUE(found(known("half-width", {{"[[device]]\nid = \"r\"",
                                            "[[device]]\nid = \"m\"\ntype = \"h\"\nu = 10\n"
                                            "feeds = [\"A\", \"B\"]\n[[device]]\nid = \"r\""}}),
                      "R01", E))
        << "three halves";
}

TEST(Known, ModulesCount) {
    const auto report = known("module-types-unusable");
    EXPECT_FALSE(report.has_errors()) << listing(report);
    EXPECT_NEAR(*report.totals.load_kg.known, 5 + 1.1, 1e-9);
    const auto drawing =
        known("module-types-unusable", {{"weight_kg=1.1", "weight_kg=1.1\nwatts = 40"},
                                        {"type = \"psu-mod\"", "type = \"psu-mod\"\nin = \"a\""}});
    EXPECT_NEAR(*drawing.totals.power_kw.known, 0.14, 1e-9);
    EXPECT_NEAR(drawing.totals.feeds.at(0).load_va, 140, 1e-9) << "through the device it stands in";
}

TEST(Known, ShelfWithoutSpare) {
    const auto report = known("n-plus-one-shelf");
    EXPECT_FALSE(report.has_errors()) << listing(report);
    const auto* finding = found(report, "P04", W);
    ASSERT_TRUE(finding) << listing(report);
    EXPECT_EQ(finding->limit, 15000);
}

TEST(Known, OneSupplyToSpareForTwoShelves) {
    const auto report = known("spare-of-two-shelves");
    EXPECT_FALSE(found(report, "P04", W)) << listing(report);
    expect_finding(known("spare-of-two-shelves", {{"count = 8", "count = 10"}}), "P04", W, 16000,
                   15000);
}

TEST(Known, DepthBeyondTheRearRail) {
    const auto report = known("netbox-mounting-depth");
    EXPECT_FALSE(found(report, "R04", E)) << listing(report);
    expect_finding(report, "R04", W, 772, 262);
    expect_finding(known("netbox-mounting-depth", {{"depth_mm=772", "depth_mm=1072"}}), "R04", E,
                   1072, 1070);
}

TEST(Known, OneSupplyOnThreePhases) {
    expect_finding(known("one-supply-on-three-phases"), "P02", E, 5000 / (400 / std::sqrt(3.0)),
                   16);
    const auto unknown = known("one-supply-on-three-phases", {{"plug = \"c20\"\n", ""}});
    EXPECT_FALSE(found(unknown, "P02", E));
    EXPECT_TRUE(found(unknown, "P02", CheckSeverity::unknown)) << listing(unknown);
    EXPECT_FALSE(found(known("one-supply-on-three-phases", {{"c20", "nema-l21-30p"}}), "P02", E))
        << "a plug of three phases";
}

TEST(Known, OverlapNumberedFromTheTop) {
    const auto report = known("overlap-number-descending");
    const auto* finding = found(report, "R01", E);
    ASSERT_TRUE(finding) << listing(report);
    EXPECT_EQ(finding->value, 2);
}

TEST(Known, LossOfAFeedBesideADrawThatNobodyGives) {
    expect_finding(known("p03-hidden-by-unknown-draw"), "P03", E, 15000, 8646.4);
}

TEST(Known, DistributionUnitByItsOutlets) {
    const auto report = known("pdu-by-docs");
    EXPECT_NEAR(*report.totals.power_kw.known, 1, 1e-9);
    EXPECT_TRUE(report.totals.power_kw.is_complete());
    EXPECT_FALSE(found(report, "P10", W));
}

TEST(Known, RearDoor) {
    const auto report = known("rear-door-does-nothing");
    EXPECT_FALSE(found(report, "C05", E)) << listing(report);
    EXPECT_NEAR(*report.totals.liquid_kw.known, 41.3, 1e-9);
    EXPECT_NEAR(*report.totals.air_kw.known, 0, 1e-9);
    // 41.3 kW into water of 995.6 kg/m³ and 4.18 kJ/(kg K), 8 K warmer.
    EXPECT_NEAR(*report.totals.coolant_l_min.known, 60 * 41.3 / (0.9956 * 4.18 * 8), 0.01);
    // Five servers: 51.5 kW, of which the door leaves 1.5.
    EXPECT_NEAR(*known("rear-door-does-nothing", {{"count=4", "count=5"}}).totals.air_kw.known, 1.5,
                1e-9);
    EXPECT_FALSE(found(report, "C01", W)) << listing(report);
    const auto alone = known("rear-door-does-nothing", {{"loop=\"fw\"", ""}});
    EXPECT_TRUE(found(alone, "C01", W)) << listing(alone);
    EXPECT_NEAR(*alone.totals.liquid_kw.known, 0, 1e-9);
    EXPECT_TRUE(found(alone, "C05", E)) << "41.3 kW into the room, which carries 10 off";
}

TEST(Known, ShelfOnTwoFeeds) {
    expect_finding(known("shelf-on-two-feeds"), "P04", E, 16500, 30000);
    EXPECT_FALSE(known("shelf-on-two-feeds", {{"watts=6000", "watts=3000"}}).has_errors());
}

TEST(Known, AirflowFromTheSide) {
    const auto report = known("side-airflow");
    EXPECT_FALSE(found(report, "C07", E)) << listing(report);
    EXPECT_TRUE(found(report, "C07", W));
    EXPECT_TRUE(found(known("side-airflow", {{"side-to-rear", "rear-to-side"}}), "C07", E))
        << "it takes in the hot air";
}

TEST(Known, DirectVoltage) {
    const std::vector<Change> change{{"volts_ll=230\nphases=1", "volts=-48"},
                                     {"amps=32", "amps=100"},
                                     {"plug = \"c14\"", "power = \"dc\"\npower_factor = 0.9"}};
    auto both = change;
    both.push_back({"volts_ll=230\nphases=1\namps=32", "volts_ll=48\namps=80"});
    const auto report = known("cord-current", both);
    EXPECT_FALSE(found(report, "P16", E)) << listing(report);
    EXPECT_EQ(report.totals.feeds.at(0).capacity_va, 4800) << "no root of three";
    EXPECT_EQ(report.totals.feeds.at(0).load_va, 2000) << "nor a power factor";
    // With feed A lost B carries 4,000 W; it bears 48 V × 80 A.
    expect_finding(report, "P03", E, 4000, 3840);
}

TEST(Known, SuppliesCordedTwiceToOneFeed) {
    const std::vector<Change> corded{{"feeds = [\"A\", \"B\"]", "feeds = [\"A\", \"A\", \"B\"]"},
                                     {"psu_count = 2\npsu_w = 4000\npsu_needed = 1",
                                      "psu_count = 3\npsu_w = 2000\npsu_needed = 2"}};
    const auto report = known("cord-current", corded);
    expect_finding(report, "P04", E, 1, 2);  // feed A takes two of three with it
    EXPECT_NEAR(report.totals.feeds.at(0).load_va, 4000 * 2 / 3.0, 1e-9);
    EXPECT_NEAR(report.totals.feeds.at(1).load_va, 4000 / 3.0, 1e-9);
}

TEST(Known, AnUnknownDrawOnTheBusbarHidesNothing) {
    const auto report = known("busbar-after-feed-loss",
                              {{"[[device]]\nid = \"sw\"",
                                "[[device]]\nid = \"extra\"\ntype = \"nobody-knows\"\nu = 39\n"
                                "[[device]]\nid = \"sw\""}});
    EXPECT_TRUE(found(report, "P08", E)) << listing(report);
}

// What is read of NetBox's files in a folder.
Library imported(const std::string& name) {
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::directory_iterator("tests/known/rack/" + name))
        if (entry.path().extension() == ".yaml") files.push_back(read_file(entry.path().string()));
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
    return import_netbox(files, 1);
}

// The same through a types.toml.
Library saved(const Library& library) { return load_library({"types.toml", types_toml(library)}); }

TEST(Known, NetboxIsWrittenInItsUnitsAndPlaces) {
    const auto read = imported("netbox-export-weight");
    EXPECT_EQ(render(read.findings.sorted(), Language::en), "");
    const auto library = saved(read);
    EXPECT_THAT(netbox_yaml(library.devices.at(0)), HasSubstr("weight: 8.25\nweight_unit: lb\n"));
    const auto rack = netbox_yaml(library.frames.at(0));
    for (const char* line :
         {"outer_width: 25.5\n", "outer_height: 84\n", "outer_depth: 15.25\n", "outer_unit: in\n",
          "weight: 120\n", "max_weight: 1500\n", "weight_unit: lb\n", "starting_unit: 5\n"})
        EXPECT_THAT(rack, HasSubstr(line));
}

// The rules of NetBox's models and of its library's schema: weight and outer sides have at most two decimals and come
// with a unit, max_weight, mounting_depth and draws are whole, heights are halves, slugs are lower case.
void expect_accepted(const std::string& yaml) {
    std::map<std::string, std::string> keys;
    std::istringstream lines{yaml};
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos || line.find_first_not_of(' ') == line.find('#')) continue;
        keys.emplace(line.substr(line.find_first_not_of(" -"))
                         .substr(0, colon - line.find_first_not_of(" -")),
                     line.substr(colon + 2));
    }
    const auto places = [](const std::string& number) {
        const auto point = number.find('.');
        return point == std::string::npos ? 0 : number.size() - point - 1;
    };
    for (const char* key : {"weight", "outer_width", "outer_height", "outer_depth"})
        if (keys.contains(key)) {
            EXPECT_LE(places(keys[key]), 2u) << yaml;
            const bool is_mass = std::string_view{key} == "weight";
            EXPECT_TRUE(keys.contains(is_mass ? "weight_unit" : "outer_unit")) << yaml;
        }
    for (const char* key : {"max_weight", "mounting_depth", "maximum_draw", "allocated_draw",
                            "starting_unit", "width"})
        if (keys.contains(key)) {
            EXPECT_EQ(places(keys[key]), 0u) << yaml;
        }
    if (keys.contains("u_height")) {
        EXPECT_EQ(std::fmod(std::stod(keys["u_height"]) * 2, 1), 0) << yaml;
    }
    if (keys.contains("weight_unit")) {
        EXPECT_THAT(keys["weight_unit"], ::testing::AnyOf("kg", "g", "lb", "oz"));
    }
    EXPECT_TRUE(keys.contains("manufacturer") && keys.contains("model") && keys.contains("slug"));
    EXPECT_EQ(keys["slug"].find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
}

TEST(Known, WhatIsExportedKeepsToTheRulesOfNetbox) {
    for (const auto& type : built_in_types()) expect_accepted(netbox_yaml(type));
    for (const auto& type : built_in_frames()) expect_accepted(netbox_yaml(type));
    Diagnostics refused;
    for (const auto& type : built_in_types()) refused.append(netbox_file(type).findings);
    for (const auto& type : built_in_frames()) refused.append(netbox_file(type).findings);
    EXPECT_TRUE(refused.sorted().empty()) << render(refused.sorted(), Language::en);
    const auto library = saved(imported("netbox-export-weight"));
    expect_accepted(netbox_yaml(library.devices.at(0)));
    expect_accepted(netbox_yaml(library.frames.at(0)));
}

TEST(Known, ImportIsNotSilent) {
    const auto read = imported("silent-import");
    ASSERT_EQ(read.devices.size(), 3u);
    EXPECT_EQ(read.findings.sorted().size(), 3u) << render(read.findings.sorted(), Language::en);
    for (const auto& type : read.devices)
        EXPECT_FALSE(type.mass_kg.given && type.u_height.given) << type.slug;
    std::string all;
    for (const auto& type : saved(read).devices) all += netbox_yaml(type);
    for (const char* words :
         {"weight: 287.6\n", "weight: 2\n", "weight_unit: st\n", "u_height: 0.33\n"})
        EXPECT_THAT(all, HasSubstr(words));
    EXPECT_THAT(all, Not(HasSubstr("weight_unit: kg")));
}

}  // namespace
}  // namespace jarip::rack
