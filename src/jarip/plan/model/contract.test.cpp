#include "jarip/plan/model/contract.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::plan {
namespace {

std::vector<double> costs_of(const lp::Model& model) {
    std::vector<double> costs;
    for (const lp::Column& column : model.columns) costs.push_back(column.cost);
    return costs;
}

// Makers a (7) and b (5) reach customers x (10, worth 3) and y (10, worth 2); with b's way to x closed x gets 7.
TEST(Contraction, MakersThatReachTheSameCustomersAreOneBalance) {
    lp::Model model;
    std::map<std::string, lp::ColumnId> c;
    std::map<std::string, std::vector<lp::Term>> balance;
    const auto add = [&](const std::string& name, double high, double cost) {
        return c[name] = model.add_column(name, 0, high, cost);
    };
    for (const auto& [maker, most] : {std::pair{"a", 7.0}, {"b", 5.0}})
        balance[maker].push_back({add(maker, most, 0), 1});
    for (const auto& [customer, worth] : {std::pair{"x", 3.0}, {"y", 2.0}})
        balance[customer].push_back({add(customer, 10, -worth), -1});
    for (const char* maker : {"a", "b"})
        for (const char* customer : {"x", "y"}) {
            const lp::ColumnId way = add(maker + std::string{customer}, lp::kInfinity, 0);
            balance[maker].push_back({way, -1});
            balance[customer].push_back({way, 1});
        }
    for (const auto& [place, terms] : balance) model.add_row(place, 0, 0, terms);

    const Contraction whole{model, costs_of(model)};
    const auto all = whole.without({});
    EXPECT_EQ(all.model.rows.size(), 1U);
    EXPECT_EQ(all.model.columns.size(), 3U);  // the makers differ in nothing but their limits
    EXPECT_NEAR(lp::solve(all.model).objective, -(10 * 3 + 2 * 2), 1e-9);

    const auto without = whole.without(std::vector{c["bx"]});
    const lp::Solution solution = lp::solve(without.model);
    EXPECT_NEAR(solution.objective, -(7 * 3 + 5 * 2), 1e-9);
    EXPECT_NEAR(without.values_of_whole(solution, model.columns.size())[c["x"]], 7, 1e-9);

    const auto nothing = whole.without(std::vector{c["a"], c["bx"], c["by"]});
    EXPECT_TRUE(nothing.model.columns.empty());
    EXPECT_TRUE(nothing.values.empty());
}

// x = 2 a + b and m = x / 0.5 are left as sums; of m's limit of 24 there is 12 of x: a = 5 for 3 each, and b = 2 for 1.
TEST(Contraction, WhatAloneFillsABalanceIsWhatIsTakenFromThere) {
    lp::Model model;
    const lp::ColumnId m = model.add_column("m", 0, 24, 0);
    const lp::ColumnId x = model.add_column("x", 0, 1000, 0);
    const lp::ColumnId raw = model.add_column("raw", 0, 100, 0);
    const lp::ColumnId other = model.add_column("other", 0, 100, 0);
    const lp::ColumnId a = model.add_column("a", 0, 5, -3);
    const lp::ColumnId b = model.add_column("b", 0, 10, -1);
    model.add_row("raw", 0, 0, {{raw, 1}, {m, -3}});
    model.add_row("other", 0, 0, {{other, 1}, {m, -1}});
    model.add_row("made", 0, 0, {{m, 0.5}, {x, -1}});
    model.add_row("used", 0, 0, {{x, 1}, {a, -2}, {b, -1}});
    const auto part = Contraction{model, costs_of(model)}.without({});
    EXPECT_LE(part.model.columns.size(), 2U + 2U);
    const lp::Solution solution = lp::solve(part.model);
    EXPECT_NEAR(solution.objective, -(5 * 3 + 2 * 1), 1e-9);
    const auto values = part.values_of_whole(solution, model.columns.size());
    const std::vector<std::pair<lp::ColumnId, double>> wanted{{m, 24},     {x, 12}, {raw, 72},
                                                              {other, 24}, {a, 5},  {b, 2}};
    for (const auto& [column, value] : wanted) EXPECT_NEAR(values[column], value, 1e-9);
}

// What goes round in a circle comes from nowhere.
TEST(Contraction, ACircleOfWaysDeliversNothing) {
    lp::Model model;
    const lp::ColumnId there = model.add_column("there", 0, lp::kInfinity, 0);
    const lp::ColumnId back = model.add_column("back", 0, lp::kInfinity, 0);
    const lp::ColumnId out = model.add_column("out", 0, 5, -1);
    model.add_row("a", 0, 0, {{there, -1}, {back, 1}});
    model.add_row("b", 0, 0, {{there, 1}, {back, -1}, {out, -1}});
    const auto part = Contraction{model, costs_of(model)}.without({});
    EXPECT_TRUE(part.model.columns.empty());
}

// Of what z gets, 0.2 and 0.8 are to come from a (4) and b (100): 0.8 / 0.2 · 4 + 4 = 20. One of the two rows says nothing
// that the other does not, but for the last digit of the quotient.
TEST(Contraction, SharesThatAddUpToOneAreHeldOnce) {
    for (const double share : {0.2, 0.1, 0.9460514361880629, 1.0 / 3, 1.0 / 7}) {
        lp::Model model;
        const lp::ColumnId a = model.add_column("a", 0, 4, 0);
        const lp::ColumnId b = model.add_column("b", 0, 1000, 0);
        const lp::ColumnId from_a = model.add_column("from a", 0, lp::kInfinity, 0);
        const lp::ColumnId from_b = model.add_column("from b", 0, lp::kInfinity, 0);
        const lp::ColumnId sold = model.add_column("sold", 0, lp::kInfinity, -1);
        const double other = 1 - share;
        model.add_row("share of a", 0, 0, {{from_a, 1 - share}, {from_b, -share}});
        model.add_row("share of b", 0, 0, {{from_b, 1 - other}, {from_a, -other}});
        model.add_row("made by a", 0, 0, {{a, 1}, {from_a, -1}});
        model.add_row("made by b", 0, 0, {{b, 1}, {from_b, -1}});
        model.add_row("z", 0, 0, {{from_a, 1}, {from_b, 1}, {sold, -1}});
        const auto part = Contraction{model, costs_of(model)}.without({});
        const lp::Solution solution = lp::solve(part.model);
        ASSERT_EQ(solution.status, lp::Status::optimal) << share;
        EXPECT_NEAR(solution.objective, -4 / share, 1e-6) << share;
    }
}

void add_shares(lp::Model& model, const std::vector<lp::ColumnId>& ways, RandomStream& random) {
    std::vector<double> shares;
    for (std::size_t k = 0; k < ways.size(); ++k)
        shares.push_back(1 + static_cast<double>(random.below(1000)));
    const double all = sum(shares);
    for (std::size_t k = 0; k < ways.size(); ++k) {
        std::vector<lp::Term> terms{{ways[k], 1}};
        for (const lp::ColumnId way : ways) terms.push_back({way, -shares[k] / all});
        model.add_row("share", 0, 0, std::move(terms));
    }
}

/// Items made of the items before at places; ways of each item with and without limit, some of them with shares of all that comes
/// in, which add up to one; equal and unequal demand.
lp::Model random_chain(RandomStream& random) {
    const auto pick = [&](std::uint64_t count) { return random.below(count); };
    lp::Model model;
    const std::size_t items = 2 + pick(4), places = 2 + pick(4);
    std::vector<std::vector<std::vector<lp::Term>>> balance(items);
    for (std::size_t i = 0; i < items; ++i) {
        balance[i].resize(places);
        for (std::size_t p = 0; p < places; ++p) {
            if (pick(3) == 0 && i > 0) continue;
            const lp::ColumnId made = model.add_column("make", 0, lp::kInfinity, 0);
            if (pick(2) == 0)
                model.add_row("capacity", -lp::kInfinity, 1 + static_cast<double>(pick(30)),
                              {{made, 1}});
            balance[i][p].push_back({made, pick(2) == 0 ? 1 : 0.5});
            if (i > 0) balance[pick(i)][p].push_back({made, -1.0 - static_cast<double>(pick(3))});
        }
        std::vector<std::vector<lp::ColumnId>> inflow(places);
        for (std::size_t p = 0; p < places; ++p)
            for (std::size_t q = 0; q < places; ++q) {
                if (p == q || pick(3) == 0) continue;
                const lp::ColumnId way = model.add_column(
                    "way", 0, pick(4) == 0 ? static_cast<double>(pick(20)) : lp::kInfinity, 0);
                balance[i][p].push_back({way, -1});
                balance[i][q].push_back({way, 1});
                inflow[q].push_back(way);
            }
        for (const auto& ways : inflow)
            if (ways.size() > 1 && pick(4) == 0) add_shares(model, ways, random);
    }
    for (std::size_t d = 0; d < 4; ++d) {
        const lp::ColumnId delivered = model.add_column("deliver", 0, lp::kInfinity, 0);
        const double wanted = 5 * (1 + static_cast<double>(pick(4)));
        const double worth = 1 + static_cast<double>(pick(2));
        balance[items - 1 - pick(2)][pick(places)].push_back({delivered, -1});
        model.add_row("demand", 0, wanted, {{delivered, 1}});
        std::vector<lp::Term> steps{{delivered, -1}};
        for (int k = 0; k < 3; ++k)
            steps.push_back({model.add_column("step", 0, wanted / 3, -worth + 0.01 * k), 1});
        model.add_row("steps", 0, 0, steps);
    }
    const lp::ColumnId over = model.add_column("over", 0, lp::kInfinity, 0);
    const lp::ColumnId under = model.add_column("under", 0, lp::kInfinity, 0);
    model.add_row("soft", 0, 0, {{lp::ColumnId{0}, 1}, {over, -1}, {under, 1}});
    for (auto& of_item : balance)
        for (auto& terms : of_item) model.add_row("balance", 0, 0, std::move(terms));
    return model;
}

TEST(Contraction, HasTheBestObjectiveOfTheWholeWithAnyColumnsClosed) {
    std::size_t delivering = 0;
    std::size_t limited = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        RandomStream random{{.seed = seed}};
        lp::Model model = random_chain(random);
        const Contraction whole{model, costs_of(model)};
        std::vector<lp::ColumnId> closed;
        for (std::uint64_t k = random.below(5); k > 0; --k)
            closed.emplace_back(random.below(model.columns.size() - 2));  // over and under are last
        const auto part = whole.without(closed);
        EXPECT_THROW((void)whole.without(std::vector{lp::ColumnId{model.columns.size() - 1}}),
                     std::logic_error);
        for (const lp::ColumnId id : closed) model.columns[id].low = model.columns[id].high = 0;
        const lp::Solution expected = lp::solve(model);
        const lp::Solution found = lp::solve(part.model);
        ASSERT_EQ(expected.status, found.status) << seed;
        if (expected.status != lp::Status::optimal) continue;
        EXPECT_NEAR(found.objective, expected.objective, 1e-6) << seed;
        delivering += expected.objective < -1 ? 1 : 0;
        EXPECT_LT(part.model.rows.size(), model.rows.size());
        // The columns that cost something have values in their limits that add up to the objective.
        const auto values = part.values_of_whole(found, model.columns.size());
        double objective = 0;
        for (const lp::ColumnId id : model.columns.ids()) {
            objective += model.columns[id].cost * values[id];
            EXPECT_GE(values[id], -1e-6) << seed;
            EXPECT_LE(values[id], model.columns[id].high + 1e-6) << seed;
        }
        EXPECT_NEAR(objective, expected.objective, 1e-6) << seed;
        // And where closing is no more than other limits of what is left with nothing closed, so with these.
        auto open = whole.without({});
        const auto limits = whole.limits_without(open, closed);
        if (!limits) continue;
        if (!closed.empty()) ++limited;
        for (const auto& [column, high] : *limits) open.model.columns[column].high = high;
        const lp::Solution again = lp::solve(open.model, {.presolve = false});
        ASSERT_EQ(again.status, lp::Status::optimal) << seed;
        EXPECT_NEAR(again.objective, expected.objective, 1e-6) << seed;
        for (const lp::ColumnId id : closed)
            EXPECT_NEAR(open.values_of_whole(again, model.columns.size())[id], 0, 1e-6) << seed;
    }
    EXPECT_GT(delivering, 100U);
    EXPECT_GT(limited, 100U);
}

