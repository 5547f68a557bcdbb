// What no deal of cords avoids: against every deal of few, and racks worked by hand.
#include "jarip/rack/power/deal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

double by_every_deal(const std::vector<DealtItem>& items, const std::vector<DealtPlace>& places) {
    double best = 1e300;
    std::vector<double> loads;
    for (const auto& place : places) loads.push_back(place.load);
    const std::function<void(std::size_t)> lay = [&](std::size_t index) {
        if (index == items.size()) {
            best = std::min(best, *std::max_element(loads.begin(), loads.end()));
            return;
        }
        for (std::size_t p = 0; p < places.size(); ++p) {
            const bool fits = items[index].lines == 0 || places[p].lines == 0 ||
                              items[index].lines == places[p].lines;
            if (!fits) continue;
            loads[p] += items[index].size;
            lay(index + 1);
            loads[p] -= items[index].size;
        }
    };
    lay(0);
    return best;
}

TEST(Deal, IsTheBestOfEveryDealOfFew) {
    std::uint64_t state = 7;
    const auto next = [&](std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33) % below;
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<DealtPlace> places(1 + next(3));
        for (auto& place : places)
            place = {static_cast<int>(next(3)), next(4) == 0 ? static_cast<double>(next(9)) : 0};
        std::vector<DealtItem> items(next(8));
        for (auto& item : items) {
            item.size = static_cast<double>(1 + next(9));
            const auto lines = places[next(places.size())].lines;
            item.lines = next(2) == 0 ? lines : 0;
        }
        const auto found = deal(items, places);
        EXPECT_NEAR(found.surely, by_every_deal(items, places), 1e-9) << round;
        EXPECT_NEAR(found.found, found.surely, 1e-9) << round;
    }
}

// More than can be tried: what is said surely is below what was found, and both are near.
TEST(Deal, OfManyIsBounded) {
    std::vector<DealtItem> items;
    for (int i = 0; i < 500; ++i) items.push_back({1 + 0.37 * (i % 11), 0});
    const auto many = deal(items, std::vector<DealtPlace>(7));
    EXPECT_LE(many.surely, many.found);
    EXPECT_LE(many.found, 1.01 * many.surely);
}

const std::string kDealHead =
    "format = \"jarip-rack/1\"\n[rack]\nid = \"r\"\nu_height = 42\n[site]\n"
    "code = \"iec100\"\n";

std::string feed_of(const std::string& id, double volts, int phases, double amps,
                    int circuits = 1) {
    return "[[feed]]\nid = \"" + id + "\"\nvolts_ll = " + format_shortest(volts) +
           "\nphases = " + std::to_string(phases) + "\namps = " + format_shortest(amps) +
           "\ncircuits = " + std::to_string(circuits) + '\n';
}

std::string device_of(const std::string& id, const std::string& type, const std::string& feeds,
                      int count = 1) {
    return "[[device]]\nid = \"" + id + "\"\ntype = \"" + type +
           "\"\ncount = " + std::to_string(count) + "\nfeeds = [" + feeds + "]\n";
}

std::string load_type(const std::string& slug, double watts, const std::string& plug,
                      int supplies = 1) {
    return "[[type]]\nslug = \"" + slug + "\"\nu_height = 1\nwatts = " + format_shortest(watts) +
           "\npower = \"ac\"\npower_factor = 1\npsu_count = " + std::to_string(supplies) +
           "\npsu_w = 9000\npsu_needed = 1\nplug = \"" + plug + "\"\n";
}

std::string unit_type(const std::string& slug, const std::string& keys) {
    return "[[type]]\nslug = \"" + slug + "\"\nu_height = 0\npower = \"passive\"\n" + keys + '\n';
}

