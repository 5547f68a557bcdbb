// Where devices are placed: the answers of small racks are worked by hand or by trying every order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numbers>
#include <numeric>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kFrame = R"(format = "jarip-rack/1"
# a remark that stays
[rack]
id = "r"
u_height = 12
mass_empty_kg = 100
height_mm = 700
footprint_mm = [600, 1000]

[site]
code = "iec100"

[[feed]]
id = "A"
volts_ll = 400
phases = 3
amps = 32
)";

std::string type(const std::string& slug, int height, double kg, double watts,
                 const std::string& more = "") {
    return "[[type]]\nslug = \"" + slug + "\"\nu_height = " + std::to_string(height) +
           "\nweight_kg = " + format_shortest(kg) + "\nwatts = " + format_shortest(watts) +
           "\ndepth_mm = 700\nplug = \"c20\"\npsu_count = 1\npsu_w = 5000\nairflow = "
           "\"front-to-rear\"\n" +
           more;
}

struct Placing {
    Diagnostics diagnostics;
    PlacedDevices placed;

    Placing(const std::string& devices, const std::string& types,
            const std::string& design = kFrame) {
        const auto list = load_device_list({"devices.csv", devices}, diagnostics);
        if (!diagnostics.has_errors())
            placed =
                place_devices({"rack.toml", design}, list, {{"types.toml", types}}, diagnostics);
    }
    // "number:id" from the top.
    [[nodiscard]] std::vector<std::string> where() const {
        std::vector<std::string> result;
        for (const auto& stack : placed.stacks)
            result.push_back((stack.number ? format_shortest(*stack.number) : "-") + ':' +
                             stack.id);
        return result;
    }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> result;
        for (const auto& finding : diagnostics.sorted()) result.push_back(finding.code);
        return result;
    }
};

TEST(Place, PutsHeavyDevicesLow) {
    const Placing result{"id,type,count,feeds\nlight,l,2,A\nheavy,h,2,A\nmiddle,m,1,A\n",
                         type("l", 1, 5, 100) + type("m", 2, 20, 200) + type("h", 2, 60, 200)};
    EXPECT_THAT(result.codes(), IsEmpty()) << render(result.diagnostics.sorted(), Language::en);
    EXPECT_EQ(result.placed.status, lp::Status::optimal);
    EXPECT_THAT(result.where(), ElementsAre("7:light", "5:middle", "1:heavy"));
    EXPECT_EQ(result.placed.stacks[2].count, 2);
    EXPECT_NE(result.placed.design.find("# a remark that stays"), std::string::npos);
}

TEST(Place, LeavesWhatStandsThereAndTakesTheUnitThatIsAsked) {
    const auto design =
        std::string{kFrame} + "[[device]]\nid = \"here\"\ntype = \"h\"\nu = 2\nfeeds = [\"A\"]\n";
    const Placing result{"id,type,count,feeds,u\nfixed,l,1,A,12\nother,l,1,A,\nheavy,h,1,A,\n",
                         type("l", 1, 5, 100) + type("h", 2, 60, 200), design};
    // Unit 1 is free for one unit only.
    EXPECT_THAT(result.where(), ElementsAre("12:fixed", "4:heavy", "1:other"));
}

TEST(Place, KeepsHotDevicesApart) {
    const Placing result{"id,type,count,feeds\nhot,hot,2,A\ncool,cool,2,A\n",
                         type("hot", 1, 10, 2000) + type("cool", 1, 10, 100)};
    EXPECT_EQ(result.placed.hot_neighbours, 0);
    double highest = 0;
    for (const auto& stack : result.placed.stacks)
        highest = std::max(highest, *stack.number + stack.count - 1);
    EXPECT_EQ(highest, 4) << "no unit is left free for it";
}

