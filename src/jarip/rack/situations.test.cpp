// Small racks of one situation each (tests/known/rack/situations), worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/sound_rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kError = CheckSeverity::error;
constexpr auto kWarning = CheckSeverity::warning;

Design known_design(const std::string& name, const std::vector<Change>& changes = {}) {
    const std::string folder = "tests/known/rack/situations/";
    auto file = read_file(folder + name + ".toml");
    for (const auto& change : changes) {
        EXPECT_NE(file.text.find(change.from), std::string::npos) << change.from;
        file.text = changed(file.text, {change});
    }
    Diagnostics diagnostics;
    auto design = load(file, {read_file(folder + "types.toml")}, diagnostics);
    EXPECT_TRUE(diagnostics.sorted().empty()) << render(diagnostics.sorted(), Language::en);
    return design;
}

Report situation(const std::string& name, const std::vector<Change>& changes = {}) {
    return check(known_design(name, changes));
}

void expect(const Report& report, const char* code, CheckSeverity severity, double value,
            double limit) {
    const auto* check = found(report, code, severity);
    ASSERT_TRUE(check) << code << " is missing:\n" << listing(report);
    EXPECT_NEAR(check->value.value_or(-1), value, 1e-3 * value) << check->message(Language::en);
    EXPECT_NEAR(check->limit.value_or(-1), limit, 1e-3 * limit) << check->message(Language::en);
}

TEST(Situations, ADeviceOfOneCordLivesBehindATransferSwitch) {
    const auto design = known_design("ats-one-cord");
    const auto report = check(design);
    EXPECT_FALSE(report.has_errors()) << listing(report);
    EXPECT_THAT(found(report, "P12", kWarning)->message(Language::en), HasSubstr("unit ats alone"));
    EXPECT_EQ(report.totals.feeds[0].load_va, 1400);
    EXPECT_EQ(report.totals.feeds[1].load_va, 0);
    EXPECT_EQ(report.totals.feeds[1].load_after_loss, 1400);
    const auto losses = after_losses(design);
    ASSERT_EQ(losses.size(), 3u);
    EXPECT_THAT(losses[0].dark, IsEmpty()) << "A is lost, B feeds it";
    EXPECT_EQ(losses[0].feeds[1].load_va, 1400);
    EXPECT_THAT(losses[2].dark, ElementsAre("s")) << "the switch itself is lost";
    const auto tree = power_tree(design);
    for (const auto& loss : tree.losses) {
        if (loss.name == "A" || loss.name == "B") {
            EXPECT_THAT(loss.dark, IsEmpty()) << loss.name;
        }
        if (loss.name == "ats") {
            EXPECT_THAT(loss.dark, ElementsAre("s"));
        }
    }
    for (const auto& load : tree.loads) {
        if (load.name != "B" || load.part != PowerPart::feed) continue;
        EXPECT_EQ(load.load, 0);
        EXPECT_EQ(load.worst, 1400);
        EXPECT_EQ(load.lost, "A");
    }
}

TEST(Situations, TransferSwitchesThatPreferOneFeedAddUpOnTheOther) {
    // 4 × 1,400 VA on 230 V × 20 A × 80 %.
    const auto report = situation("ats-both-prefer-a");
    expect(report, "P02", kError, 5600, 3680);
    expect(report, "P03", kError, 5600, 3680);
    EXPECT_THAT(listing(report), HasSubstr("with A lost, feed B carries 5600 VA"));
    // One of them prefers B: 2,800 VA each, and 5,600 on the one that is left.
    const auto divided = situation(
        "ats-both-prefer-a", {{"u = 2\nfeeds = [\"A\", \"B\"]", "u = 2\nfeeds = [\"B\", \"A\"]"}});
    EXPECT_FALSE(found(divided, "P02", kError)) << listing(divided);
    expect(divided, "P03", kError, 5600, 3680);
}

TEST(Situations, ATransferSwitchOfOneFeedTransfersNothing) {
    const auto report = situation("ats-both-inputs-on-one-feed");
    std::vector<std::string> alone;
    for (const auto& check : report.checks)
        if (check.code == "P12") alone.push_back(check.where);
    EXPECT_THAT(alone, ElementsAre("ats", "s"));
    EXPECT_THAT(found(report, "P12", kWarning)->message(Language::en), HasSubstr("feed A alone"));
}

TEST(Situations, ATransferSwitchChangesBetweenFeedsOfOneKind) {
    const auto report = situation("ats-between-kinds");
    EXPECT_THAT(found(report, "P16", kError)->message(Language::en),
                HasSubstr("differ in voltage"));
    EXPECT_FALSE(found(situation("ats-one-cord"), "P16", kError));
}

