// What is destroyed and rebuilt, and what is owed: by hand and against the rules written out once more.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "fixtures/production.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using fixtures::made_by;

std::string flows_model(const std::string& stress) {
    return "name = \"e\"\nkind = \"flows\"\nper = \"day\"\nhome = \"KR\"\nstart = 2025-01-01\nend = "
           "2025-04-30\n\n[stress]\n" +
           stress;
}

// mine -> mill -> people.
Network mine_and_mill(const std::string& stress, const std::string& event) {
    return network::load(Folder::of(
        {{"model.toml", flows_model(stress)},
         {"nodes.csv",
          "node,sector,country,final_demand,assumed\nmine,ore,KR,0,true\nmill,steel,KR,10,true\n"},
         {"flows.csv", "supplier,buyer,value,assumed\nmine,mill,4,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,recovery,recovery_days,rebuild_cost,"
          "rebuild_with,assumed\ns,e," +
              event + ",true\n"}}));
}

// The rule of the two nodes, written out: half of the mine is destroyed, worth 100, and the mill rebuilds it.
TEST(Rebuilding, FollowsThePublishedRule) {
    const auto network = mine_and_mill("tau_alpha = 1\npsi = 0\n",
                                       "capacity_cut,mine,2025-01-01,3,0.5,rebuild,20,100,steel=1");
    const auto run = simulate(network, "s", {.days = 120, .keep_production = true});
    const auto mine = made_by(network, run, "mine");
    const auto mill = made_by(network, run, "mill");
    const double target = 90;
    double left = 100;
    double stock = target;
    double order = 4;
    double alpha[2] = {1, 1};
    double before[2] = {4, 10};
    for (std::size_t day = 0; day < 120; ++day) {
        const double rebuild = day < 3 ? 0 : left / 20;
        const double asked[2] = {order, 10 + rebuild};
        const double there[2] = {4 * (1 - 0.5 * left / 100), 10};
        double wanted[2];
        for (int n = 0; n < 2; ++n) {
            if (day >= 2) {
                const double zeta = (asked[n] - before[n]) / asked[n];
                alpha[n] =
                    std::max(1.0, alpha[n] + (zeta == 0 ? 1 - alpha[n] : (1.25 - alpha[n]) * zeta));
            }
            wanted[n] = std::min(asked[n], there[n] * alpha[n]);
        }
        before[0] = wanted[0];
        before[1] = wanted[1] * std::min(1.0, stock / (wanted[1] / 10));
        ASSERT_NEAR(mine[day], before[0], 1e-9) << day;
        ASSERT_NEAR(mill[day], before[1], 1e-9) << day;
        left -= rebuild * before[1] / asked[1];
        stock = std::max(0.0, stock - before[1] / 10) + order * before[0] / asked[0] / 4;
        order = 4 * (before[1] / 10 + std::max(0.0, target * wanted[1] / 10 - stock) / 60);
    }
    ASSERT_EQ(run.rebuilt.size(), 1);
    EXPECT_EQ(run.rebuilt[0].event, "e");
    EXPECT_EQ(run.rebuilt[0].cost, 100);
    EXPECT_GE(run.rebuilt[0].rebuilt, 100 - left - 1e-9);  // the run goes on until recovery
    EXPECT_LT(run.rebuilt[0].rebuilt, 100);
}

// Nobody else wants what the builder makes and it can make all: (1 - 1/10)^t is left after t days.
TEST(Rebuilding, FallsByItsRateWhereAllThatIsOrderedIsSent) {
    const auto network = network::load(Folder::of(
        {{"model.toml", flows_model("alpha_max = 1\n")},
         {"nodes.csv",
          "node,sector,country,final_demand,assumed\na,A,KR,10,true\nb,B,KR,1000000,true\n"},
         {"flows.csv", "supplier,buyer,value,assumed\nb,b,1,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,recovery,recovery_days,rebuild_cost,"
          "rebuild_with,assumed\ns,e,site_down,a,2025-01-01,5,1,rebuild,10,0.001,B=1,true\n"}}));
    const auto run = simulate(network, "s", {.days = 100, .keep_production = true});
    const auto made = made_by(network, run, "a");
    for (std::size_t day = 0; day < 100; ++day) {
        const double left = day < 5 ? 1 : std::pow(0.9, static_cast<double>(day) - 5);
        EXPECT_NEAR(made[day], 10 * (1 - left), 1e-6) << day;
    }
    // 0.9^43 = 0.0108, 0.9^44 = 0.0097: days 5 to 48 have rebuilt 44 times.
    EXPECT_EQ(run.rebuilt[0].day, 48);
}