TEST(Place, DealsCordsToPhasesAsEvenlyAsCanBe) {
    const Placing result{"id,type,count,feeds\nbig,b,2,A\nsmall,s,4,A\n",
                         type("b", 1, 10, 2000) + type("s", 1, 5, 1000)};
    // 8,000 W: 3,000, 3,000 and 2,000 is best; the last is 667 from a mean of 2,667.
    EXPECT_NEAR(result.placed.imbalance, 0.25, 1e-6);
    std::map<std::string, double> on;
    for (const auto& stack : result.placed.stacks)
        for (const auto& phase : stack.phases) on[phase] += stack.type == "b" ? 2000 : 1000;
    EXPECT_EQ(on["L1"] + on["L2"] + on["L3"], 8000);
    for (const auto& [phase, watts] : on) EXPECT_GE(watts, 2000) << phase;
    // The design says the same to the check.
    Diagnostics diagnostics;
    const auto design =
        load({"rack.toml", result.placed.design},
             {{"types.toml", type("b", 1, 10, 2000) + type("s", 1, 5, 1000)}}, diagnostics);
    EXPECT_THAT(diagnostics.sorted(), IsEmpty());
    auto phases = check(design).totals.feeds[0].phases_va;
    std::sort(phases.begin(), phases.end());
    EXPECT_THAT(phases, ElementsAre(testing::DoubleNear(2000, 1), testing::DoubleNear(3000, 1),
                                    testing::DoubleNear(3000, 1)));
}

TEST(Place, DevicesHaveADrawAndAMassOfTheirOwn) {
    // By its type the first is the lighter one.
    const Placing result{"id,type,feeds,watts,weight_kg\nfull,l,A,2500,80\nheavy,h,A,,\n",
                         type("l", 1, 5, 100) + type("h", 1, 60, 200)};
    EXPECT_THAT(result.codes(), IsEmpty());
    EXPECT_THAT(result.where(), ElementsAre("2:heavy", "1:full"));
    EXPECT_EQ(result.placed.stacks[1].watts, 2500);
    EXPECT_EQ(result.placed.stacks[0].weight_kg, std::nullopt);
    const auto design = load({"rack.toml", result.placed.design},
                             {{"types.toml", type("l", 1, 5, 100) + type("h", 1, 60, 200)}});
    const auto totals = check(design).totals;
    EXPECT_NEAR(*totals.power_kw.known, 2.7, 1e-9);
    EXPECT_NEAR(*totals.mass_kg.known, 100 + 80 + 60, 1e-9);
}

TEST(Place, NumbersUnitsAsTheRackDoes) {
    auto design = std::string{kFrame};
    design.replace(design.find("u_height = 12"), 13, "u_height = 12\ndesc_units = true");
    const Placing result{"id,type,count,feeds\nheavy,h,1,A\nlight,l,1,A\n",
                         type("l", 1, 5, 100) + type("h", 2, 60, 200), design};
    EXPECT_THAT(result.where(), ElementsAre("10:light", "11:heavy"));
}

TEST(Place, TwoNarrowDevicesShareAUnit) {
    const Placing result{"id,type,count,feeds\nhalf,n,4,A\n",
                         type("n", 1, 5, 100, "width_share = 0.5\n")};
    double units = 0;
    for (const auto& stack : result.placed.stacks) units = std::max(units, *stack.number);
    EXPECT_EQ(units, 2);
}

TEST(Place, SaysWhenDevicesDoNotFit) {
    const Placing result{"id,type,count,feeds\nheavy,h,7,A\n", type("h", 2, 60, 200)};
    EXPECT_EQ(result.placed.status, lp::Status::infeasible);
    EXPECT_THAT(result.placed.stacks, IsEmpty());
    EXPECT_EQ(result.placed.design, "");
}

TEST(Place, EveryFaultHasItsCode) {
    const auto types = type("h", 2, 60, 200);
    EXPECT_THAT((Placing{"name,type\nx,h\n", types}.codes()), ElementsAre("E0450"));
    EXPECT_THAT((Placing{"id,type,count\nx,h,1.5\n", types}.codes()), ElementsAre("E0451"));
    EXPECT_THAT((Placing{"id,type\nx,nothing\n", types}.codes()), ElementsAre("E0452"));
    EXPECT_THAT((Placing{"id,type,feeds\nx,h,Z\n", types}.codes()), ElementsAre("E0453"));
    EXPECT_THAT((Placing{"id,type\nx,h\nx,h\n", types}.codes()), ElementsAre("E0454"));
}

// The least moment of devices of these heights and masses on top of each other, over every order.
double least_moment(const std::vector<std::pair<int, double>>& devices) {
    std::vector<std::size_t> order(devices.size());
    std::iota(order.begin(), order.end(), 0U);
    double least = 1e300;
    do {
        double at = 0, moment = 0;
        for (const auto i : order) {
            moment += devices[i].second * (at + devices[i].first / 2.0);
            at += devices[i].first;
        }
        least = std::min(least, moment);
    } while (std::next_permutation(order.begin(), order.end()));
    return least;
}