TEST(Situations, ATransferSwitchBearsWhatItsPlugDoes) {
    // 3 × 1,400 VA through 230 V × 16 A × 80 %.
    expect(situation("ats-overloaded"), "P15", kError, 4200, 2944);
}

TEST(Situations, ASupplyBehindASwitchAndOneOnAFeedLiveThroughTheLossOfEither) {
    const auto report = situation("ats-beside-a-feed");
    EXPECT_FALSE(found(report, "P12", kWarning)) << listing(report);
    EXPECT_FALSE(found(report, "P04", kError)) << listing(report);
    EXPECT_EQ(report.totals.feeds[0].load_after_loss, 1000);
    EXPECT_EQ(report.totals.feeds[1].load_after_loss, 1000);
}

TEST(Situations, ShelvesBehindAStaticSwitch) {
    // 10 kW ÷ 0.96 through a plug of √3 · 400 V · 16 A · 80 %.
    const auto report = situation("ats-of-shelves");
    expect(report, "P15", kError, 10000 / 0.96, std::sqrt(3.0) * 400 * 16 * 0.8);
    EXPECT_THAT(found(report, "P12", kWarning)->message(Language::en),
                HasSubstr("all power shelves hang on distribution unit sts"));
    EXPECT_FALSE(found(report, "P04", kError)) << listing(report);
}

TEST(Situations, ADeviceThatSaysItsOwnDrawAndMass) {
    const auto report = situation("own-draw-and-mass");
    EXPECT_DOUBLE_EQ(*report.totals.power_kw.known, 2.1);
    EXPECT_DOUBLE_EQ(*report.totals.load_kg.known, 135);
}

TEST(Situations, ADevicePulledOutTipsALightRack) {
    // 60 kg · g · (0.9 − 0.8 / 2) m against 50 kg · g · 1 m / 2.
    expect(situation("pulled-out"), "M06", kError, 60 * 9.80665 * 0.5, 50 * 9.80665 * 0.5);
    for (const auto& [from, to] :
         std::vector<Change>{{"mass_empty_kg = 50", "mass_empty_kg = 61"},
                             {"mass_empty_kg = 50", "mass_empty_kg = 50\nstabilizer_mm = 100"},
                             {"mass_empty_kg = 50", "mass_empty_kg = 50\nanchors = 4"}})
        EXPECT_FALSE(found(situation("pulled-out", {{from, to}}), "M06", kError)) << to;
    EXPECT_TRUE(found(situation("pulled-out", {{"mass_empty_kg = 50\n", ""}}), "M06",
                      CheckSeverity::unknown));
}

TEST(Situations, CastersOnAFloorThatIsNotEven) {
    // 100 + 4 × 60 kg on four casters, on three of them.
    expect(situation("casters"), "M07", kWarning, 340 / 3.0, 110);
    expect(situation("casters", {{"caster_kg = 110", "caster_kg = 80"}}), "M07", kError, 85, 80);
    EXPECT_FALSE(
        found(situation("casters", {{"caster_kg = 110", "caster_kg = 114"}}), "M07", kWarning));
}

TEST(Situations, ARackInAnEarthquake) {
    // 100 kg in the middle of 2 m and 60 kg at 44.45 mm: the centre is 641.7 mm up, half of the side 300.
    const double centre = (100 * 1000 + 60 * 44.45) / 160;
    expect(situation("earthquake-free"), "M08", kError, 300 / centre, 0.5);
    EXPECT_FALSE(found(situation("earthquake-free", {{"seismic_g = 0.5", "seismic_g = 0.46"}}),
                       "M08", kError));
    // Two of four anchors hold: (0.8 · h − 300 mm) · 160 kg · g ÷ 600 mm ÷ 2.
    expect(situation("earthquake-anchored"), "M08", kError,
           (0.8 * centre - 300) * 160 * 9.80665 / 600 / 2 / 1000, 0.1);
    expect(situation("earthquake-free", {{"max_load_kg = 1000",
                                          "max_load_kg = 1000\nmax_seismic_kg = 50\nanchors = 4"}}),
           "M08", kError, 60, 50);
}

TEST(Situations, DirectVoltageWithOneFeedLost) {
    // 3,000 W on 48 V × 63 A × 80 %.
    const auto report = situation("minus-48-volts");
    EXPECT_FALSE(found(report, "P02", kError)) << listing(report);
    expect(report, "P03", kError, 3000, 48 * 63 * 0.8);
}

