// Years drawn at random, held against what one event and one stock give in closed form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "fixtures/network_builder.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

constexpr double kSigmas =
    4;  // a right sample is farther off once in 16,000 times; seeds are fixed
constexpr std::size_t kYears = 20'000;
constexpr double kRate = 0.3;  // events a year

// p, from Japan, is banned for 30 days; its user holds 20 days of it.
Network one_event(const std::vector<std::string>& more = {}) {
    network::LoadOptions options{.sets = {"events:s/e.probability=0.3"}};
    options.sets.insert(options.sets.end(), more.begin(), more.end());
    return network::load("tests/known/stress/ban-of-a-country", options);
}

// By hand: 12 of the 30 days are not covered by stock and what is under way, and each costs 10 units of 100.
TEST(Years, OneEventAndOneStockAreAsInClosedForm) {
    const double loss = 12 * 10 * 100;
    const double chance = 1 - std::exp(-kRate);
    const auto result = years(one_event(), {.years = kYears});
    EXPECT_EQ(result.years, kYears);
    EXPECT_EQ(result.sets, 2);
    EXPECT_NEAR(result.drivers.at(0).received_alone, loss, 1e-6);
    EXPECT_DOUBLE_EQ(result.drivers[0].probability, chance);
    const double deviation = std::sqrt(chance * (1 - chance) / kYears);
    EXPECT_NEAR(static_cast<double>(result.drivers[0].years) / kYears, chance, kSigmas * deviation);
    EXPECT_NEAR(result.received.mean.value, chance * loss, kSigmas * deviation * loss);
    EXPECT_NEAR(result.received.mean.standard_error.value(), deviation * loss,
                0.02 * deviation * loss);
    // The chance is 26 %: the median year loses nothing, and of the worst tenth every year loses all.
    for (const auto& tail : result.received.tail) {
        EXPECT_NEAR(tail.quantile.value, tail.level > 0.8 ? loss : 0, 1e-6) << tail.level;
        EXPECT_NEAR(tail.shortfall.value,
                    tail.level > 0.8
                        ? loss
                        : static_cast<double>(result.drivers[0].years) * loss / (0.5 * kYears),
                    1e-6);
    }
    EXPECT_NEAR(result.drivers[0].of_received_tail.value(), 1, 1e-12);
}