TEST(Place, HasTheLeastMomentOfAllOrders) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        RandomStream random{{.seed = seed}};
        std::vector<std::pair<int, double>> devices;
        std::string list = "id,type,feeds\n", types;
        for (int i = 0; i < 5; ++i) {
            devices.emplace_back(1 + static_cast<int>(random.below(2)),
                                 5.0 + static_cast<double>(random.below(60)));
            const auto slug = "t" + std::to_string(i);
            types += type(slug, devices.back().first, devices.back().second,
                          100.0 * devices.back().first);
            list += "d" + std::to_string(i) + ',' + slug + ",A\n";
        }
        const Placing result{list, types};
        double moment = 0;
        for (const auto& stack : result.placed.stacks)
            moment += devices[static_cast<std::size_t>(stack.type[1] - '0')].second *
                      (*stack.number - 1 + stack.height / 2);
        EXPECT_NEAR(moment, least_moment(devices), 1e-3) << seed;
    }
}

// Four units at 2 would take 3, which is taken; the others are no units of the rack, or none of a device of that height.
TEST(Place, RefusesAUnitAtWhichTheDeviceCannotStand) {
    const std::string fixed = std::string{kFrame} + "[[device]]\nid = \"f\"\ntype = \"l\"\nu = 3\n";
    const auto types = type("l", 1, 5, 100) + type("h", 4, 60, 200);
    for (const char* u : {"2", "3", "99", "2.5", "10", "0", "-1"}) {
        const Placing result{std::string{"id,type,u\nx,h,"} + u + '\n', types, fixed};
        EXPECT_THAT(result.codes(), ElementsAre("E0460")) << u;
        const Placing beside{std::string{"id,type,u\nx,h,"} + u + "\ny,l,\n", types, fixed};
        EXPECT_THAT(beside.codes(), ElementsAre("E0460")) << u;
    }
    const Placing free{"id,type,u\nx,h,9\n", types, fixed};
    EXPECT_THAT(free.codes(), IsEmpty());
    EXPECT_THAT(free.where(), ElementsAre("9:x"));
}

// A device that fits nowhere is no placing, also where nothing else is to be placed.
TEST(Place, FindsNoneWhereADeviceFitsNowhere) {
    const Placing alone{"id,type\nx,h\n", type("h", 13, 60, 200)};
    EXPECT_THAT(alone.codes(), IsEmpty());
    EXPECT_EQ(alone.placed.status, lp::Status::infeasible);
    EXPECT_TRUE(alone.placed.design.empty());
}

TEST(Place, SaysWhichColumnsNothingReads) {
    const Placing result{"id,type,weight,colour,weight_lb\nx,l,500,red,20\n", type("l", 1, 5, 100)};
    EXPECT_THAT(result.codes(), ElementsAre("E0462", "E0462", "E0462"));
    EXPECT_FALSE(result.diagnostics.has_errors());
    EXPECT_THAT(render(result.diagnostics.sorted(), Language::en),
                testing::HasSubstr("did you mean \"weight_kg\"?"));
    EXPECT_EQ(result.placed.status, lp::Status::optimal);
}

// 300 W stand on L1; of 3,000 W each of the two cords is dealt by itself, beside 2 × 1,000 and 2 × 300 W: 2,100, 2,000 and
// 1,800 VA, or better by no deal.
TEST(Place, DealsSupplyBySupplyBesideWhatStandsThere) {
    auto two = type("h", 4, 80, 3000);
    two.replace(two.find("psu_count = 1"), 13, "psu_count = 2");
    const auto types = two + type("m", 2, 30, 1000) + type("l", 1, 8, 300);
    const std::string fixed = std::string{kFrame} +
                              "[[device]]\nid = \"f\"\ntype = \"l\"\nu = 3\nfeeds = [\"A\"]\n"
                              "phases = [\"L1\"]\n";
    const Placing result{"id,type,count,feeds\nh,h,1,A\nm,m,2,A\nl,l,2,A\n", types, fixed};
    EXPECT_THAT(result.codes(), IsEmpty()) << render(result.diagnostics.sorted(), Language::en);
    EXPECT_NEAR(result.placed.imbalance, (5900 / 3.0 - 1800) / (5900 / 3.0), 1e-6);
    Diagnostics faults;
    const auto design = load({"rack.toml", result.placed.design}, {{"types.toml", types}}, faults);
    auto phases = check(design).totals.feeds[0].phases_va;
    std::sort(phases.begin(), phases.end());
    EXPECT_THAT(phases, ElementsAre(testing::DoubleNear(1800, 1), testing::DoubleNear(2000, 1),
                                    testing::DoubleNear(2100, 1)));
    // The schedule lays each cord on its own phase.
    double on_phases = 0;
    for (const auto& load : power_tree(design).loads)
        if (load.part == PowerPart::phase) on_phases = std::max(on_phases, load.load);
    EXPECT_NEAR(on_phases, 2100 / (400 / std::numbers::sqrt3), 1e-3);
}