TEST(Situations, TwoPairsThatMeetInOneLine) {
    // Two loads of 2,600 VA between lines at 208 V meet in L2: √3 · 12.5 A.
    const auto report = situation("two-pairs-at-208");
    expect(report, "P02", kError, std::sqrt(3.0) * 2600 / 208, 16);
    EXPECT_THAT(found(report, "P02", kError)->message(Language::en), HasSubstr("phase L2"));
}

TEST(Situations, TwoStripsOnOnePanelAreNoTwoFeeds) {
    const auto design = known_design("two-strips-on-one-panel");
    EXPECT_THAT(found(check(design), "P12", kWarning)->message(Language::en),
                HasSubstr("feed A alone"));
    for (const auto& loss : after_losses(design)) {
        if (loss.lost == "panel") {
            EXPECT_THAT(loss.dark, ElementsAre("s"));
        }
        if (loss.lost == "p1") {
            EXPECT_THAT(loss.dark, IsEmpty());
        }
    }
}

TEST(Situations, UnitsThatAreNumberedFromTheTopFromZero) {
    EXPECT_THAT(found(situation("units-numbered-from-the-top-from-0"), "R01", kError)
                    ->message(Language::en),
                HasSubstr("both take unit 1"));
    EXPECT_FALSE(found(situation("units-numbered-from-the-top-from-0", {{"u = 1\n", "u = 2\n"}}),
                       "R01", kError));
}

TEST(Situations, ABladeDrawsThroughTheSuppliesOfItsChassis) {
    // 1,000 + 1,400 W on supplies of 1,200 W: both are needed.
    const auto report = situation("blade-in-a-chassis");
    expect(report, "P04", kError, 1, 2);
    EXPECT_DOUBLE_EQ(*report.totals.power_kw.known, 2.4);
}

// What a rack is without each element: devices that are dark, and the worst load of one element.
struct Situation {
    const char* rack;
    std::vector<std::pair<const char*, std::vector<std::string>>> dark;  // by what is lost
    std::vector<std::pair<const char*, std::vector<std::string>>> without_spare;
    PowerPart part;
    const char* name;
    double load, worst;
};

TEST(Situations, EachElementLostByHand) {
    const std::vector<std::string> none, s{"s"};
    const std::vector<Situation> all{
        // Two servers of 1,000 W on two strips: half on each, and all of it without the other strip.
        {"strip-behind-a-panel",
         {{"A", none}, {"panel", none}, {"sa", none}, {"B", none}, {"sb", none}},
         {{"A", s}, {"panel", s}, {"sa", s}, {"B", s}, {"sb", s}},
         PowerPart::unit,
         "sb",
         1000,
         2000},
        // Three supplies, two needed, two of them on A: 3,000 W, two thirds of it on A, all of it without B.
        {"two-of-three-on-one-feed",
         {{"A", s}, {"B", none}, {"s:PSU1", none}},
         {{"B", s}, {"s:PSU1", s}},
         PowerPart::feed,
         "A",
         2000,
         3000},
        // Six supplies of 3 kW, three a feed: 9 kW live for 8 kW. The load is that of the shelf's input.
        {"shelf-with-whips-on-both",
         {{"A", none}, {"B", none}, {"p", {"sled"}}},
         {},
         PowerPart::feed,
         "A",
         4000 / 0.96,
         8000 / 0.96},
        // The switch takes B: 500 W of the server and 1,400 W. Without A all of the server hangs on it.
        {"switch-for-a-second-cord",
         {{"A", none}, {"B", none}, {"ats", {"one"}}},
         {{"A", s}, {"ats", s}},
         PowerPart::unit,
         "ats",
         1900,
         2400}};
    for (const auto& worked : all) {
        const auto tree = power_tree(known_design(worked.rack));
        const auto of = [&](const char* name) {
            return std::find_if(tree.losses.begin(), tree.losses.end(), [&](const auto& loss) {
                // A shelf's supply goes by the name of the shelf.
                return loss.name == name && loss.part != PowerPart::supply;
            });
        };
        for (const auto& [lost, dark] : worked.dark) {
            ASSERT_NE(of(lost), tree.losses.end()) << worked.rack << ' ' << lost;
            EXPECT_EQ(of(lost)->dark, dark) << worked.rack << ' ' << lost;
        }
        for (const auto& [lost, devices] : worked.without_spare)
            EXPECT_EQ(of(lost)->without_spare, devices) << worked.rack << ' ' << lost;
        for (const auto& load : tree.loads) {
            if (load.part != worked.part || load.name != worked.name) continue;
            EXPECT_NEAR(load.load, worked.load, 1e-6 * worked.load) << worked.rack;
            EXPECT_NEAR(load.worst, worked.worst, 1e-6 * worked.worst) << worked.rack;
        }
    }
}

}  // namespace
}  // namespace jarip::rack
