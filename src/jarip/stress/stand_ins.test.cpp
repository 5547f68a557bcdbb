// Other ways and other makers: chains worked by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixtures/production.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using fixtures::Simulated;

// p is made in Japan (and in the United States), x of it in Korea, where 10 a day are wanted.
struct Files {
    std::string stress;
    std::string event = "site_down,site:jp,,2025-01-11,60,1";
    std::string lanes = "*,*,*,0,1,true\n";
    std::string items;
    std::string recipes;
    std::string processes = "mu,us,p,,304.1666666666667,5,1,0,true\n";
    std::string demand;
    std::string stock = "kr,p,,1,true\n";
};

Network makers(const Files& files) {
    return network::load(Folder::of(
        {{"model.toml",
          "name = \"m\"\nhome = \"KR\"\nproduct = \"x\"\nstart = 2025-01-01\nend = "
          "2025-12-31\n\n[stress]\n" +
              files.stress},
         {"sites.csv", "site,company,country\nkr,kco,KR\njp,jco,JP\nus,uco,US\nde,dco,DE\n"},
         {"items.csv",
          "item,unit,price,assumed\np,piece,10,true\nx,piece,100,true\n" + files.items},
         {"recipes.csv", "recipe,slot,item,quantity,assumed\nrx,p,p,1,true\n" + files.recipes},
         {"processes.csv",
          "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,assumed\n"
          "mp,jp,p,,304.1666666666667,1,1,0,true\nmx,kr,x,rx,304.1666666666667,1,1,0,true\n" +
              files.processes},
         {"stock.csv", "site,item,quantity,target_days,assumed\n" + files.stock},
         {"lanes.csv", "origin,destination,item,transit_days,cost,assumed\n" + files.lanes},
         {"demand.csv",
          "demand,site,item,date,quantity,every,assumed\n"
          "dk,country:KR,x,2025-01-01,304.1666666666667,month,true\n" +
              files.demand},
         {"events.csv", "scenario,event,kind,target,item,start,days,severity,assumed\ns,e," +
                            files.event + ",true\n"}}));
}

Simulated run_of(const Files& files) { return fixtures::simulated(makers(files), "s", 200); }

void expect_days(const std::vector<double>& made, std::size_t first,
                 const std::vector<double>& expected) {
    for (std::size_t day = 0; day < first + expected.size() + 20; ++day) {
        const bool inside = day >= first && day < first + expected.size();
        EXPECT_NEAR(made[day], inside ? expected[day - first] : 10, 1e-6) << day;
    }
}