// Two makers are one column in what is left: with one of them closed the other's limit is left. A way that another maker fills
// can be closed by no limit.
TEST(Contraction, ClosesAMakerByTheLimitThatItShares) {
    lp::Model model;
    const lp::ColumnId a = model.add_column("a", 0, 7, 0);
    const lp::ColumnId b = model.add_column("b", 0, 5, 0);
    const lp::ColumnId x = model.add_column("x", 0, 20, -1);
    const lp::ColumnId ax = model.add_column("ax", 0, lp::kInfinity, 0);
    const lp::ColumnId bx = model.add_column("bx", 0, lp::kInfinity, 0);
    model.add_row("at a", 0, 0, {{a, 1}, {ax, -1}});
    model.add_row("at b", 0, 0, {{b, 1}, {bx, -1}});
    model.add_row("at x", 0, 0, {{ax, 1}, {bx, 1}, {x, -1}});
    const Contraction whole{model, costs_of(model)};
    auto part = whole.without({});
    const auto limits = whole.limits_without(part, std::vector{a, ax});
    ASSERT_TRUE(limits);
    for (const auto& [column, high] : *limits) part.model.columns[column].high = high;
    EXPECT_NEAR(lp::solve(part.model).objective, -5, 1e-9);
    EXPECT_FALSE(whole.limits_without(part, std::vector{ax}));
}

}  // namespace
}  // namespace jarip::plan