// 1,000 W at power factors of 1 and of 0.5 are 1,000 and 2,000 VA: one of each on each phase, 13 A, and none above 16 A.
TEST(Place, BalancesWhatBreakersBear) {
    const auto types = type("pf1", 1, 8, 1000) + type("pf5", 1, 8, 1000, "power_factor = 0.5\n");
    const Placing result{"id,type,count,feeds\na,pf1,3,A\nb,pf5,3,A\n", types};
    EXPECT_NEAR(result.placed.imbalance, 0, 1e-6);
    Diagnostics faults;
    const auto design = load({"rack.toml", result.placed.design}, {{"types.toml", types}}, faults);
    EXPECT_THAT(check(design).totals.feeds.at(0).phases_va,
                testing::Each(testing::DoubleNear(3000, 1e-6)));
}

// Two devices of 6,000 VA hang on A and B, two of 3,000 VA on A alone. Without B each phase of A bears 6,000 VA at best:
// with nothing lost 3,000, 3,000 and 6,000, where two cords of A and B on one phase would be as even, but bear 12,000 VA.
TEST(Place, BalancesAPhaseForTheLossOfAnotherFeed) {
    auto two = type("d", 1, 8, 6000);
    two.replace(two.find("psu_count = 1"), 13, "psu_count = 2");
    const auto types = two + type("s", 1, 8, 3000);
    const std::string frame =
        std::string{kFrame} + "[[feed]]\nid = \"B\"\nvolts_ll = 400\nphases = 3\namps = 32\n";
    const Placing result{"id,type,count,feeds\nd,d,2,A;B\ns,s,2,A\n", types, frame};
    Diagnostics faults;
    const auto design = load({"rack.toml", result.placed.design}, {{"types.toml", types}}, faults);
    EXPECT_FALSE(faults.has_errors());
    double most = 0;
    for (const auto& load : power_tree(design).loads)
        if (load.part == PowerPart::phase && load.above == "A") most = std::max(most, load.worst);
    EXPECT_NEAR(most, 6000 / (400 / std::numbers::sqrt3), 1e-6);
}

// Two supplies on one feed and two names: one cord on each; two devices with two names: one device on each.
TEST(Place, MoreNamesThanDevicesAreOfTheirSupplies) {
    auto two = type("h", 2, 80, 3000);
    two.replace(two.find("psu_count = 1"), 13, "psu_count = 2");
    const auto phases = [&](const std::string& device) {
        Diagnostics faults;
        const auto design = load({"rack.toml", std::string{kFrame} +
                                                   "[[device]]\nid = \"d\"\ntype = \"h\"\n"
                                                   "u = 1\nfeeds = [\"A\"]\n" +
                                                   device},
                                 {{"types.toml", two}}, faults);
        EXPECT_FALSE(faults.has_errors());
        return check(design).totals.feeds.at(0).phases_va;
    };
    const auto near = [](double va) { return testing::DoubleNear(va, 1e-6); };
    EXPECT_THAT(phases("phases = [\"L1\", \"L2\"]\n"),
                ElementsAre(near(1500), near(1500), near(0)));
    EXPECT_THAT(phases("phases = [\"L3\"]\n"), ElementsAre(near(0), near(0), near(3000)));
    EXPECT_THAT(phases("count = 2\nphases = [\"L1\", \"L2\"]\n"),
                ElementsAre(near(3000), near(3000), near(0)));
    EXPECT_THAT(phases("count = 2\nphases = [\"L1\", \"L2\", \"L3\"]\n"),
                ElementsAre(near(3000), near(1500), near(1500)));
}

}  // namespace
}  // namespace jarip::rack
