// Recipe networks at the steady plan: models/tiny-chain, by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "fixtures/production.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/supply.hpp"

namespace jarip::stress {
namespace {

using fixtures::place_of;

constexpr double kTolerance = 1e-9;
// A unit a month, in units a day: tiny-chain runs for a year of 12 months and 365 days.
constexpr double kPerDay = 12.0 / 365;

struct TinyChain {
    Network network = network::load("models/tiny-chain");
    plan::SteadyPlan month = plan::steady(network);
};

const Starved* starved(const Network& network, const Run& run, const std::string& node) {
    for (const Starved& starved : run.starved)
        if (id_of(network, starved.node) == node) return &starved;
    return nullptr;
}

void expect_starved(const Network& network, const Run& run, const std::string& node,
                    const std::string& of, int day) {
    const Starved* found = starved(network, run, node);
    ASSERT_NE(found, nullptr) << node;
    EXPECT_EQ(id_of(network, found->of), of) << node;
    EXPECT_EQ(found->day, day) << node;
}

TEST(Recipes, NodesAreTheProcessesThatRunAndTheDemandsThatAreServed) {
    const TinyChain tiny;
    const auto run = simulate(tiny.network, tiny.month, "", {.days = 1});
    std::vector<std::pair<std::string, double>> expected{
        {"board-daegu", 80}, {"board-fremont", 16}, {"chip-hsinchu", 384}, {"rack-fremont", 6},
        {"rack-paju", 6},    {"wafer-gumi", 48},    {"america", 8},        {"korea", 4}};
    ASSERT_EQ(run.nodes.size(), expected.size());
    for (std::size_t n = 0; n < expected.size(); ++n) {
        EXPECT_EQ(id_of(tiny.network, run.nodes[n].node), expected[n].first);
        EXPECT_NEAR(run.nodes[n].baseline, expected[n].second * kPerDay, kTolerance);
    }
    EXPECT_NEAR(run.days[0].delivered, 4 * kPerDay, kTolerance);
}

TEST(Recipes, NothingMovesWhereNothingHappens) {
    const TinyChain tiny;
    const auto run = simulate(tiny.network, tiny.month, "", {.keep_production = true});
    EXPECT_EQ(run.days.size(), 365);
    for (std::size_t i = 0; i < run.production.size(); ++i)
        EXPECT_NEAR(run.production[i] / run.nodes[i % run.nodes.size()].baseline, 1, 1e-12);
    EXPECT_EQ(run.first_loss_day, std::nullopt);
    EXPECT_TRUE(run.starved.empty());
}

// Daegu's board goes to Paju (48 of 80) and Fremont (32); Fremont's rack line draws on both board makers.
TEST(Recipes, SuppliersOfAPoolAreSharedByItsInflow) {
    const TinyChain tiny;
    Supply supply{tiny.network, tiny.month};
    const auto& network = tiny.network;
    for (const auto pool : network.pools.ids()) {
        const auto& [place, item] = network.pools[pool];
        if (network.items[item].id != "board" || !network.places[place].site.valid() ||
            network.sites[network.places[place].site].id != "fremont")
            continue;
        const auto& sources = supply.of(pool);
        ASSERT_EQ(sources.size(), 2);
        EXPECT_EQ(network.processes[sources[0].maker].id, "board-fremont");
        EXPECT_NEAR(sources[0].share, 16.0 / 48, kTolerance);
        EXPECT_TRUE(sources[0].way.empty());
        EXPECT_EQ(network.processes[sources[1].maker].id, "board-daegu");
        EXPECT_NEAR(sources[1].share, 32.0 / 48, kTolerance);
        EXPECT_EQ(sources[1].way.size(), 1);
        return;
    }
    FAIL() << "no pool of boards in Fremont";
}

// Borders closed from day 0, by hand, in units a month × days.
//
// Daegu loses Fremont (32 of its 80 boards) and all chips. It holds chips for 30 days × 80 = 2,400 boards, and 2 × 80
// arrive on days 0 and 1: 2,560. Paju ordered 48 boards for day 0, but sells to Korea alone, 4 racks, from day 0 on
// and so orders 32 from day 1 on: 2,560 − 48 = 2,512 = 78 × 32 + 16. Daegu runs on days 1…78, makes 16 on day 79 and
// is the first at home to starve.
//
// Paju holds boards for 10 days × 6 = 60 racks; 3 × 6 are on their way; then come 48 ÷ 8 = 6, 78 × 4 and 16 ÷ 8 = 2:
// 398 = 99 × 4 + 2. It runs on days 0…98, and makes 2 on day 99. (Its stock is above its target, 10 × 4, all the time
// that Daegu delivers, so it never orders more than it uses.)
//
// Korea gets the racks at the end of the day on which they are made and holds one day: 4 each on days 0…99, 2 on day
// 100, and nothing from then on: of 365 days it loses 2 and 264 × 4, 1,058.
TEST(Recipes, WithBordersClosedKoreaLastsAHundredDays) {
    const TinyChain tiny;
    const auto run =
        simulate(tiny.network, tiny.month, "borders-closed", {.keep_production = true});
    expect_starved(tiny.network, run, "board-daegu", "chip", 79);
    expect_starved(tiny.network, run, "rack-paju", "board", 99);
    expect_starved(tiny.network, run, "korea", "rack", 100);
    ASSERT_EQ(run.cause.size(), 3);
    EXPECT_EQ(id_of(tiny.network, run.cause[0].node), "korea");
    EXPECT_EQ(id_of(tiny.network, run.cause[1].node), "rack-paju");
    EXPECT_EQ(id_of(tiny.network, run.cause[2].node), "board-daegu");
    EXPECT_EQ(id_of(tiny.network, run.cause[2].of), "chip");
    EXPECT_EQ(run.first_loss_day, 100);
    EXPECT_EQ(run.threshold_day, 100);
    EXPECT_EQ(run.recovered_day, std::nullopt);
    for (std::size_t day = 0; day < 365; ++day)
        EXPECT_NEAR(run.days[day].delivered,
                    (day < 100    ? 4
                     : day == 100 ? 2
                                  : 0) *
                        kPerDay,
                    kTolerance)
            << day;
    EXPECT_NEAR(run.lost, 1058 * kPerDay, kTolerance);
    EXPECT_NEAR(run.lost_value, 1058 * kPerDay * 6000, kTolerance * 6000);
    const auto daegu = place_of(tiny.network, run, "board-daegu");
    const auto made = [&](std::size_t day) {
        return run.production[day * run.nodes.size() + daegu] / kPerDay;
    };
    EXPECT_NEAR(made(0), 48, 1e-6);
    EXPECT_NEAR(made(1), 32, 1e-6);
    EXPECT_NEAR(made(78), 32, 1e-6);
    EXPECT_NEAR(made(79), 16, 1e-6);
    EXPECT_NEAR(made(80), 0, 1e-6);
}

// TW>* banned for 90 days from 2025-03-01 (days 59…148), by hand.
//
// Fremont's board line gets its last chips on day 61 (sent on day 58) and holds 10 days at the start of day 62: it
// runs through day 71. Daegu gets its last on day 60 and holds 30 days at the start of day 61: it runs through day 90.
// Until then nobody in Korea lacks anything, but from day 72 on Fremont's rack line wants more of Daegu's boards than
// usual, and Paju gets fewer. Were it not so, Paju, with boards arriving through day 93 and 10 days of stock, would run
// through day 103 and Korea miss its first rack on day 105.
TEST(Recipes, TheStraitStarvesFremontFirstThenDaeguThenPaju) {
    const TinyChain tiny;
    const auto run = simulate(tiny.network, tiny.month, "strait");
    expect_starved(tiny.network, run, "board-fremont", "chip", 72);
    expect_starved(tiny.network, run, "board-daegu", "chip", 91);
    ASSERT_FALSE(run.starved.empty());
    EXPECT_EQ(id_of(tiny.network, run.starved[0].node), "board-fremont");
    ASSERT_TRUE(run.first_loss_day);
    EXPECT_GE(*run.first_loss_day, 91 + 3);
    EXPECT_LE(*run.first_loss_day, 105);
    const auto* paju = starved(tiny.network, run, "rack-paju");
    ASSERT_NE(paju, nullptr);
    EXPECT_EQ(id_of(tiny.network, paju->of), "board");
    EXPECT_EQ(*run.first_loss_day, paju->day + 1);
}

// The same with America's demand taken away: a single line, 5 racks a month, and all of it by hand. As above, Daegu
// runs through day 90, Paju through day 103, and Korea's loss begins on day 105.
//
// On day 149 the ban is over; Daegu orders chips for day 150 again; they are sent that day, arrive on day 152, are
// boards on day 153, in Paju on day 156, racks on day 157 and delivered on day 158. Lost are the 53 days 105…157.
TEST(Recipes, ASingleLineRecoversOnTheDayComputedByHand) {
    Network network = network::load("models/tiny-chain");
    for (const auto id : network.demands.ids()) {
        auto& demand = network.demands[id];
        if (demand.id != "america") continue;
        demand.wanted.clear();
        demand.total = 0;
    }
    const auto month = plan::steady(network);
    ASSERT_NEAR(month.rates.delivered_at_home, 5, 1e-6);
    const auto run = simulate(network, month, "strait");
    expect_starved(network, run, "board-daegu", "chip", 91);
    expect_starved(network, run, "rack-paju", "board", 104);
    expect_starved(network, run, "korea", "rack", 105);
    EXPECT_EQ(run.first_loss_day, 105);
    EXPECT_EQ(run.recovered_day, 158);
    EXPECT_NEAR(run.lost, 53 * 5 * kPerDay, 1e-6);
}

TEST(Recipes, MoreStockLastsLonger) {
    TinyChain tiny;
    int before = 0;
    for (const double days : {10, 20, 30, 60}) {
        tiny.network.stress.target_days = days;
        const auto run = simulate(tiny.network, tiny.month, "borders-closed");
        EXPECT_GT(run.threshold_day.value(), before);
        before = run.threshold_day.value();
    }
}

TEST(Recipes, AllScenariosAreTheSameBytesForAnyNumberOfThreads) {
    const TinyChain tiny;
    Options options{.keep_production = true};
    options.run.threads = 1;
    const auto alone = simulate_all(tiny.network, tiny.month, options);
    options.run.threads = 2;
    const auto together = simulate_all(tiny.network, tiny.month, options);
    ASSERT_EQ(alone.size(), 2);
    ASSERT_EQ(together.size(), 2);
    for (std::size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(alone[i].scenario, tiny.network.scenarios[i].id);
        EXPECT_EQ(alone[i].production, together[i].production);
    }
}

TEST(Recipes, AnUnknownScenarioIsAnError) {
    const TinyChain tiny;
    EXPECT_THROW((void)simulate(tiny.network, tiny.month, "strai"), Error);
}

}  // namespace
}  // namespace jarip::stress
