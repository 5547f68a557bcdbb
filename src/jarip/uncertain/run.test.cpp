// Draws of models that are solved by hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <thread>

#include "jarip/core.hpp"
#include "jarip/uncertain.hpp"

namespace jarip::uncertain {
namespace {

/// The tiny chain (models/tiny-chain/README.md) with ranges.
Network tiny(const std::string& ranges, const network::LoadOptions& options = {}) {
    const Folder folder = network::open_folder("models/tiny-chain");
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) files.push_back(*folder.read(name));
    if (!ranges.empty())
        files.push_back({"ranges.csv", "table,key,column,low,high,shape,group,assumed\n" + ranges});
    return network::load(Folder::of(std::move(files)), options);
}

// By hand: eight boards are in a rack of 6,000, four chips of 50 in a board. A rack costs less than its boards above 750,
// a board less than its chips below 200. 64 draws of 100 … 1,300 lie one in each 64th, of 18.75: of those, 29 lie above 750
// and one about it, 5 below 200 and one about it.
TEST(Uncertain, DrawsInWhichPartsCostMoreThanTheProductAreCounted) {
    const auto result = run(tiny("items,board,price,100,1300,uniform,,true\n"),
                            {.draws = 64, .deep_draws = 0, .bands = Bands::none});
    const network::Network network = tiny("");
    std::map<std::string, std::size_t> draws;
    for (const auto& each : result.at_a_loss)
        draws[network.processes[each.process].id] = each.draws;
    EXPECT_EQ(draws.size(), 4U);  // two plants of each
    EXPECT_EQ(draws["rack-paju"], draws["rack-fremont"]);
    EXPECT_EQ(draws["board-daegu"], draws["board-fremont"]);
    EXPECT_NEAR(static_cast<double>(draws["rack-paju"]), 29.5, 0.5);
    EXPECT_NEAR(static_cast<double>(draws["board-daegu"]), 5.5, 0.5);
    EXPECT_EQ(result.draws_at_a_loss, draws["rack-paju"] + draws["board-daegu"]);
    EXPECT_EQ(result.at_a_loss.front().draws, draws["rack-paju"]);
    // Within what the model allows nothing is counted.
    EXPECT_EQ(run(tiny("items,board,price,300,700,uniform,,true\n"),
                  {.draws = 16, .deep_draws = 0, .bands = Bands::none})
                  .draws_at_a_loss,
              0U);
}

const Answer& answer(const Uncertainty& result, const std::string& key,
                     const std::string& of = "") {
    const auto found = std::ranges::find_if(
        result.answers, [&](const Answer& each) { return each.key == key && each.of == of; });
    EXPECT_NE(found, result.answers.end()) << key << ' ' << of;
    return *found;
}

const Driver& driver(const Uncertainty& result, const Answer& answer, const std::string& input) {
    const auto found = std::ranges::find_if(answer.drivers.found, [&](const Driver& each) {
        return result.inputs[each.input].name == input;
    });
    EXPECT_NE(found, answer.drivers.found.end()) << input;
    return *found;
}

// In a rack of price R there are 32 chips, of whose price c Taiwan adds all but the wafer's 12.5: Korea's share is
// D = 1 − 32 (c − 12.5) / R. With c in [40, 60] and R in [4,500, 9,000], both uniform, X = c − 12.5 and Y = 1 / R:
// E[X] = 37.5, Var(X) = 400/12, E[Y] = ln 2 / 4,500, E[Y²] = 1 / (4,500 · 9,000).
TEST(Uncertain, TwoFiguresByHand) {
    const Network network = tiny(
        "items,chip,price,40,60,uniform,,true\n"
        "items,rack,price,4500,9000,uniform,,true\n");
    const auto result = run(network, {.draws = 512, .deep_draws = 0, .bands = Bands::none});
    ASSERT_EQ(result.inputs.size(), 2U);
    EXPECT_EQ(result.draws, 512U);
    const auto& content = answer(result, "domestic_content");
    EXPECT_DOUBLE_EQ(*content.point, 0.8);

    const double x = 37.5, x_variance = 400.0 / 12, y = std::log(2) / 4500;
    const double y_squared = 1.0 / (4500.0 * 9000);
    const double variance = (x_variance + x * x) * y_squared - x * x * y * y;
    const double of_chip = x_variance * y * y / variance;
    const double of_rack = x * x * (y_squared - y * y) / variance;
    EXPECT_NEAR(driver(result, content, "items/chip/price").first_order, of_chip, 0.005);
    EXPECT_NEAR(driver(result, content, "items/rack/price").first_order, of_rack, 0.005);

    // The distribution itself, on a grid of 1,000 × 1,000.
    std::vector<double> grid;
    for (int i = 0; i < 1000; ++i)
        for (int j = 0; j < 1000; ++j)
            grid.push_back(1 -
                           32 * (27.5 + 20 * (i + 0.5) / 1000) / (4500 + 4500 * (j + 0.5) / 1000));
    std::ranges::sort(grid);
    EXPECT_NEAR(*content.p5, grid[50'000], 0.002);
    EXPECT_NEAR(*content.p50, grid[500'000], 0.002);
    EXPECT_NEAR(*content.p95, grid[950'000], 0.002);
    // Taiwan has the rest.
    EXPECT_NEAR(*answer(result, "country_share", "TW").p5, 1 - *content.p95, 1e-9);
    // Deliveries do not hang on prices.
    const auto& world = answer(result, "world");
    EXPECT_NEAR(*world.p5, 12, 1e-9);
    EXPECT_NEAR(*world.p95, 12, 1e-9);
    EXPECT_TRUE(world.drivers.found.empty());
}

// A start in Hsinchu gives 0.8 chips, a rack takes 32: min(cap · 0.025, 15 wanted). For cap in [240, 720] 5 % lie
// below 264, half below 480, and 95 % below 696, where all is served.
TEST(Uncertain, ACapacityThatStopsToBind) {
    const Network network =
        tiny("processes,chip-hsinchu,capacity_per_month,240,720,uniform,,true\n");
    const auto result = run(network, {.draws = 256, .deep_draws = 0, .bands = Bands::none});
    const auto& world = answer(result, "world");
    EXPECT_NEAR(*world.p5, 6.6, 0.05);
    EXPECT_NEAR(*world.p50, 12, 0.05);
    EXPECT_NEAR(*world.p95, 15, 1e-6);
    EXPECT_NEAR(world.drivers.explained, 1, 0.01);
    EXPECT_EQ(answer(result, "autonomy_days").draws, 0U);  // asked in no draw
}

TEST(Uncertain, FiguresOfAGroupMoveTogether) {
    const Network network = tiny(
        "items,chip,price,40,60,uniform,pair,true\n"
        "items,wafer,price,80,120,uniform,pair,true\n");
    const auto all = inputs(network, Bands::none);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].name, "group/pair");
    // c = 40 + 20 u, w = 80 + 40 u: Taiwan adds 32 (40 + 20 u − 0.125 (80 + 40 u)) of 6,000, between 16 and 24 %.
    const auto result = run(network, {.draws = 256, .deep_draws = 0, .bands = Bands::none});
    const auto& taiwan = answer(result, "country_share", "TW");
    EXPECT_NEAR(*taiwan.p5, 0.16 + 0.05 * 0.08, 0.001);
    EXPECT_NEAR(*taiwan.p95, 0.16 + 0.95 * 0.08, 0.001);
}

// Details are rows of tables: what each country adds to each product, what each scenario keeps home from making.
TEST(Uncertain, EachProductAndEachPointHasItsOwnInterval) {
    const Network network = network::load("models/battery-2025");
    ASSERT_GT(network.products.size(), 1U);
    const auto frontier = onshore::frontier(network, {.points = 3});
    const auto result = run(network, {.draws = 8, .points = &frontier.points});
    for (const auto product : network.products) {
        const auto& id = network.items[product].id;
        double sum = 0;
        for (const Answer& each : result.answers) {
            const bool of_country = each.key == "product_country_share" && each.product == id;
            if (of_country || (each.key == "product_content" && each.of == id)) {
                ASSERT_TRUE(each.point && each.p5 && each.p95) << id;
                EXPECT_LE(*each.p5, *each.p95);
                sum += *each.point;
            }
            EXPECT_TRUE(!of_country || (each.detail && each.drivers.found.empty()));
        }
        EXPECT_GT(sum, 0.5) << id;
        EXPECT_LE(sum, 1 + 1e-9) << id;
    }
    for (const auto& scenario : network.scenarios)
        EXPECT_EQ(answer(result, "scenario_made_lost", scenario.id).draws, 8U) << scenario.id;
    for (std::size_t i = 0; i < frontier.points.size(); ++i) {
        if (frontier.points[i].built.empty()) continue;
        const auto& capital = answer(result, "point_capital", std::to_string(i + 1));
        EXPECT_NEAR(*capital.point, frontier.points[i].capex, 1e-6 * *capital.point);
    }
    // They are not counted for what the answers depend on.
    for (const Answer& each : result.answers) EXPECT_FALSE(each.main && each.detail) << each.key;
}

TEST(Uncertain, RangesOfNoWidthGiveThePointExactly) {
    const Network network = tiny(
        "items,chip,price,50,50,uniform,,true\n"
        "processes,chip-hsinchu,capacity_per_month,480,480,,,true\n");
    const auto result = run(network, {.draws = 64, .bands = Bands::none});
    EXPECT_TRUE(result.inputs.empty());
    ASSERT_FALSE(result.answers.empty());
    for (const auto& each : result.answers) {
        EXPECT_EQ(each.p5, each.point) << each.key;
        EXPECT_EQ(each.p95, each.point) << each.key;
    }
    EXPECT_EQ(result.coverage.influence, std::nullopt);
}

// What is asked alone has the answer that it has among all; one scenario is run in every draw.
TEST(Uncertain, OneQuestionHasTheAnswersOfAll) {
    const Network network = tiny("");
    const auto all = run(network, {.draws = 24});
    for (const int question : {1, 2}) {
        const auto alone = run(network, {.draws = 24, .question = question});
        ASSERT_FALSE(alone.answers.empty());
        for (const Answer& each : alone.answers) {
            EXPECT_EQ(each.question, question);
            EXPECT_EQ(each.p5, answer(all, each.key, each.of).p5) << each.key;
            EXPECT_EQ(each.p95, answer(all, each.key, each.of).p95) << each.key;
        }
    }
    const auto strait = run(network, {.draws = 24, .question = 3, .scenario = "strait"});
    EXPECT_EQ(strait.deep_draws, 24U);
    for (const Answer& each : strait.answers) EXPECT_EQ(each.of, "strait");
    EXPECT_EQ(answer(strait, "scenario_lost", "strait").draws, 24U);
    EXPECT_TRUE(answer(strait, "scenario_first_loss", "strait").p50);
}

TEST(Uncertain, NoDrawsGiveNothing) {
    const auto result = run(tiny(""), {.draws = 0});
    EXPECT_TRUE(result.answers.empty());
    EXPECT_EQ(result.draws, 0U);
}

TEST(Uncertain, WhatIfsAreHeld) {
    const Network network =
        tiny("items,chip,price,40,60,uniform,,true\n", {.sets = {"items:chip.price=55"}});
    EXPECT_TRUE(inputs(network, Bands::none).empty());
    for (const auto& input : inputs(network))
        for (const auto& spread : input.figures)
            EXPECT_FALSE(spread.figure.cell.table == "items" && spread.figure.cell.key == "chip");
}

// Every figure that is drawn stays within what the column may hold, and around the model's own.
TEST(Uncertain, DefaultBandsHoldTheFigureAndTheLimitsOfItsColumn) {
    const Network network = network::load("models/korea-ai-server-2025");
    std::size_t banded = 0;
    for (const auto& input : inputs(network)) {
        ASSERT_FALSE(input.figures.empty());
        for (const auto& spread : input.figures) {
            const auto& figure = spread.figure;
            EXPECT_GE(spread.low, figure.limits.low) << input.name;
            EXPECT_LE(spread.high, figure.limits.high) << input.name;
            for (const double u : {0.001, 0.5, 0.999}) {
                EXPECT_GE(value_at(spread, u), spread.low);
                EXPECT_LE(value_at(spread, u), spread.high);
            }
            if (!spread.assumed_range) continue;
            ++banded;
            EXPECT_LE(spread.low, figure.value) << input.name;
            EXPECT_GE(spread.high, figure.value) << input.name;
        }
    }
    EXPECT_GT(banded, 500U);
}

TEST(Uncertain, ShapesHaveTheirQuantiles) {
    Spread spread{.low = 1, .high = 9, .shape = network::RangeShape::uniform};
    EXPECT_DOUBLE_EQ(value_at(spread, 0.25), 3);
    spread.shape = network::RangeShape::log_uniform;
    EXPECT_DOUBLE_EQ(value_at(spread, 0.5), 3);
    // Below the mode of 3 lies (3 − 1) / (9 − 1) of a triangle, and 1 + √(u (9 − 1) (3 − 1)) at u = 1/16 is 2.
    spread.shape = network::RangeShape::triangular;
    spread.figure.value = 3;
    EXPECT_DOUBLE_EQ(value_at(spread, 0.25), 3);
    EXPECT_DOUBLE_EQ(value_at(spread, 1.0 / 16), 2);
    EXPECT_DOUBLE_EQ(value_at(spread, 1 - 1.0 / 12), 7);  // 9 − √(1/12 · 8 · 6)
}

void expect_same(const Uncertainty& a, const Uncertainty& b) {
    ASSERT_EQ(a.answers.size(), b.answers.size());
    for (std::size_t i = 0; i < a.answers.size(); ++i) {
        EXPECT_EQ(a.answers[i].p5, b.answers[i].p5) << a.answers[i].key;
        EXPECT_EQ(a.answers[i].p50, b.answers[i].p50) << a.answers[i].key;
        EXPECT_EQ(a.answers[i].p95, b.answers[i].p95) << a.answers[i].key;
        EXPECT_EQ(a.answers[i].drivers.explained, b.answers[i].drivers.explained);
    }
    for (std::size_t i = 0; i < a.ranks.size(); ++i) EXPECT_EQ(a.ranks[i].held, b.ranks[i].held);
}

TEST(Uncertain, ThreadsChangeNothingAndSeedsDo) {
    const Network network = tiny("");
    const auto one = run(network, {.draws = 64, .run = {.threads = 1}});
    expect_same(one, run(network, {.draws = 64, .run = {.threads = 2}}));
    const auto other = run(network, {.draws = 64, .run = {.threads = 2, .seed = 2}});
    EXPECT_NE(*answer(one, "domestic_content").p5, *answer(other, "domestic_content").p5);
}

// A stop keeps the first of the draws that were asked for, whose middle lies within what all of them spread over.
TEST(Uncertain, AStopKeepsTheFirstDraws) {
    const Network network = tiny("");
    const auto first = [&] {
        std::stop_source stop;
        return run(network, {.draws = 256,
                             .deep_draws = 0,
                             .run = {.threads = 1,
                                     .progress =
                                         [&](const Progress& progress) {
                                             if (progress.done == 32) stop.request_stop();
                                         },
                                     .stop = stop.get_token()}});
    };
    const auto few = first();
    EXPECT_TRUE(few.interrupted);
    ASSERT_EQ(few.draws, 32U);
    expect_same(few, first());
    const auto all = run(network, {.draws = 256, .deep_draws = 0});
    ASSERT_EQ(few.answers.size(), all.answers.size());
    for (std::size_t i = 0; i < all.answers.size(); ++i) {
        if (!few.answers[i].p50 || !all.answers[i].p50) continue;
        EXPECT_GE(*few.answers[i].p50, *all.answers[i].p5) << all.answers[i].key;
        EXPECT_LE(*few.answers[i].p50, *all.answers[i].p95) << all.answers[i].key;
    }
}

TEST(Uncertain, NoTimeKeepsWhatIsDone) {
    const auto result = run(tiny(""), {.draws = 64, .seconds = 0});
    EXPECT_TRUE(result.out_of_time);
    EXPECT_LT(result.draws, 64U);
}

// All money in a currency of which a billion make a dollar: shares and their drivers stay.
TEST(Uncertain, UnitsOfMoneyChangeNothing) {
    constexpr double kScale = 1e9;
    const Network network = tiny("");
    Network scaled = network;
    for (auto& item : scaled.items) item.price *= kScale;
    for (auto& process : scaled.processes) {
        process.conversion_cost *= kScale;
        process.capex *= kScale;
    }
    for (auto& lane : scaled.lanes) lane.cost *= kScale;
    for (auto& arc : scaled.arcs) {
        arc.freight *= kScale;
        arc.tariff *= kScale;
    }
    for (auto& demand : scaled.demands) {
        demand.price *= kScale;
        demand.lost_cost *= kScale;
    }
    const auto a = run(network, {.draws = 64});
    const auto b = run(scaled, {.draws = 64});
    ASSERT_EQ(a.answers.size(), b.answers.size());
    for (std::size_t i = 0; i < a.answers.size(); ++i) {
        if (!a.answers[i].p5) continue;
        const double scale = a.answers[i].unit == Unit::money ? kScale : 1;
        const double near = 1e-9 * std::max(1.0, std::abs(*a.answers[i].p95));
        EXPECT_NEAR(*a.answers[i].p5, *b.answers[i].p5 / scale, near) << a.answers[i].key;
        EXPECT_NEAR(*a.answers[i].p95, *b.answers[i].p95 / scale, near) << a.answers[i].key;
    }
}

TEST(Uncertain, TheWorstLossesAreCounted) {
    const auto result = run(tiny(""), {.draws = 64, .deep_draws = 64});
    // Without Taiwan or its fab there is nothing, whatever the figures.
    const auto& fab = answer(result, "company_lost", "fab");
    EXPECT_NEAR(*fab.p5, 1, 1e-9);
    EXPECT_NEAR(*answer(result, "country_lost", "TW").p5, 1, 1e-9);
    EXPECT_EQ(answer(result, "autonomy_days").draws, 64U);
    for (const auto& rank : result.ranks) {
        EXPECT_EQ(rank.draws, 64U) << rank.key;
        EXPECT_LE(rank.held, rank.draws);
    }
}

}  // namespace
}  // namespace jarip::uncertain