// One rack a day of a part that TW makes; TW is down for 30 days.
Network of_months(int months) {
    fixtures::NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "tw", .site = "TW-1", .item = "part", .capacity = 300});
    b.process(
        {.id = "kr", .site = "KR-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"TW-1", "KR-1", "part"});
    b.demand({"d", "country:KR", "rack", 365.0 / 12, 10});
    b.months(months);
    auto network = b.build();
    network::Event event{.id = "e", .kind = network::EventKind::site_down};
    for (const auto id : network.sites.ids())
        if (network.sites[id].id == "TW-1") event.target.site = id;
    event.start = network.horizon.first + std::chrono::days{40};
    event.days = 30;
    event.probability = 0.5;
    network::Scenario scenario;
    scenario.id = "s";
    scenario.events.push_back(event);
    network.scenarios.push_back(scenario);
    return network;
}

// A year is one of 365 days: chance, and what is lost where the event happens, are the same for any horizon and --days.
TEST(Years, AreYearsForAnyHorizon) {
    const double chance = 1 - std::exp(-0.5);
    const auto year = years(of_months(12), {.years = 2000});
    EXPECT_DOUBLE_EQ(year.drivers.at(0).probability, chance);
    for (const int months : {4, 24}) {
        const auto result = years(of_months(months), {.years = 2000});
        EXPECT_DOUBLE_EQ(result.drivers.at(0).probability, chance);
        EXPECT_EQ(result.drivers[0].years, year.drivers[0].years);
        // What is delivered a day differs, since months do: 365/12 a month of these days.
        EXPECT_NEAR(result.drivers[0].received_alone, year.drivers[0].received_alone,
                    0.02 * year.drivers[0].received_alone);
    }
    EXPECT_EQ(years(of_months(12), {.years = 2000, .options = {.days = 100}}).drivers[0].years,
              year.drivers[0].years);
}

// availability.csv takes the maker's days 100 to 109 of each year: a drawn year has one such loss, not both.
TEST(Years, HaveAYearOfAvailability) {
    const auto lost = [](int months) {
        auto network = of_months(months);
        for (auto& process : network.processes)
            if (process.id == "tw") process.capacity_per_month = 365.0 / 12;
        for (int year = 0; year < months / 12; ++year) {
            network::Availability row;
            row.target.kind = network::TargetKind::process;
            for (const auto id : network.processes.ids())
                if (network.processes[id].id == "tw") row.target.process = id;
            row.date = network.horizon.first + std::chrono::days{365 * year + 100};
            row.days = 10;
            row.available = 0;
            network.availability.push_back(row);
        }
        network.scenarios.back().events.back().probability = 1e-9;
        return years(network, {.years = 10}).received.mean.value;
    };
    const double one = lost(12);
    EXPECT_GT(one, 0);
    EXPECT_NEAR(lost(24), one, 0.15 * one);
}

TEST(Years, SeedsDiffer) {
    Options options;
    options.run.seed = 2;
    const auto network = one_event();
    EXPECT_NE(years(network, {.years = 1000}).drivers[0].years,
              years(network, {.years = 1000, .options = options}).drivers[0].years);
}

// The draw of an event hangs on its name and the year alone.
TEST(Years, ThreadsOtherEventsAndMoreYearsChangeNoDraw) {
    auto network = one_event();
    Options one;
    one.run.threads = 1;
    Options two;
    two.run.threads = 2;
    const auto alone = years(network, {.years = 5000, .options = one});
    const auto together = years(network, {.years = 5000, .options = two});
    EXPECT_EQ(alone.received.mean.value, together.received.mean.value);
    EXPECT_EQ(alone.drivers[0].years, together.drivers[0].years);

    auto& scenario = network.scenarios.back();
    ASSERT_EQ(scenario.id, "s");
    scenario.events.push_back(scenario.events[0]);
    scenario.events.back().id = "a";
    const auto both = years(network, {.years = 5000, .options = one});
    ASSERT_EQ(both.drivers.size(), 2);
    EXPECT_EQ(both.drivers[1].event, "e");
    EXPECT_EQ(both.drivers[1].years, alone.drivers[0].years);
    EXPECT_EQ(both.sets, 4);  // none, each alone, both: two draws, not one
}

TEST(Years, AnEventWithoutAProbabilityFollowsThoseOfItsScenario) {
    auto network = one_event();
    auto& scenario = network.scenarios.back();
    scenario.events.push_back(scenario.events[0]);
    auto& follower = scenario.events.back();
    follower.id = "f";
    follower.probability.reset();
    follower.start += std::chrono::days{30};  // sixty days without p: 42 of them cost 10
    const auto result = years(network, {.years = 1000});
    ASSERT_EQ(result.drivers.size(), 1);
    EXPECT_EQ(result.sets, 2);
    EXPECT_NEAR(result.drivers[0].received_alone, 42 * 10 * 100, 1e-6);
}

TEST(Years, WithoutAnyProbabilityThereIsNothingToDraw) {
    EXPECT_THROW((void)years(network::load("tests/known/stress/ban-of-a-country")), Error);
}

bool same(const Years& a, const Years& b) {
    return a.years == b.years && a.sets == b.sets &&
           a.received.mean.value == b.received.mean.value &&
           a.received.mean.standard_error == b.received.mean.standard_error &&
           a.made.mean.value == b.made.mean.value &&
           a.drivers[0].received_alone == b.drivers[0].received_alone &&
           a.drivers[0].of_made_tail == b.drivers[0].of_made_tail;
}

// Fewer years are the first of more: what is known of 5,000 years is what fewer of them say.
TEST(Years, WhatIsKnownSoFarIsASampleOfFewerYears) {
    std::size_t told = 0;
    YearsRequest request{.years = 5000};
    request.options.run.threads = 1;
    request.so_far = [&](const std::function<Years()>& known) {
        const Years some = known();
        EXPECT_TRUE(some.interrupted);
        EXPECT_EQ(some.asked, 5000);
        EXPECT_TRUE(some.drivers.empty());
        const Years same = years(one_event(), {.years = some.years});
        EXPECT_EQ(some.received.mean.value, same.received.mean.value);
        EXPECT_EQ(some.sets, same.sets);
        ++told;
    };
    (void)years(one_event(), request);
    EXPECT_EQ(told, 2) << "no event, and the event";
}

TEST(Years, GoOnFromACheckpointWithTheSameResult) {
    const TemporaryFolder folder;
    const auto whole = years(one_event(), {.years = 5000});
    std::stop_source source;
    YearsRequest request{.years = 5000,
                         .checkpoint = folder.path() + "/years",
                         .resume = true,
                         .settings = "a model"};
    request.options.run.threads = 1;
    request.options.run.stop = source.get_token();
    request.options.run.progress = [&](const Progress&) { source.request_stop(); };
    EXPECT_TRUE(years(one_event(), request).interrupted);
    const auto kept = read_file(request.checkpoint).text;
    EXPECT_EQ(std::count(kept.begin(), kept.end(), '\n'), 3);  // two lines of head, one set

    // As if the machine had stopped while the next line was written.
    write_file(request.checkpoint, kept + "12");
    request.options.run = {};
    EXPECT_TRUE(same(years(one_event(), request), whole));
    const auto all = read_file(request.checkpoint).text;
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 4);  // that set, and the event
    // What is known is taken: another loss in the file is another mean.
    std::string changed = all;
    const auto event = changed.rfind("\ts/e\n");
    const auto begin = changed.rfind('\n', event) + 1;
    changed.replace(begin, changed.find('\t', begin) - begin, "24000");
    write_file(request.checkpoint, changed);
    EXPECT_NEAR(years(one_event(), request).received.mean.value, 2 * whole.received.mean.value,
                1e-6);

    request.settings = "another model";
    EXPECT_THROW((void)years(one_event(), request), Error);
    request.settings = "a model";
    request.resume = false;
    EXPECT_THROW((void)years(one_event(), request), Error);
}

TEST(Years, AnInterruptedRunCountsTheYearsThatAreComplete) {
    std::stop_source source;
    YearsRequest request{.years = 5000};
    request.options.run.threads = 1;
    request.options.run.stop = source.get_token();
    request.options.run.progress = [&](const Progress&) { source.request_stop(); };
    const auto result = years(one_event(), request);
    EXPECT_TRUE(result.interrupted);
    EXPECT_LT(result.years, 100);  // those before the first year of the second set
    EXPECT_EQ(result.sets, result.years > 0 ? 1 : 0);
    EXPECT_TRUE(result.drivers.empty());
}

}  // namespace
}  // namespace jarip::stress