TEST(Rebuilding, NeedsACostATimeAndMakers) {
    for (const char* event : {"capacity_cut,mine,2025-01-01,3,0.5,rebuild,20,,steel=1",
                              "capacity_cut,mine,2025-01-01,3,0.5,rebuild,0,100,steel=1",
                              "capacity_cut,mine,2025-01-01,3,0.5,rebuild,20,100,steel=0.5",
                              "stock_loss,mine,2025-01-01,3,0.5,rebuild,20,100,steel=1",
                              "capacity_cut,mine,2025-01-01,3,0.5,rebuild,20,100,stel=1",
                              "capacity_cut,mine,2025-01-01,3,0.5,rebuild,20,100,steel"})
        EXPECT_THROW((void)mine_and_mill("", event), Error) << event;
}

// A maker of tools with 8 of its 10 a day sold; a works whose half is destroyed, worth 400, at 10 a tool.
Network works(const std::string& priority, const std::string& with = "tool") {
    const std::string ten = "304.1666666666667";
    return network::load(Folder::of(
        {{"model.toml",
          "name = \"w\"\nhome = \"KR\"\nproduct = \"x\"\nstart = 2025-01-01\nend = "
          "2025-12-31\n\n[stress]\nramp_per_day = 1\n"},
         {"sites.csv", "site,company,country\nkr,kco,KR\njp,jco,JP\n"},
         {"items.csv",
          "item,unit,price,assumed\nx,piece,100,true\ntool,piece,10,true\n"
          "crane,piece,10,true\n"},
         {"processes.csv",
          "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,assumed\n"
          "mx,kr,x,," +
              ten + ",1,1,0,true\nmt,jp,tool,," + ten + ",1,1,0,true\n"},
         {"lanes.csv", "origin,destination,item,transit_days,cost,assumed\n*,*,*,0,1,true\n"},
         {"demand.csv",
          "demand,site,item,date,quantity,every,priority,assumed\n"
          "dk,country:KR,x,2025-01-01," +
              ten +
              ",month,0,true\ndt,country:JP,tool,2025-01-01,243.33333333333334,month,1,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,recovery,recovery_days,rebuild_cost,"
          "rebuild_with,rebuild_priority,assumed\n"
          "s,e,capacity_cut,site:kr,2025-01-11,0,0.5,rebuild,4,400," +
              with + "=1," + priority + ",true\n"}}));
}

// 40 tools are to come. Served last they get the 2 a day that others leave; served first all that is made, which is
// ordered at left / 4 a day.
TEST(Rebuilding, IsServedByItsPriority) {
    const auto run_of = [](const std::string& priority) {
        return fixtures::simulated(works(priority), "s", 60);
    };
    const auto last = run_of("0");
    const auto first = run_of("2");
    const auto x_last = last.made_by("mx");
    const auto x_first = first.made_by("mx");
    const auto sold = last.made_by("dt");
    double left_last = 40;
    double left_first = 40;
    for (std::size_t day = 10; day < 60; ++day) {
        EXPECT_NEAR(x_last[day], 10 * (1 - 0.5 * left_last / 40), 1e-6) << day;
        EXPECT_NEAR(x_first[day], 10 * (1 - 0.5 * left_first / 40), 1e-6) << day;
        EXPECT_NEAR(sold[day], 8, 1e-6) << day;
        left_last -= std::min(2.0, left_last / 4);
        left_first -= std::min(10.0, left_first / 4);
    }
    const auto missed = first.made_by("dt");
    EXPECT_LT(*std::ranges::min_element(missed), 1);
    // At rest before the event, to the last bit.
    for (std::size_t day = 0; day < 10; ++day)
        EXPECT_EQ(x_last[day], last.run.nodes[1].baseline) << day;
}

// One event hits two works, of which the second sells twice as much: of the 300 it has lost 200. Each is rebuilt by its own supplier
// of machines: the first one's sends all that is ordered, (1 - 1/10)^t; the second one's makes 1 a day at most, 54 in 54 days.
TEST(Rebuilding, OfEachNodeIsItsOwn) {
    const auto network = network::load(Folder::of(
        {{"model.toml", flows_model("alpha_max = 1\npsi = 0\n")},
         {"nodes.csv",
          "node,sector,country,final_demand,assumed\na,A,KR,10,true\nb,A,KR,20,true\n"
          "m,M,KR,1000000000,true\nn,M,KR,0,true\n"},
         {"flows.csv", "supplier,buyer,value,assumed\nm,a,1,true\nn,b,1,true\n"},
         {"events.csv",
          "scenario,event,kind,target,start,days,severity,recovery,recovery_days,rebuild_cost,"
          "rebuild_with,assumed\ns,e,capacity_cut,sector:A,2025-01-01,5,0.5,rebuild,10,300,M=1,"
          "true\n"}}));
    const auto run = simulate(network, "s", {.days = 60, .keep_production = true});
    const auto a = made_by(network, run, "a");
    const auto b = made_by(network, run, "b");
    for (std::size_t day = 0; day < 60; ++day) {
        const double left = day < 5 ? 1 : std::pow(0.9, static_cast<double>(day) - 5);
        EXPECT_NEAR(a[day], 10 * (1 - 0.5 * left), 1e-6) << day;
    }
    EXPECT_LE(b.back(), 20 * (1 - 0.5 * (200 - 54) / 200));
    EXPECT_GT(b.back(), 10.5);
}

