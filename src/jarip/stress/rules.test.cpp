// Rules of the simulation on cases with known answers: tests/known/stress.
#include <gtest/gtest.h>
#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "fixtures/production.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain_fixture.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {
namespace {

using fixtures::made_by;
using fixtures::place_of;

const std::string kCases = "tests/known/stress/";

bool says(const std::vector<Diagnostic>& findings, const std::string& code) {
    return std::ranges::any_of(findings, [&](const auto& one) { return one.code == code; });
}

// ---- at rest ---------------------------------------------------------------------------------------

TEST(AtRest, AnEconomyStandsStillForTenThousandDaysWhateverItsSettings) {
    auto network = network::load(kCases + "rest-with-one-day");
    for (const double psi : {0.0, 0.5, 1.0})
        for (const double target : {1.0, 1.7, 90.0})
            for (const double tau : {1e-3, 0.5, 60.0})
                for (const bool adaptive : {false, true}) {
                    network.stress.psi = psi;
                    network.stress.target_days = target;
                    network.stress.tau_inventory = network.stress.tau_alpha = tau;
                    network.stress.adaptive = adaptive;
                    const auto run =
                        simulate(network, "", {.days = 10'000, .keep_production = true});
                    for (std::size_t i = 0; i < run.production.size(); ++i)
                        ASSERT_EQ(run.production[i], run.nodes[i % run.nodes.size()].baseline);
                    EXPECT_EQ(run.lost, 0);
                    EXPECT_EQ(run.made.lost_value, 0);
                    EXPECT_EQ(run.recovered_day, std::nullopt);
                    EXPECT_FALSE(run.losing_at_end);
                }
}

TEST(AtRest, AChainOfRecipesStandsStillToo) {
    for (const char* model : {"models/tiny-chain", "tests/known/stress/spare-capacity"}) {
        auto network = network::load(model);
        for (const auto target : {0.0, 0.5, 1.0, 30.0}) {
            network.stress.target_days = target;
            const auto run = simulate(network, "", {.days = 10'000, .keep_production = true});
            for (std::size_t i = 0; i < run.production.size(); ++i)
                ASSERT_EQ(run.production[i], run.nodes[i % run.nodes.size()].baseline);
        }
    }
}

TEST(AtRest, LessThanADayOfStockIsRefused) {
    try {
        (void)network::load(kCases + "refused-half-a-day");
        FAIL();
    } catch (const Error& error) {
        EXPECT_TRUE(says(error.diagnostics(), "E0299"));
    }
}

// ---- order of rows -----------------------------------------------------------------------------------

TEST(Rows, ProductionIsTheSameBytesForAnyOrder) {
    const auto one = network::load(kCases + "rows-figures/a");
    const auto other = network::load(kCases + "rows-figures/b");
    const auto a = simulate(one, "x", {.days = 150, .keep_production = true});
    const auto b = simulate(other, "x", {.days = 150, .keep_production = true});
    ASSERT_EQ(a.nodes.size(), b.nodes.size());
    for (std::size_t n = 0; n < a.nodes.size(); ++n)
        EXPECT_EQ(id_of(one, a.nodes[n].node), id_of(other, b.nodes[n].node));
    EXPECT_EQ(a.production, b.production);
    EXPECT_EQ(a.lost, b.lost);
}

// A model folder with the rows of every table from last to first.
Network upside_down(const std::string& path) {
    const auto folder = Folder::open(path);
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) {
        SourceFile file = *folder.read(name);
        if (name.ends_with(".csv")) {
            std::vector<std::string> lines;
            std::istringstream text{file.text};
            for (std::string line; std::getline(text, line);) lines.push_back(line);
            std::reverse(lines.begin() + 1, lines.end());
            file.text.clear();
            for (const auto& line : lines) file.text += line + '\n';
        }
        files.push_back(std::move(file));
    }
    return network::load(Folder::of(std::move(files)));
}

TEST(Rows, OfAChainOfRecipesMayStandInAnyOrderToo) {
    for (const std::string path : {"models/tiny-chain", "tests/known/stress/spare-capacity",
                                   "tests/known/stress/recovers-within-a-thousandth"}) {
        const auto a = simulate_all(network::load(path), {.keep_production = true});
        const auto b = simulate_all(upside_down(path), {.keep_production = true});
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i].scenario, b[i].scenario);
            EXPECT_EQ(a[i].production, b[i].production) << path << ' ' << a[i].scenario;
            EXPECT_EQ(a[i].lost_value, b[i].lost_value);
            EXPECT_EQ(a[i].made.lost_value, b[i].made.lost_value);
        }
    }
}

// a and b lose the same, 10 a day each once their stock is used up; a lacks 5 a day and b 1.
TEST(Rows, TheCauseIsTheSameForAnyOrder) {
    for (const char* folder : {"rows-cause/a", "rows-cause/b"}) {
        const auto network = network::load(kCases + folder);
        const auto run = simulate(network, "x");
        ASSERT_FALSE(run.cause.empty());
        EXPECT_EQ(id_of(network, run.cause[0].node), "a") << folder;
    }
}

// ---- who is served -----------------------------------------------------------------------------------

// By hand: x's maker makes 5 of the 10 a day that are wanted, and dk, which wants 5, has priority 10.
TEST(Allocation, ThePriorityOfADemandIsKept) {
    const auto network = network::load(kCases + "allocation-by-priority");
    const auto run = simulate(network, "s", {.days = 40, .keep_production = true});
    const auto dk = made_by(network, run, "dk");
    const auto du = made_by(network, run, "du");
    for (std::size_t day = 0; day < 40; ++day) {
        EXPECT_NEAR(dk[day], 5, 1e-9) << day;
        EXPECT_NEAR(du[day], day < 6 ? 5 : 0, 1e-9) << day;
    }
}

TEST(Allocation, InProportionAllGetTheSameShare) {
    auto network = network::load(kCases + "allocation-by-priority");
    network.stress.allocation = network::Allocation::proportional;
    const auto run = simulate(network, "s", {.days = 40, .keep_production = true});
    EXPECT_NEAR(made_by(network, run, "dk")[39], 2.5, 1e-9);
    EXPECT_NEAR(made_by(network, run, "du")[39], 2.5, 1e-9);
}

TEST(Allocation, HomeFirstServesHomeWhateverThePriorities) {
    auto network = network::load(kCases + "allocation-by-priority");
    for (auto& demand : network.demands) demand.priority = demand.id == "du" ? 1 : 0;
    network.stress.allocation = network::Allocation::home;
    const auto run = simulate(network, "s", {.days = 40, .keep_production = true});
    EXPECT_NEAR(made_by(network, run, "dk")[39], 5, 1e-9);
    EXPECT_NEAR(made_by(network, run, "du")[39], 0, 1e-9);
}

// By hand: one maker of 10, customers of 6 and 4, half of the capacity gone: the larger gets 5.
TEST(Allocation, TheLargestFirst) {
    using fixture::NodePlan;
    Chain chain = fixture::chain_from({NodePlan{}, NodePlan{6, 1, {{{0}, {6}, {0}, 1, true}}},
                                       NodePlan{4, 1, {{{0}, {4}, {0}, 1, true}}}});
    serve_by_rank(chain, {{-6, -4}, {0, 0, 0}});
    settle(chain);
    State state{chain, 10};
    Conditions conditions{chain};
    conditions.available[0] = 0.5;
    advance(chain, conditions, 0, state);
    EXPECT_EQ(state.filled, (std::vector<double>{5.0 / 6, 0, 1, 1}));
}

// By hand: two customers of 5 each, one of them larger by rounding alone: each gets half of the 5 that are made.
TEST(Allocation, CustomersThatAreEqualButForRoundingShare) {
    using fixture::NodePlan;
    const double more = 5 * (1 + 1e-14);
    Chain chain = fixture::chain_from({NodePlan{}, NodePlan{5, 1, {{{0}, {5}, {0}, 1, true}}},
                                       NodePlan{more, 1, {{{0}, {more}, {0}, 1, true}}}});
    serve_by_rank(chain, {{-5, -more}, {0, 0, 0}});
    settle(chain);
    State state{chain, 10};
    Conditions conditions{chain};
    conditions.available[0] = 0.5;
    advance(chain, conditions, 0, state);
    ASSERT_EQ(state.filled.size(), 3);
    EXPECT_NEAR(state.filled[0], 0.5, 1e-12);
}

// ---- spare capacity ----------------------------------------------------------------------------------

// By hand: 15 a day are wanted on days 5 to 24, and both makers can make 20, of which they start 2 more a day. The
// customer holds one day, 10, and orders 15 for day 6; made are 12, 14 and 15 on days 6, 7 and 8, each delivered a day
// later. Days 5 to 8 deliver 10, 10, 12 and 14: of 100 more that are wanted, 14 are not served.
TEST(SpareCapacity, ASurgeIsMetOnceIdleLinesRun) {
    const auto network = network::load(kCases + "spare-capacity-in-a-surge");
    const auto run = simulate(network, "s", {.days = 60, .keep_production = true});
    const std::vector<double> first{10, 10, 12, 14};
    for (std::size_t day = 0; day < 60; ++day)
        EXPECT_NEAR(run.days[day].delivered,
                    day < 5 || day > 24 ? 10
                    : day < 9           ? first[day - 5]
                                        : 15,
                    1e-9)
            << day;
    EXPECT_NEAR(run.surge.wanted, 100, 1e-9);
    EXPECT_NEAR(run.surge.unserved, 14, 1e-9);
    EXPECT_EQ(run.lost, 0);
    EXPECT_TRUE(run.cause.empty());
}

TEST(SpareCapacity, WithoutAnyRampOneDayIsEnough) {
    auto network = network::load(kCases + "spare-capacity-in-a-surge");
    network.stress.ramp_per_day = 1;
    const auto run = simulate(network, "s", {.days = 60});
    EXPECT_NEAR(run.days[7].delivered, 15, 1e-9);
}

TEST(Lanes, CarryNoMoreThanTheirCapacity) {
    const auto network = network::load(kCases + "lane-capacity");
    const auto run = simulate(network, "s", {.days = 60, .keep_production = true});
    for (std::size_t day = 0; day < 60; ++day)
        EXPECT_NEAR(run.days[day].delivered, day >= 9 && day <= 24 ? 12 : 10, 1e-9) << day;
    EXPECT_NEAR(run.surge.wanted, 100, 1e-9);
    EXPECT_NEAR(run.surge.unserved, 20 + 16 * 3, 1e-6);
}

TEST(SpareCapacity, OtherMakersStepInWhereOneIsBanned) {
    const auto run = simulate(network::load(kCases + "spare-capacity"), "s", {.days = 400});
    double at_baseline = 0;
    for (const auto& day : run.days) at_baseline += day.baseline;
    EXPECT_LT(run.lost, 0.02 * at_baseline);
    ASSERT_TRUE(run.recovered_day);
    EXPECT_LT(*run.recovered_day, 120);
}

TEST(Recovery, IsWithinAThousandthOfUsual) {
    const auto run =
        simulate(network::load(kCases + "recovers-within-a-thousandth"), "s", {.days = 1500});
    ASSERT_TRUE(run.recovered_day);
    EXPECT_LE(*run.recovered_day, 102);
    EXPECT_FALSE(run.losing_at_end);
}

// What is at the threshold but for rounding is not below it: a share of supply that a target asks for is just enough.
TEST(Threshold, IsNotCrossedByRounding) {
    const auto network = network::load(kCases + "recovers-within-a-thousandth");
    const auto month = plan::steady(network);
    double least = 1;
    for (const auto& day : simulate(network, month, "s", {.days = 400}).days)
        least = std::min(least, day.delivered / day.baseline);
    ASSERT_GT(least, 0);
    ASSERT_LT(least, 1);
    const auto below = [&](double threshold) {
        return simulate(network, month, "s", {.days = 400, .threshold = threshold}).threshold_day;
    };
    EXPECT_FALSE(below(least * (1 + 1e-12)));
    EXPECT_TRUE(below(least * (1 + 1e-6)));
}

// Orders swing about the baseline for most of a year, with good days between bad ones. However many days are asked for, the run says
// the day of recovery, or none.
TEST(Recovery, IsNotAGoodDayBetweenBadOnes) {
    const auto network = network::load(kCases + "swinging-orders");
    const auto month = plan::steady(network);
    const auto whole = simulate(network, month, "s", {.days = 730});
    ASSERT_TRUE(whole.recovered_day);
    EXPECT_EQ(whole.days_after, 0);
    int told = 0;
    for (const int days : {145, 147, 150, 151, 152, 300, 365, 400}) {
        const auto run = simulate(network, month, "s", {.days = days});
        if (!run.recovered_day) continue;
        ++told;
        EXPECT_EQ(run.recovered_day, whole.recovered_day) << days;
        // What stays within a thousandth of usual is not followed.
        EXPECT_NEAR(run.lost + run.lost_after, whole.lost, 0.01 * whole.lost) << days;
    }
    EXPECT_GE(told, 3);
}

// A run of few days goes on for as long as it takes to tell.
TEST(Recovery, OfAShortRunIsTold) {
    const auto network = network::load("tests/known/stress/ban-of-a-country");
    const auto whole = simulate(network, "s");
    const auto run = simulate(network, "s", {.days = *whole.recovered_day + 1});
    EXPECT_FALSE(run.losing_at_end);
    EXPECT_EQ(run.recovered_day, whole.recovered_day);
    EXPECT_EQ(run.days_after, 27);
}

// ---- inputs and final demand -------------------------------------------------------------------------

TEST(Kinds, OnlyEssentialInputsStopTheirBuyer) {
    auto network = network::load(kCases + "kinds-of-inputs");
    for (const auto kind :
         {network::LinkKind::none, network::LinkKind::nonessential, network::LinkKind::essential}) {
        network.links[0].kind = kind;
        const auto run = simulate(network, "x", {.days = 200, .keep_production = true});
        if (kind == network::LinkKind::essential)
            EXPECT_LT(made_by(network, run, "a")[199], 50);
        else
            EXPECT_EQ(made_by(network, run, "a"), std::vector<double>(200, 100.0));
    }
}

TEST(Kinds, AShareBelowTheCriticalOneStopsNobody) {
    auto network = network::load(kCases + "kinds-of-inputs");
    network.links[0].kind = network::LinkKind::essential;
    const auto c = network.nodes.add({"c", "s3", network.home, 0, {}});
    network.links.push_back({c, network.links[0].buyer, 90});
    network.stress.critical_share = 0.2;
    const auto run = simulate(network, "x", {.days = 200, .keep_production = true});
    EXPECT_EQ(made_by(network, run, "a"), std::vector<double>(200, 100.0));
}

// By hand: b gives out 4, of which it makes 3 and takes 1 out of stocks.
TEST(FinalDemand, WhatIsNegativeComesOutOfStocks) {
    const auto network = network::load(kCases + "negative-final-demand");
    EXPECT_TRUE(says(network.findings.sorted(), "E0303"));
    const auto run = simulate(network, "", {.days = 1000, .keep_production = true});
    EXPECT_EQ(made_by(network, run, "a"), std::vector<double>(1000, 12.0));
    EXPECT_EQ(made_by(network, run, "b"), std::vector<double>(1000, 3.0));
}

// By hand: b's capacity is gone; of the 4 that a asks for every day it gets the 1 from stocks, and makes a quarter
// of 12 in the end.
TEST(FinalDemand, StocksGoOnWhereNobodyMakes) {
    auto network = network::load(kCases + "negative-final-demand");
    network.stress.psi = 0;
    network.stress.target_days = 1;
    network.stress.tau_inventory = 1e6;
    network::Event event;
    event.id = "out";
    event.kind = network::EventKind::capacity_cut;
    event.target.kind = network::TargetKind::node;
    for (const auto id : network.nodes.ids())
        if (network.nodes[id].id == "b") event.target.node = id;
    event.start = network.horizon.first;
    event.days = 1000;
    network.scenarios.push_back({"b-out", {event}, false, {}});
    const auto run = simulate(network, "b-out", {.days = 5, .keep_production = true});
    EXPECT_NEAR(made_by(network, run, "a")[1], 3, 1e-6);
}

// ---- what is lost --------------------------------------------------------------------------------------

TEST(Lost, IsMoneyInAnEconomy) {
    const auto run = simulate(network::load(kCases + "flows-lost-value"), "x", {.days = 150});
    EXPECT_GT(run.lost, 0);
    EXPECT_EQ(run.lost, run.lost_value);
}

// By hand: m makes 6 a day for a and b at home and 1 for people; sold abroad are all 6, on 100 days none.
TEST(Lost, WhatAMakerDoesNotMakeAndSellIsToldApart) {
    auto network = network::load(kCases + "rows-cause/a", {.home = "US"});
    const auto run = simulate(network, "x", {.days = 60});
    EXPECT_EQ(run.first_effect_day, 4);
    EXPECT_NEAR(run.made.exports_lost_value, 56 * 6, 1e-9);
    EXPECT_NEAR(run.made.lost_value, 56 * 6 - 6, 6);
    ASSERT_EQ(run.made_by_stage.size(), 1);
    EXPECT_EQ(network.nodes[run.made_by_stage[0].sector].sector, "s3");
    EXPECT_TRUE(run.losing_at_end);
    EXPECT_GT(run.days_after, 0);
}

TEST(Cause, EndsWithThePartThatWasHitAndSaysWhatStocksBought) {
    const auto network = network::load("tests/known/stress/ban-of-a-country");
    const auto run = simulate(network, "s");
    ASSERT_EQ(run.cause.size(), 2);
    EXPECT_EQ(id_of(network, run.cause[1].node), "mx");
    EXPECT_EQ(id_of(network, run.cause[1].of), "p");
    // Twenty days in stock, of which one is what it runs on anyway.
    EXPECT_EQ(run.cause[1].stock_days, 20);
    EXPECT_EQ(run.cause[1].bought_days, 19);
    EXPECT_EQ(run.cause[0].bought_days, std::nullopt);
    ASSERT_TRUE(run.hit);
    EXPECT_EQ(run.hit->what, Hit::What::way);
    ASSERT_EQ(run.hit->suppliers.size(), 1);
    EXPECT_EQ(id_of(network, run.hit->suppliers[0]), "mp");
    EXPECT_EQ(run.hit->events, std::vector<std::string>{"e"});
}

TEST(Cause, OfASupplierThatIsDownOrAStockThatIsLost) {
    const std::string folder = "tests/known/stress/ban-of-a-country";
    const auto down = simulate(
        network::load(folder, {.sets = {"events:s/e.target=site:jp", "events:s/e.kind=site_down"}}),
        "s");
    ASSERT_TRUE(down.hit);
    EXPECT_EQ(down.hit->what, Hit::What::making);
    const auto lost = simulate(network::load(folder, {.sets = {"events:s/e.target=process:mx",
                                                               "events:s/e.kind=stock_loss"}}),
                               "s");
    ASSERT_TRUE(lost.hit);
    EXPECT_EQ(lost.hit->what, Hit::What::stock);
    EXPECT_TRUE(lost.hit->suppliers.empty());
}

// ---- stock -----------------------------------------------------------------------------------------------

// Maker → user; the maker loses 40 % of its capacity on day 2. By hand: with a day in stock, what arrives, the user
// makes 6 of 10 from day 3 on; with stock for ever it misses nothing.
TEST(Stock, NoneLosesTheMissingShareAtOnceAndEndlessNothing) {
    using fixture::NodePlan;
    for (const double stock : {1.0, 1e12}) {
        const Chain chain =
            fixture::chain_from({NodePlan{}, NodePlan{10, 1, {{{0}, {10}, {0}, stock, true}}}});
        State state{chain, 30};
        for (std::uint32_t day = 0; day < 30; ++day) {
            Conditions conditions{chain};
            if (day >= 2) conditions.available[0] = 0.6;
            advance(chain, conditions, day, state);
            EXPECT_NEAR(state.production[1], stock == 1 && day >= 3 ? 6 : 10, 1e-12) << day;
        }
    }
}

// ---- designs ---------------------------------------------------------------------------------------------

// tiny-chain's wafers as if they were a licence that Korea gives to Taiwan.
struct Licence {
    Licence() {
        for (auto& item : network.items) item.intangible = item.id == "wafer";
        network.scenarios.clear();
        network.scenarios.push_back({"borders-closed", {}, true, {}});
        month = plan::steady(network);
    }
    Run with(network::Event event) {
        event.id = "event";
        event.start = network.horizon.first + std::chrono::days{10};
        event.days = 50;
        network.scenarios.push_back(
            {"s" + std::to_string(network.scenarios.size()), {event}, false, {}});
        return simulate(network, month, network.scenarios.back().id);
    }
    [[nodiscard]] network::ItemId wafer() const {
        for (const auto id : network.items.ids())
            if (network.items[id].id == "wafer") return id;
        return {};
    }
    [[nodiscard]] bool starves(const Run& run, const std::string& node) const {
        return std::ranges::any_of(
            run.starved, [&](const Starved& one) { return id_of(network, one.node) == node; });
    }
    Network network = network::load("models/tiny-chain");
    plan::SteadyPlan month;
};

TEST(Designs, AreStoppedByABanTheDayAfter) {
    Licence licence;
    network::Event ban;
    ban.kind = network::EventKind::export_ban;
    ban.target.kind = network::TargetKind::item;
    ban.target.item = licence.wafer();
    const auto run = licence.with(ban);
    ASSERT_TRUE(licence.starves(run, "chip-hsinchu"));
    EXPECT_EQ(id_of(licence.network, run.starved[0].node), "chip-hsinchu");
    EXPECT_EQ(run.starved[0].day, 11);
}

TEST(Designs, AreNotStoppedByClosedOrSlowWaysOrTheirDesignersPlace) {
    Licence licence;
    EXPECT_FALSE(licence.starves(simulate(licence.network, licence.month, "borders-closed"),
                                 "chip-hsinchu"));
    for (const auto kind : {network::EventKind::lane_cut, network::EventKind::transit_delay,
                            network::EventKind::site_down}) {
        network::Event event;
        event.kind = kind;
        event.severity = kind == network::EventKind::transit_delay ? 30 : 1;
        event.target.kind = network::TargetKind::country;
        event.target.country = licence.network.home;
        event.item = kind == network::EventKind::site_down ? network::ItemId{} : licence.wafer();
        const auto run = licence.with(event);
        for (const Starved& one : run.starved) EXPECT_NE(one.of.item, licence.wafer());
    }
}

// ---- scale -----------------------------------------------------------------------------------------------

TEST(Scale, TinyUnitsNeverEndWithAFault) {
    const auto run = simulate(network::load(kCases + "scale-tiny-units"), "strait");
    EXPECT_EQ(run.days.size(), 365);
    const auto tiny =
        network::load("models/tiny-chain", {.sets = {"processes:*.capacity_per_month=1e-9"}});
    EXPECT_EQ(simulate(tiny, "strait").days.size(), 365);
}

TEST(Scale, AnItemThatNothingUsesChangesNothing) {
    const auto run = simulate(network::load(kCases + "scale-unrelated-item"), "borders-closed");
    EXPECT_EQ(run.threshold_day, 100);
    EXPECT_NEAR(run.lost, 1058 * 12.0 / 365, 1e-6);
}

// tiny-chain with its chips counted in other units.
Network with_chips_in(double unit) {
    const auto times = [&](const std::string& cell, double factor) {
        return cell + "*=" + format_shortest(factor);
    };
    network::LoadOptions options;
    options.sets = {times("items:chip.price", unit),
                    times("recipes:board/chip.quantity", 1 / unit),
                    times("recipes:chip/wafer.quantity", unit),
                    times("processes:chip-hsinchu.capacity_per_month", 1 / unit),
                    times("processes:chip-hsinchu.conversion_cost", unit),
                    times("lanes:*/*/chip.cost", unit),
                    times("lanes:country:TW/country:KR/chip.cost", unit),
                    times("stock:daegu/chip.quantity", 1 / unit)};
    return network::load("models/tiny-chain", options);
}

TEST(Scale, TheUnitOfAnItemChangesNoAnswer) {
    const auto at_baseline = simulate_all(network::load("models/tiny-chain"));
    for (const double unit : {1e-6, 1e6}) {
        const auto other = simulate_all(with_chips_in(unit));
        for (std::size_t i = 0; i < at_baseline.size(); ++i) {
            EXPECT_EQ(other[i].first_loss_day, at_baseline[i].first_loss_day) << unit;
            EXPECT_EQ(other[i].recovered_day, at_baseline[i].recovered_day) << unit;
            EXPECT_NEAR(other[i].lost_value, at_baseline[i].lost_value,
                        1e-6 * at_baseline[i].lost_value);
            EXPECT_NEAR(other[i].world_made.lost_value, at_baseline[i].world_made.lost_value,
                        1e-6 * at_baseline[i].world_made.lost_value);
            ASSERT_EQ(other[i].starved.size(), at_baseline[i].starved.size()) << unit;
            for (std::size_t n = 0; n < at_baseline[i].starved.size(); ++n)
                EXPECT_EQ(other[i].starved[n].day, at_baseline[i].starved[n].day);
        }
    }
}

#ifdef JARIP_HAS_RAPIDCHECK

// One node's output counted in units of 1 ÷ factor.
Chain counted(Chain chain, std::size_t node, double factor) {
    chain.final_demand[node] *= factor;
    for (std::size_t e = 0; e < chain.edge_count(); ++e)
        if (chain.supplier[e] == node) chain.supplied[e] *= factor;
    for (auto k = chain.slot_begin[node]; k < chain.slot_begin[node + 1]; ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
            chain.flow[e] *= factor;
            chain.supplied[e] /= factor;
        }
    settle(chain);
    chain.capacity = chain.baseline;
    return chain;
}

// Chains of recipes: in an economy all is counted in money, and ARIO's exact test for zero hears the last bit.
RC_GTEST_PROP(Scale, TheUnitInWhichANodeCountsChangesNothing, (bool adaptive)) {
    Chain chain = fixture::chain_from(fixture::layered(
        *rc::gen::inRange<std::size_t>(2, 5), *rc::gen::inRange<std::size_t>(1, 5), 2,
        [](std::uint32_t bound) { return *rc::gen::inRange<std::uint32_t>(0, bound); }));
    chain.adaptive = adaptive;
    chain.orders_ahead = true;
    chain.ramp_per_day = 0.1;
    const auto node = *rc::gen::inRange<std::size_t>(0, chain.node_count());
    const double factor = *rc::gen::element(1e-12, 1e12, 0.3);
    const Chain other = counted(chain, node, factor);
    const auto hit = *rc::gen::inRange<std::size_t>(0, chain.node_count());
    const double left = *rc::gen::element(0.0, 0.4);
    State state{chain, 60};
    State scaled{other, 60};
    for (std::uint32_t day = 0; day < 60; ++day) {
        Conditions conditions{chain};
        if (day >= 3 && day < 20) conditions.available[hit] = left;
        advance(chain, conditions, day, state);
        advance(other, conditions, day, scaled);
        for (std::size_t n = 0; n < chain.node_count(); ++n)
            RC_ASSERT(std::abs(state.production[n] / chain.baseline[n] -
                               scaled.production[n] / other.baseline[n]) <= 1e-9);
    }
}

#endif

// ---- studies ---------------------------------------------------------------------------------------------

TEST(Study, AnInterruptedExposureSaysHowManyAreDone) {
    const auto network = network::load(kCases + "esri-60");
    std::stop_source source;
    Request request{.exposure = true, .options = {.days = 1}};
    request.options.run.threads = 1;
    request.options.run.stop = source.get_token();
    std::size_t calls = 0;
    request.options.run.progress = [&](const Progress& progress) {
        EXPECT_EQ(progress.total, 60);
        if (++calls == 20) source.request_stop();
    };
    const auto study = stress::study(network, request);
    EXPECT_TRUE(study.interrupted);
    EXPECT_EQ(study.exposure_done, 24);  // eight firms are looked at together
    EXPECT_EQ(study.exposure.size(), 60);
}

TEST(Study, NamesOfNodesStandOnceForAllRuns) {
    const auto study =
        stress::study(network::load("models/tiny-chain"), {.all = true, .options = {.days = 1}});
    EXPECT_EQ(study.nodes.size(), 8);
    EXPECT_FALSE(study.interrupted);
    for (const auto& run : study.runs) EXPECT_TRUE(run.nodes.empty());
}

}  // namespace
}  // namespace jarip::stress