Design deal_design(const std::string& text, const std::string& types) {
    Diagnostics diagnostics;
    auto design = load({"rack.toml", kDealHead + text}, {{"types.toml", types}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return design;
}

const Check* found(const Report& report, std::string_view code, std::string_view where) {
    for (const auto& check : report.checks)
        if (check.code == code && check.where == where) return &check;
    return nullptr;
}

void expect_error(const Design& design, const char* code, const char* where, double value,
                  double limit) {
    const auto report = check(design);
    const auto* said = found(report, code, where);
    ASSERT_TRUE(said) << code << " of " << where << " is missing";
    EXPECT_EQ(said->severity, CheckSeverity::error) << said->message(Language::en);
    EXPECT_NEAR(said->value.value_or(0), value, 0.01) << said->message(Language::en);
    EXPECT_NEAR(said->limit.value_or(0), limit, 0.01) << said->message(Language::en);
}

void expect_nothing(const Design& design, const char* code, const char* where) {
    const auto report = check(design);
    const auto* said = found(report, code, where);
    EXPECT_FALSE(said) << said->message(Language::en);
}

const std::string kTwoBranches =
    unit_type("pdu",
              "outlets = {c19 = 6}\ninput_a = 63\nplug = \"iec-60309-2p-e-6h\"\nbranches = 2\n"
              "branch_a = 16");

// Cords of 10 A on two branches of 16 A: two of three lie on one of them. Of 7.5 A four fit, and five do not.
TEST(Deals, BranchesThatNoDealKeeps) {
    const auto rack = [](double watts, int count) {
        return deal_design(feed_of("A", 230, 1, 63) + device_of("p", "pdu", "\"A\"") +
                               device_of("s", "s", "\"p\"", count),
                           kTwoBranches + load_type("s", watts, "c20"));
    };
    expect_error(rack(2300, 3), "P15", "p", 20, 16);
    expect_nothing(rack(2300, 2), "P15", "p");
    expect_nothing(rack(230 * 7.5, 4), "P15", "p");
    expect_error(rack(230 * 7.5 * 4 / 5, 5), "P15", "p", 18, 16);
    expect_nothing(rack(230 * 5, 6), "P15", "p");
}

// Of 6, 6, 4, 4 and 4 A the largest first leave 14 A; 12 and 12 is a deal, the schedule has it, and 13 A bear it.
TEST(Deals, TheScheduleFindsADealThatKeepsTheBranches) {
    const auto types = unit_type("pdu",
                                 "outlets = {c19 = 6}\ninput_a = 63\nplug = "
                                 "\"iec-60309-2p-e-6h\"\nbranches = 2\nbranch_a = 13") +
                       load_type("six", 6 * 230, "c20") + load_type("four", 4 * 230, "c20");
    const auto design =
        deal_design(feed_of("A", 230, 1, 63) + device_of("p", "pdu", "\"A\"") +
                        device_of("a", "six", "\"p\"", 2) + device_of("b", "four", "\"p\"", 3),
                    types);
    expect_nothing(design, "P15", "p");
    for (const auto& load : power_tree(design).loads) {
        if (load.part != PowerPart::branch) continue;
        EXPECT_NEAR(load.load, 12, 1e-9);
    }
}

// With B lost each cord carries 10 A: two of three lie on one branch of A's unit; with nothing lost 5 A, and 10 A on one.
TEST(Deals, BranchesWithAFeedLost) {
    const auto design = deal_design(
        feed_of("A", 230, 1, 63) + feed_of("B", 230, 1, 63) + device_of("pa", "pdu", "\"A\"") +
            device_of("pb", "pdu", "\"B\"") + device_of("s", "s", "\"pa\", \"pb\"", 3),
        kTwoBranches + load_type("s", 10 * 230, "c20", 2));
    expect_error(design, "P15", "pa", 20, 16);
    expect_error(design, "P15", "pb", 20, 16);
}

// A draw between nothing and 2,300 W: three of them may or may not break a branch.
TEST(Deals, BranchesOfDrawsThatNobodyGivesCannotBeSaid) {
    auto type = load_type("s", 2300, "c20");
    type.replace(type.find("watts = 2300"), 12, "maximum_w = 2300");
    const auto report = check(deal_design(
        feed_of("A", 230, 1, 63) + device_of("p", "pdu", "\"A\"") + device_of("s", "s", "\"p\"", 3),
        kTwoBranches + type));
    const auto* said = found(report, "P15", "p");
    ASSERT_TRUE(said);
    EXPECT_EQ(said->severity, CheckSeverity::unknown);
}

// Amperes of each breaker: three cords of 10 A on two of 16 A, seven of 9.96 A on two times three poles.
TEST(Deals, CircuitsThatNoDealKeeps) {
    const auto rack = [](const std::string& feed, int count, double watts = 2300) {
        return deal_design(feed + device_of("s", "s", "\"A\"", count),
                           load_type("s", watts, "c20"));
    };
    const double pole = 2300 / (400 / std::sqrt(3.0));
    expect_error(rack(feed_of("A", 230, 1, 16, 2), 3), "P02", "A", 20, 16);
    expect_nothing(rack(feed_of("A", 230, 1, 16, 2), 2), "P02", "A");
    expect_nothing(rack(feed_of("A", 230, 1, 16, 3), 3), "P02", "A");
    expect_error(rack(feed_of("A", 400, 3, 16, 2), 7), "P02", "A", 2 * pole, 16);
    expect_nothing(rack(feed_of("A", 400, 3, 16, 2), 6), "P02", "A");
    // Between two lines of 208 V: of four cords of 5 A on a circuit two lie on a pair, √(10² + 5² + 10 · 5) A in a line.
    expect_error(rack(feed_of("A", 208, 3, 12, 2), 7, 5 * 208), "P02", "A", std::sqrt(175.0), 12);
    expect_nothing(rack(feed_of("A", 208, 3, 12, 2), 6, 5 * 208), "P02", "A");
}

TEST(Deals, CircuitsWithAFeedLost) {
    const auto design = deal_design(feed_of("A", 230, 1, 16, 2) + feed_of("B", 230, 1, 16, 2) +
                                        device_of("s", "s", "\"A\", \"B\"", 3),
                                    load_type("s", 2300, "c20", 2));
    expect_nothing(design, "P02", "A");
    expect_error(design, "P03", "A", 20, 16);
}

// Four strips of one phase, each 14 A, on three lines of 25 A: two hang on one of them. Their cords alone could be even.
TEST(Deals, AStripOfOnePhaseHangsOnOneLine) {
    const auto strip = unit_type("strip", "outlets = {c13 = 8}\ninput_a = 16\nplug = \"c20\"");
    std::string text = feed_of("A", 400, 3, 25);
    for (const char* id : {"1", "2", "3", "4"})
        text += device_of(std::string{"p"} + id, "strip", "\"A\"") +
                device_of(std::string{"s"} + id, "s", std::string{"\"p"} + id + '"', 4);
    const auto design =
        deal_design(text, strip + load_type("s", 3.5 * 400 / std::sqrt(3.0), "c14"));
    expect_error(design, "P02", "A", 28, 25);
    double most = 0;
    for (const auto& load : power_tree(design).loads)
        if (load.part == PowerPart::phase) most = std::max(most, load.load);
    EXPECT_NEAR(most, 28, 1e-6) << "and so does the schedule";
}

// Four cords of 10 A on a plug of three times 16 A: two lie on one line. The sum, 9.2 of 11.1 kVA, says nothing of it.
TEST(Deals, LinesOfAPlugThatNoDealKeeps) {
    const auto types =
        unit_type("pdu", "outlets = {c19 = 6}\ninput_a = 16\nplug = \"iec-60309-3p-n-e-6h\"") +
        load_type("s", 10 * 400 / std::sqrt(3.0), "c20");
    const auto rack = [&](int count) {
        return deal_design(feed_of("A", 400, 3, 63) + device_of("p", "pdu", "\"A\"") +
                               device_of("s", "s", "\"p\"", count),
                           types);
    };
    expect_error(rack(4), "P15", "p", 20, 16);
    expect_nothing(rack(3), "P15", "p");
}

// A strip of three phases on a branch of a panel has three poles of it.
TEST(Deals, AStripOfThreePhasesTakesABranchOfThreePoles) {
    const auto types = unit_type("panel",
                                 "outlets = {iec-60309-3p-n-e-6h = 2}\nbranches = 2\n"
                                 "branch_a = 32") +
                       unit_type("pdu",
                                 "outlets = {c19 = 6}\ninput_a = 32\nplug = "
                                 "\"iec-60309-3p-n-e-6h\"") +
                       load_type("s", 10 * 400 / std::sqrt(3.0), "c20");
    const auto rack = [&](int count) {
        return deal_design(feed_of("A", 400, 3, 125) + device_of("panel", "panel", "\"A\"") +
                               device_of("p", "pdu", "\"panel\"") +
                               device_of("s", "s", "\"p\"", count),
                           types);
    };
    expect_nothing(rack(6), "P15", "panel");
    EXPECT_TRUE(found(check(rack(12)), "P15", "panel"));
}

// A transfer switch takes an outlet of each unit on which it hangs, and its cords are listed, with the branch of its outlet.
TEST(Deals, UnitsOnUnitsTakeOutletsAndHaveCords) {
    const auto types =
        unit_type("pdu",
                  "power-outlets = [{name = \"c13-1\", type = \"iec-60320-c13\"}, "
                  "{name = \"c13-2\", type = \"iec-60320-c13\"}, "
                  "{name = \"c19-1\", type = \"iec-60320-c19\"}, "
                  "{name = \"c19-2\", type = \"iec-60320-c19\"}]\n"
                  "input_a = 32\nplug = \"iec-60309-2p-e-6h\"\nbranches = 2\nbranch_a = 16") +
        unit_type("ats", "outlets = {c13 = 8}\ntransfer = \"ats\"\ninput_a = 16\nplug = \"c20\"") +
        load_type("s", 1000, "c20", 2) + load_type("sw", 800, "c14");
    const auto rack = [&](int servers, const std::string& more = {}) {
        return deal_design(feed_of("A", 230, 1, 32) + feed_of("B", 230, 1, 32) +
                               device_of("pa", "pdu", "\"A\"") + device_of("pb", "pdu", "\"B\"") +
                               device_of("x", "ats", "\"pa\", \"pb\"") +
                               device_of("sw", "sw", "\"x\"", 2) +
                               device_of("s", "s", "\"pa\", \"pb\"", servers) + more,
                           types);
    };
    expect_error(rack(2), "P07", "pa", 3, 2);
    expect_nothing(rack(1), "P07", "pa");
    const auto tree = power_tree(rack(1));
    const auto cord = std::find_if(tree.cords.begin(), tree.cords.end(), [](const PowerCord& each) {
        return each.device == "x" && each.from == "pa";
    });
    ASSERT_NE(cord, tree.cords.end());
    EXPECT_EQ(cord->branch, "2") << "where the outlets of its kind are";
    EXPECT_EQ(cord->outlet.substr(0, 3), "c19");
    EXPECT_EQ(cord->supply, "input-1");
    EXPECT_NEAR(cord->load_a, 1600 / 230.0, 1e-9);
    EXPECT_EQ(cord->limit_a, 16);
    double most = 0;
    for (const auto& load : tree.loads)
        if (load.name == "pa:branch-1") most = std::max(most, load.worst);
    EXPECT_EQ(most, 0) << "no C13 of it is taken";
    // A cable may name it.
    const auto named =
        rack(1,
             "[[cable]]\nkind = \"power\"\nfrom = {device = \"pa\", port = \"c19-2\"}\n"
             "to = {device = \"x\", port = \"input-1\"}\ncount = 1\n");
    EXPECT_FALSE(found(check(named), "N07", "power"));
    const auto with = power_tree(named);
    EXPECT_TRUE(std::any_of(with.cords.begin(), with.cords.end(), [](const PowerCord& each) {
        return each.label == "pa:c19-2 > x:input-1" && each.is_named;
    }));
    EXPECT_TRUE(with.cables.empty());
}

TEST(Deals, AStripNeedsAnOutletOfItsPanel) {
    const auto types = unit_type("pdu", "outlets = {c13 = 4}\ninput_a = 32") +
                       unit_type("strip", "outlets = {c13 = 8}\nplug = \"c20\"") +
                       load_type("sw", 800, "c14");
    expect_error(
        deal_design(feed_of("A", 230, 1, 32) + device_of("pa", "pdu", "\"A\"") +
                        device_of("st", "strip", "\"pa\"") + device_of("sw", "sw", "\"st\"", 2),
                    types),
        "P07", "pa", 1, 0);
}

}  // namespace
}  // namespace jarip::rack
