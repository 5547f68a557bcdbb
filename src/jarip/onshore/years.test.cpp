#include "jarip/onshore/years.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "jarip/lp.hpp"

namespace jarip::onshore {
namespace {

// tests/known/onshore/years/README.md solves it by hand.
Network by_hand() { return network::load("tests/known/onshore/years"); }

std::size_t columns_named(const lp::Model& model, const std::string& start) {
    return static_cast<std::size_t>(
        std::ranges::count_if(model.columns, [&](const lp::Column& column) {
            return column.name.starts_with(start) && column.integer;
        }));
}

TEST(Years, AStageIsBegunInYearsInWhichItStillComesToStand) {
    const Network network = by_hand();
    const Years years{network, {}, {.years = 5, .budgets = {100}}};
    const lp::Model model = years.most_products();
    // The fab takes two years: it can be begun in the first three. What takes one year: in the first four.
    EXPECT_EQ(columns_named(model, "build[fab"), 3U);
    EXPECT_EQ(columns_named(model, "build[shop"), 4U);
}

TEST(Years, TheMostProductsComeFirstAndThenTheLeastCost) {
    const Network network = by_hand();
    const Years years{network, {}, {.years = 5, .budgets = {100}}};
    const lp::Solution most = lp::solve(years.most_products());
    ASSERT_EQ(most.status, lp::Status::optimal);
    EXPECT_NEAR(-most.objective * years.product_unit(), 360, 1e-6);
    const lp::Model least = years.least_cost(360);
    const lp::Solution cheapest = lp::solve(least);
    ASSERT_EQ(cheapest.status, lp::Status::optimal);
    EXPECT_NEAR(cheapest.objective, 520, 1e-6);
    const Roadmap read = years.read(least, cheapest);
    EXPECT_NEAR(read.products, 360, 1e-6);
    EXPECT_NEAR(read.objective, 520, 1e-6);
    ASSERT_EQ(read.years.size(), 5U);
    EXPECT_NEAR(read.years[0].capital, 60 + (read.years[1].capital > 60.5 ? 0 : 40), 1e-6);
    EXPECT_EQ(read.years[1].reached, 0);
    EXPECT_NEAR(read.years[4].reached, 10, 1e-6);
}

TEST(Years, NoYearSpendsMoreThanItsBudget) {
    const Network network = by_hand();
    const Years years{network, {}, {.years = 5, .budgets = {140, 100}}};
    const lp::Model model = years.least_cost(408);
    const lp::Solution solution = lp::solve(model);
    ASSERT_EQ(solution.status, lp::Status::optimal);
    const Roadmap read = years.read(model, solution);
    EXPECT_NEAR(read.objective, 608, 1e-6);
    for (std::size_t year = 0; year < 5; ++year)
        EXPECT_LE(read.years[year].capital, (year == 0 ? 140 : 100) + 1e-6);
    EXPECT_EQ(lp::solve(years.least_cost(409)).status, lp::Status::infeasible);
}

TEST(Years, LearningIsBoundedOrRefused) {
    Network network = by_hand();
    for (auto& process : network.processes)
        if (process.id == "fab") process.build_days = 0;
    network::Learning step;
    for (const auto id : network.processes.ids())
        if (network.processes[id].id == "fab") step.process = id;
    step.id = "known";
    step.started = 100;
    network.processes[step.process].yield = 0.5;
    network.learning = {step};
    const Years years{network, {}, {.years = 2}};
    const lp::Model model = years.most_products();
    // One yes or no in the second year; in the first nothing was started before.
    EXPECT_EQ(columns_named(model, "learned["), 1U);
}

}  // namespace
}  // namespace jarip::onshore