// jp stops on day 10, and kr has one day of p. After more than five days without, on day 15, us is asked, which starts a
// tenth of its lines a day: 1 is made on day 16 and used on day 17, and 10 on day 25.
TEST(OtherMakers, AreAskedAfterSomeDaysAndStartFromNothing) {
    const auto simulated = run_of({.stress = "search_days = 5\n"});
    const auto& run = simulated.run;
    expect_days(simulated.made_by("mx"), 11, {0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    EXPECT_NEAR(run.lost, 60 + 45, 1e-6);
    EXPECT_EQ(run.nodes.size(), 3);  // who stands by is none of them
    EXPECT_EQ(run.lowest.size(), 3);
    // Of us come 1 to 9 on the days 16 to 24 and 10 on those from 25 to 70, 505 in all at 10 each; conversion there costs 5 instead of 1.
    EXPECT_NEAR(run.stand_ins.value().value, 5050, 1e-6);
    EXPECT_NEAR(run.stand_ins.value().extra_cost, 505 * 4, 1e-6);
    EXPECT_FALSE(run_of({}).run.stand_ins);
    // Nobody searches: sixty days and the day on which the order was for nothing.
    EXPECT_NEAR(run_of({}).run.lost, 610, 1e-6);
}

TEST(OtherMakers, AreAskedForAShareOfWhatIsMissing) {
    const auto made =
        run_of({.stress = "search_days = 5\nsearch_share = 0.5\nramp_per_day = 1\n"}).made_by("mx");
    for (std::size_t day = 17; day < 70; ++day) EXPECT_NEAR(made[day], 5, 1e-6) << day;
    EXPECT_NEAR(made[75], 10, 1e-6);
}

// us makes 6 a day for z in Germany and can make 10: kr gets the 4 that are idle, and z misses nothing.
TEST(OtherMakers, GiveOnlyWhatTheirIdleLinesMake) {
    const auto simulated = run_of({.stress = "search_days = 0\nramp_per_day = 1\n",
                                   .lanes = "us,kr,p,0,9,true\njp,de,p,0,9,true\n*,*,*,0,1,true\n",
                                   .items = "z,piece,100,true\n",
                                   .recipes = "rz,p,p,1,true\n",
                                   .processes = "mu,us,p,,304.1666666666667,1,1,0,true\n"
                                                "mz,de,z,rz,304.1666666666667,1,1,0,true\n",
                                   .demand = "dd,country:DE,z,2025-01-01,182.5,month,true\n"});
    const auto x = simulated.made_by("mx");
    const auto z = simulated.made_by("mz");
    for (std::size_t day = 13; day < 70; ++day) {
        EXPECT_NEAR(x[day], 4, 1e-6) << day;
        EXPECT_NEAR(z[day], 6, 1e-6) << day;
    }
    EXPECT_NEAR(x[75], 10, 1e-6);
}

// What us needs for p nobody makes at the baseline either: its maker is called too.
TEST(OtherMakers, CallThoseWhomTheyNeed) {
    Files files{.stress = "search_days = 0\nramp_per_day = 1\n",
                .items = "q,piece,1,true\n",
                .recipes = "rp,q,q,2,true\n",
                .processes =
                    "mu,us,p,rp,304.1666666666667,5,1,0,true\n"
                    "mq,de,q,,608.3333333333334,1,1,0,true\n"};
    EXPECT_NEAR(run_of(files).made_by("mx")[69], 10, 1e-6);
    // With half of that it makes half.
    files.processes =
        "mu,us,p,rp,304.1666666666667,5,1,0,true\n"
        "mq,de,q,,304.1666666666667,1,1,0,true\n";
    EXPECT_NEAR(run_of(files).made_by("mx")[69], 5, 1e-6);
    // And where nobody can make it at all nothing comes.
    files.processes = "mu,us,p,rp,304.1666666666667,5,1,0,true\n";
    EXPECT_NEAR(run_of(files).made_by("mx")[69], 0, 1e-6);
}

TEST(OtherMakers, MustBeApproved) {
    auto network = makers({.stress = "search_days = 0\n"});
    for (const auto id : network.arcs.ids())
        if (network.places[network.pools[network.arcs[id].from].place].site.valid() &&
            network.sites[network.places[network.pools[network.arcs[id].from].place].site].id ==
                "us")
            network.arcs[id].approved = false;
    EXPECT_NEAR(simulate(network, "s", {.days = 200}).lost, 610, 1e-6);
}

const std::string kTwoWays =
    "jp,kr,p,2,1,true\njp,us,p,3,1,true\nus,kr,p,4,1,true\n*,*,x,0,1,true\n";

// The way to kr is closed from day 10 on. What was sent on day 9 is used on day 12. What goes by the United States from day 11 on
// is there on day 18 and used on day 19.
TEST(OtherWays, TakeWhatAClosedOneWouldBring) {
    const Files closed{.stress = "reroute = true\n",
                       .event = "lane_cut,jp>kr,,2025-01-11,60,1",
                       .lanes = kTwoWays,
                       .processes = {}};
    const auto simulated = run_of(closed);
    const auto& run = simulated.run;
    expect_days(simulated.made_by("mx"), 13, {0, 0, 0, 0, 0, 0});
    EXPECT_NEAR(run.lost, 60, 1e-6);
    // What is ordered on the days 10 to 69 goes over the United States: two units of freight instead of one.
    EXPECT_NEAR(run.stand_ins.value().value, 600 * 10, 1e-6);
    EXPECT_NEAR(run.stand_ins.value().extra_cost, 600, 1e-6);
    // The other way is closed too, or nobody looks for it.
    auto both = closed;
    both.event = "lane_cut,jp>*,,2025-01-11,60,1";
    EXPECT_NEAR(run_of(both).run.lost, 610, 1e-6);
    auto none = closed;
    none.stress = "";
    EXPECT_NEAR(run_of(none).run.lost, 610, 1e-6);
}

TEST(OtherWays, TakeTheShareThatIsClosed) {
    const auto simulated = run_of({.stress = "reroute = true\n",
                                   .event = "lane_cut,jp>kr,,2025-01-11,60,0.4",
                                   .lanes = kTwoWays,
                                   .processes = {}});
    expect_days(simulated.made_by("mx"), 13, {6, 6, 6, 6, 6, 6});
}

// Without jp from the first day on for 90 days, as above: 6 days of 10 and 9 + 8 + … + 1, at 100 each. Nobody searches: 91 days.
TEST(StandIns, StepInWhereAPartStandsStill) {
    const auto lost_without_jp = [](const std::string& stress) {
        const auto network = makers({.stress = stress});
        for (const auto& outage : outages(network, plan::steady(network), PartKind::site).list)
            if (id_of(network, outage.target) == "jp") return outage.lost_value;
        ADD_FAILURE();
        return 0.0;
    };
    EXPECT_NEAR(lost_without_jp("search_days = 5\n"), 10'500, 1e-6);
    EXPECT_NEAR(lost_without_jp(""), 91'000, 1e-6);
}

TEST(StandIns, MoveNothingAtRest) {
    const auto network = makers({.stress = "search_days = 0\nreroute = true\n"});
    const auto run = simulate(network, "", {.days = 1000, .keep_production = true});
    for (std::size_t i = 0; i < run.production.size(); ++i)
        ASSERT_EQ(run.production[i], run.nodes[i % run.nodes.size()].baseline);
}

}  // namespace
}  // namespace jarip::stress