TEST(Rebuilding, OfWhatNobodyMakesIsNamed) {
    const auto network = works("0", "crane");
    const auto run = simulate(network, "s", {.days = 60, .keep_production = true});
    ASSERT_EQ(run.rebuilt.size(), 1);
    EXPECT_EQ(run.rebuilt[0].nobody_makes, (std::vector<std::string>{"crane"}));
    EXPECT_EQ(run.rebuilt[0].rebuilt, 0);
    EXPECT_EQ(run.rebuilt[0].day, std::nullopt);
    EXPECT_NEAR(made_by(network, run, "mx").back(), 5, 1e-6);
}

// x takes three days to its customer; the maker, out for five days, can make twice what is sold.
TEST(Backlog, OfRecipesIsMadeGoodAndNothingIsOrderedTwice) {
    const auto run_of = [](const std::string& unmet) {
        auto network = network::load(Folder::of(
            {{"model.toml",
              "name = \"b\"\nhome = \"KR\"\nproduct = \"x\"\nstart = 2025-01-01\nend = "
              "2025-12-31\n\n[stress]\nramp_per_day = 1\nunmet = \"" +
                  unmet + "\"\n"},
             {"sites.csv", "site,company,country\nkr,kco,KR\njp,jco,JP\n"},
             {"items.csv", "item,unit,price,assumed\nx,piece,100,true\n"},
             {"processes.csv",
              "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,"
              "assumed\nmx,jp,x,,608.3333333333334,1,1,0,true\n"},
             {"lanes.csv", "origin,destination,item,transit_days,cost,assumed\n*,*,*,3,1,true\n"},
             {"demand.csv",
              "demand,site,item,date,quantity,every,assumed\n"
              "dk,country:KR,x,2025-01-01,304.1666666666667,month,true\n"},
             {"events.csv",
              "scenario,event,kind,target,start,days,severity,assumed\n"
              "s,e,site_down,site:jp,2025-01-11,5,1,true\n"}}));
        return fixtures::simulated(std::move(network), "s", 100);
    };
    const auto kept = run_of("backlog");
    const auto lost = run_of("lost");
    const auto all = [](const std::vector<double>& made) { return sum(made); };
    // Whoever is out for five days is asked again the day after it is back: six days of orders fall away.
    EXPECT_NEAR(all(lost.made_by("dk")), 940, 1e-6);
    EXPECT_EQ(lost.run.backlog, std::nullopt);
    EXPECT_NEAR(all(kept.made_by("dk")), 1000, 1e-6);
    EXPECT_NEAR(kept.run.backlog.value(), 0, 1e-9);
    EXPECT_NEAR(kept.run.lost, lost.run.lost, 1e-6);  // late is late
    const auto made = kept.made_by("mx");
    EXPECT_NEAR(all(made), 1000, 1e-6);
    EXPECT_LE(*std::ranges::max_element(made), 20 + 1e-9);
    EXPECT_NEAR(made.back(), 10, 1e-9);
    const auto got = kept.made_by("dk");
    EXPECT_LE(*std::ranges::max_element(got), 20 + 10 + 1e-9);
}

TEST(Sectors, HaveAnOvertimeAndAReserveOfTheirOwn) {
    const std::string cut = "capacity_cut,mine,2025-01-01,100,0.5,step,0,,";
    const auto made = [&](const std::string& stress) {
        return fixtures::simulated(mine_and_mill(stress, cut), "s", 60).made_by("mine");
    };
    const std::string slow = "alpha_max = 1.25\npsi = 0\n";
    EXPECT_EQ(made(slow + "tau_alpha = 20\n"),
              made(slow + "[stress.sectors.ore]\ntau_alpha = 20\n"));
    EXPECT_NE(made(slow), made(slow + "[stress.sectors.ore]\ntau_alpha = 20\n"));
    // With less than nine tenths of its stock the mill makes less.
    const auto mill = [&](const std::string& stress) {
        return fixtures::simulated(mine_and_mill(stress, cut), "s", 60).made_by("mill");
    };
    EXPECT_EQ(mill("psi = 0.9\n"), mill("psi = 0\n[stress.sectors.steel]\nown_psi = 0.9\n"));
    EXPECT_NE(mill("psi = 0\n"), mill("psi = 0.9\n"));
}

}  // namespace
}  // namespace jarip::stress
