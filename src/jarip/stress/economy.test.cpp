// Economies by their money flows, on known answers: the adaptive regional input–output model.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "fixtures/production.hpp"
#include "jarip/core/table.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {
namespace {

const std::string kCases = "tests/known/stress/";

// The largest |production − expected| ÷ baseline over all nodes and days of expected.csv.
double largest_fault(const Network& network, const Run& run, const std::string& file) {
    Diagnostics diagnostics;
    const Table expected = parse_csv(read_file(file), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(expected.row_count(), run.days.size());
    EXPECT_EQ(expected.columns().size(), network.nodes.size() + 1);
    double largest = 0;
    for (std::size_t day = 0; day < run.days.size(); ++day) {
        EXPECT_EQ(expected.cell(day, 0), format_date(run.days[day].date));
        for (std::size_t n = 0; n < run.nodes.size(); ++n) {
            const auto column = expected.column(id_of(network, run.nodes[n].node));
            const auto value = read_number(expected, day, column.value(), diagnostics);
            const double fault =
                std::abs(run.production[day * run.nodes.size() + n] - value.value());
            largest = std::max(largest, fault / run.nodes[n].baseline);
        }
    }
    return largest;
}

class KnownEconomy : public testing::TestWithParam<const char*> {
protected:
    const std::string folder = kCases + GetParam();
};

TEST_P(KnownEconomy, EveryNodeOnEveryDayAgreesWithThePublishedModel) {
    const auto network = network::load(folder);
    const auto run = simulate(network, "", {.keep_production = true});
    EXPECT_LE(largest_fault(network, run, folder + "/expected.csv"), 1e-9);
}

TEST_P(KnownEconomy, TheOtherWayOfOrderingGivesAnotherAnswer) {
    auto network = network::load(folder);
    network.stress.adaptive = !network.stress.adaptive.value();
    const auto run = simulate(network, "", {.keep_production = true});
    EXPECT_GT(largest_fault(network, run, folder + "/expected.csv"), 1e-3);
}

TEST_P(KnownEconomy, NothingMovesWhereNothingHappens) {
    auto network = network::load(folder);
    network.availability.clear();
    for (const bool adaptive : {false, true}) {
        network.stress.adaptive = adaptive;
        const auto run = simulate(network, "", {.days = 365, .keep_production = true});
        for (std::size_t i = 0; i < run.production.size(); ++i)
            EXPECT_NEAR(run.production[i] / run.nodes[i % run.nodes.size()].baseline, 1, 1e-12);
        EXPECT_EQ(run.lost, 0);
        EXPECT_EQ(run.first_loss_day, std::nullopt);
        EXPECT_EQ(run.recovered_day, std::nullopt);
        EXPECT_TRUE(run.starved.empty());
    }
}

TEST_P(KnownEconomy, AllScenariosOnOneThreadOrTwoGiveTheSameBytes) {
    const auto network = network::load(folder);
    Options options{.keep_production = true};
    options.run.threads = 1;
    const auto alone = simulate_all(network, options);
    options.run.threads = 2;
    const auto together = simulate_all(network, options);
    ASSERT_EQ(alone.size(), together.size());
    ASSERT_FALSE(alone.empty());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(alone[i].scenario, together[i].scenario);
        EXPECT_EQ(alone[i].production, together[i].production);
    }
}

INSTANTIATE_TEST_SUITE_P(Ario, KnownEconomy, testing::Values("ario-medium", "ario-fixed"),
                         [](const auto& tested) { return std::string{tested.param + 5}; });

// A makes for B, B for people and for C, which sells nothing.
Network three_nodes() {
    Network network;
    network.kind = network::Kind::flows;
    network.home = network.countries.add({"X"});
    network.horizon = {Day{}, Day{} + std::chrono::days{30}};
    const auto node = [&](const char* id, double final_demand) {
        return network.nodes.add({id, id, network.home, final_demand, {}});
    };
    const auto a = node("A", 0);
    const auto b = node("B", 6);
    const auto c = node("C", 0);
    network.links = {{a, b, 5}, {b, c, 4}};
    return network;
}

TEST(Economy, PurchasesOfWhoSellsNothingAreFinalDemand) {
    const Chain chain = chain_of(three_nodes()).chain;
    EXPECT_EQ(chain.baseline, (std::vector<double>{5, 10, 0}));
    EXPECT_EQ(chain.final_demand, (std::vector<double>{0, 10, 0}));
    EXPECT_EQ(chain.slot_baseline, std::vector<double>{5});
    EXPECT_EQ(chain.slot_begin, (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(Economy, AnIdleNodeHasNoLowestLevel) {
    const auto run = simulate(three_nodes(), "");
    EXPECT_EQ(run.lowest[0], 1);
    EXPECT_EQ(run.lowest[2], std::nullopt);
}

// By hand: A's output falls to nothing on day 3 for good. B holds 2 days of 5 (target_days = 2) and with
// ψ = 0.5 needs one day in stock: it has 10 on day 3 and uses 5, on day 4 the last 5, and stops on day 5.
TEST(Economy, AFirmStopsWhenItsStockIsUsedUp) {
    auto network = three_nodes();
    network.stress.target_days = 2;
    network.stress.psi = 0.5;
    network::Event event;
    event.id = "out";
    event.kind = network::EventKind::capacity_cut;
    event.target.kind = network::TargetKind::node;
    event.target.node = network::NodeId{0};
    event.start = network.horizon.first + std::chrono::days{3};
    event.days = 100;
    network.scenarios = {{"borders-closed", {}, true}, {"a-out", {event}, false}};
    const auto run = simulate_all(network, {.days = 8, .keep_production = true})[1];
    std::vector<double> b;
    for (std::size_t day = 0; day < 8; ++day) b.push_back(run.production[day * 3 + 1]);
    EXPECT_EQ(b, (std::vector<double>{10, 10, 10, 10, 10, 0, 0, 0}));
    ASSERT_EQ(run.starved.size(), 1);
    EXPECT_EQ(id_of(network, run.starved[0].node), "B");
    EXPECT_EQ(id_of(network, run.starved[0].of), "A");
    EXPECT_EQ(run.starved[0].day, 5);
    EXPECT_EQ(run.lost, 5 * 5 + 10 * 3);
}

// In an economy a firm loses as well where it is hit itself, where a way from it is cut, or where less is asked of it. The mine of the
// other country serves the mill, which serves it and people at home.
TEST(Economy, TheFirstLossBeginsWithWhoeverLosesMost) {
    const auto first_of = [](const std::string& event) {
        const auto network = network::load(Folder::of(
            {{"model.toml",
              "name = \"e\"\nkind = \"flows\"\nper = \"day\"\nhome = \"KR\"\nstart = 2025-01-01\n"
              "end = 2025-01-31\n"},
             {"nodes.csv",
              "node,sector,country,final_demand,assumed\nmill,steel,KR,10,true\n"
              "mine,ore,AU,8,true\n"},
             {"flows.csv", "supplier,buyer,value,assumed\nmine,mill,4,true\nmill,mine,1,true\n"},
             {"events.csv", "scenario,event,kind,target,start,days,severity,assumed\ns,e," + event +
                                ",true\n"}}));
        const auto run = simulate(network, "s");
        EXPECT_EQ(id_of(network, run.hit.value().first_loser.value()), "mill");
        EXPECT_TRUE(run.cause.empty());
        std::string said = std::to_string(static_cast<int>(run.hit->what));
        for (const auto& node : run.hit->suppliers) said += ' ' + id_of(network, node);
        for (const auto& each : run.hit->events) said += ' ' + each;
        return said + ' ' + std::to_string(run.first_loss_day.value());
    };
    EXPECT_EQ(first_of("capacity_cut,node:mill,2025-01-04,9,0.5"), "0 mill e 3");
    EXPECT_EQ(first_of("lane_cut,mill>mine,2025-01-04,9,1"), "1 mill e 3");
    EXPECT_EQ(first_of("demand_surge,node:mill,2025-01-04,9,-0.5"), "3 e 3");
    // The mine orders less the day after.
    EXPECT_EQ(first_of("capacity_cut,node:mine,2025-01-04,9,0.5"), "3 mine e 4");
}

// mine -> mill -> people; the mine sells to the mill only.
Network mine_and_mill(const std::string& stress, const std::string& event) {
    return network::load(Folder::of(
        {{"model.toml",
          "name = \"e\"\nkind = \"flows\"\nper = \"day\"\nhome = \"KR\"\nstart = 2025-01-01\nend = "
          "2025-02-28\n\n[stress]\n" +
              stress},
         {"nodes.csv",
          "node,sector,country,final_demand,assumed\nmine,ore,KR,0,true\nmill,steel,KR,10,true\n"},
         {"flows.csv", "supplier,buyer,value,assumed\nmine,mill,4,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,assumed\ns,e," + event + ",true\n"}}));
}

// What the mill makes on so many days.
std::vector<double> mill(const std::string& stress, const std::string& event, int days) {
    return fixtures::simulated(mine_and_mill(stress, event), "s", days).made_by("mill");
}

// By hand: half of the mill is gone on days 0 to 3, so that it makes 5 of 10. Without overtime what it owes, 20, can never
// be made good. With overtime (tau_alpha = 1) it is, as the rule of one node says, written out below.
TEST(Backlog, IsMadeGoodWithOvertimeAndKeptWithout) {
    const std::string half = "capacity_cut,mill,2025-01-01,4,0.5";
    const std::string settings = "unmet = \"backlog\"\ntau_alpha = 1\npsi = 0\n";
    const auto none = mill(settings + "alpha_max = 1\n", half, 50);
    for (std::size_t day = 0; day < 50; ++day) EXPECT_DOUBLE_EQ(none[day], day < 4 ? 5 : 10) << day;

    const auto some = mill(settings + "alpha_max = 1.25\n", half, 50);
    double backlog = 0;
    double made = 10;
    double alpha = 1;
    double all = 0;
    for (std::size_t day = 0; day < 50; ++day) {
        const double asked = 10 + backlog;
        const double zeta = (asked - made) / asked;
        if (day >= 2)
            alpha = std::max(1.0, alpha + (zeta == 0 ? 1 - alpha : (1.25 - alpha) * zeta));
        made = std::min(asked, 10 * alpha * (day < 4 ? 0.5 : 1));
        backlog = asked - made;
        all += made;
        ASSERT_NEAR(some[day], made, 1e-9) << day;
    }
    EXPECT_NEAR(all + backlog, 500, 1e-9);  // nothing is lost
    EXPECT_LT(backlog, 2);                  // of 20

    // By default what was missed is lost: 10 less on the first days, and no more than 10 afterwards.
    const auto lost = mill("tau_alpha = 1\n", half, 50);
    for (std::size_t day = 4; day < 50; ++day) ASSERT_DOUBLE_EQ(lost[day], 10) << day;
}

TEST(Backlog, NothingMovesAtRest) {
    const auto run =
        simulate(mine_and_mill("unmet = \"backlog\"\n", "capacity_cut,mill,2025-01-01,0,0"), "",
                 {.days = 10'000, .keep_production = true});
    for (const double made : run.production) ASSERT_TRUE(made == 10 || made == 4);
}

// By hand: the mine is gone; with n days of ore, of which none is held back (psi = 0), the mill makes on for n days.
TEST(Sectors, HaveStocksOfTheirOwn) {
    const std::string gone = "site_down,mine,2025-01-01,50,1";
    const std::string all = "psi = 0\ntarget_days = 7\n";
    const auto days_of = [&](const std::string& stress) {
        return simulate(mine_and_mill(stress, gone), "s", {.days = 40}).first_loss_day;
    };
    // The mine itself is at home and makes less at once: what counts is when the mill does.
    const auto mill_stops = [&](const std::string& stress) {
        const auto made = mill(stress, gone, 40);
        return std::ranges::find_if(made, [](double units) { return units < 10; }) - made.begin();
    };
    EXPECT_EQ(days_of(all), 0);
    EXPECT_EQ(mill_stops(all), 7);
    EXPECT_EQ(mill_stops(all + "[stress.sectors.ore]\ntarget_days = 20\n"), 20);
    EXPECT_EQ(mill_stops(all + "[stress.sectors.steel]\ntarget_days = 20\n"), 7);
    EXPECT_THROW((void)mine_and_mill(all + "[stress.sectors.or]\ntarget_days = 20\n", gone), Error);
    EXPECT_THROW((void)mine_and_mill(all + "[stress.sectors.ore]\ntarget_days = 0.5\n", gone),
                 Error);
    EXPECT_THROW((void)mine_and_mill(all + "[stress.sectors.ore]\ndays = 5\n", gone), Error);
}

// By hand: with overtime of a half, reached at once, the mill serves a surge of 40 %; with none it makes 10.
TEST(Sectors, HaveOvertimeOfTheirOwn) {
    const std::string surge = "demand_surge,mill,2025-01-03,30,0.4";
    const std::string all = "tau_alpha = 1\nalpha_max = 1\npsi = 0\n";
    const auto made = [&](const std::string& stress) { return mill(stress, surge, 20)[2]; };
    EXPECT_DOUBLE_EQ(made(all), 10);
    // On the first day of it 14 are asked and 10 were made before: 1 + 2 · 4/14 of capacity.
    EXPECT_NEAR(made(all + "[stress.sectors.steel]\nalpha_max = 3\n"), 14, 1e-9);
    EXPECT_NEAR(made(all + "[stress.sectors.steel]\nalpha_max = 1.5\n"), 10 * (1 + 0.5 * 4 / 14),
                1e-9);
    EXPECT_DOUBLE_EQ(made(all + "[stress.sectors.ore]\nalpha_max = 3\n"), 10);
}

}  // namespace
}  // namespace jarip::stress
