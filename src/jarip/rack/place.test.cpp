// Where devices are placed: the answers of small racks are worked by hand or by trying every order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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
    // 8,000 W: 3,000, 3,000 and 2,000 is best; the largest less the least is 1,000 of a mean of 2,667.
    EXPECT_NEAR(result.placed.imbalance, 1000 / (8000 / 3.0), 1e-6);
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

}  // namespace
}  // namespace jarip::rack
