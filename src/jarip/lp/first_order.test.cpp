#include "jarip/lp/first_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "jarip/lp/prices.hpp"

namespace jarip::lp {
namespace {

// 300 customers want a unit each: from plant A at 1 (140 units), from plant B at 1 and k thousandths (100 units), or not
// at all at 10. By hand: both plants are full, B serves the 100 to whom it is cheapest, and 60 get nothing.
//   140 · 1 + 100 · 1 + (0.001 + … + 0.100) + 60 · 10 = 845.05
constexpr double kOptimum = 845.05;

Model two_plants() {
    Model model;
    std::vector<Term> a, b;
    for (int k = 0; k < 300; ++k) {
        const double more = 0.001 * (k * 7919 % 300 + 1);
        const ColumnId from_a = model.add_column("a", 0, kInfinity, 1);
        const ColumnId from_b = model.add_column("b", 0, kInfinity, 1 + more);
        const ColumnId lost = model.add_column("lost", 0, kInfinity, 10);
        model.add_row("wanted", 1, 1, {{from_a, 1}, {from_b, 1}, {lost, 1}});
        a.push_back({from_a, 1});
        b.push_back({from_b, 1});
    }
    model.add_row("plant a", -kInfinity, 140, a);
    model.add_row("plant b", -kInfinity, 100, b);
    return model;
}

bool never() { return false; }

TEST(FirstOrder, ComesNearTheLeastCostAndItsDualsProveIt) {
    const Model model = two_plants();
    const Matrix matrix{model};
    FirstOrder method{matrix};
    method.run(4'000, never);
    Point point = method.point();
    point.values = method.settled(4'000, never);
    double cost = 0;
    for (std::size_t j = 0; j < point.values.size(); ++j) {
        EXPECT_GE(point.values[j], 0);
        cost += matrix.costs[j] * point.values[j];
    }
    for (std::size_t i = 0; i < matrix.row_count(); ++i) {
        double activity = 0;
        for (std::uint32_t t = matrix.rows.starts[i]; t < matrix.rows.starts[i + 1]; ++t)
            activity += matrix.rows.terms[t] * point.values[matrix.rows.others[t]];
        EXPECT_GE(activity, matrix.row_low[i] - 1e-4);
        EXPECT_LE(activity, matrix.row_high[i] + 1e-4);
    }
    EXPECT_NEAR(cost, kOptimum, 0.1);
    const double bound = Prices{matrix}.mended(point).bound;
    EXPECT_LE(bound, kOptimum + 1e-9);
    EXPECT_GE(bound, kOptimum - 0.1);
}

TEST(FirstOrder, NoDualsProveMoreThanTheLeast) {
    const Model model = two_plants();
    const Matrix matrix{model};
    const Prices prices{matrix};
    std::mt19937_64 draw{1};
    const auto share = [&draw] { return static_cast<double>(draw() >> 11U) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        Point point{std::vector<double>(matrix.column_count(), 0),
                    std::vector<double>(matrix.row_count(), 0)};
        const double most = std::exp2(static_cast<double>(k % 20) - 10);
        for (double& dual : point.duals) dual = (share() - 0.3) * most;
        for (double& value : point.values) value = share();
        EXPECT_LE(prices.mended(point).bound, kOptimum + 1e-9) << k;
    }
}

// What one row asks of one column is a limit of that column, and its price is what the column gains there. By hand: 6 are
// wanted; of a (1 each) no more than 4 (2a ≤ 8), of b (3 each) at least 1 (−b ≤ −1), the rest of c (5 each): a 4, b 2, which
// is more than 1, and c nothing, since b has no limit: 4 + 6 = 10. One more of a would save 2, so that the row 2a ≤ 8 is worth −1.
TEST(FirstOrder, RowsOfOneTermHoldAtEveryStepAndHaveTheirPrice) {
    Model model;
    const ColumnId a = model.add_column("a", 0, kInfinity, 1);
    const ColumnId b = model.add_column("b", 0, kInfinity, 3);
    const ColumnId c = model.add_column("c", 0, kInfinity, 5);
    model.add_row("wanted", 6, 6, {{a, 1}, {b, 1}, {c, 1}});
    model.add_row("most of a", -kInfinity, 8, {{a, 2}});
    model.add_row("least of b", -kInfinity, -1, {{b, -1}});
    const Matrix matrix{model};
    FirstOrder method{matrix};
    for (int k = 0; k < 20; ++k) {
        method.run(50, never);
        const Point point = method.point();
        EXPECT_LE(point.values[a.index()] * matrix.units.columns[a.index()], 4 * (1 + 1e-6)) << k;
        EXPECT_GE(point.values[b.index()] * matrix.units.columns[b.index()], 1 - 1e-6) << k;
    }
    const Point point = method.point();
    EXPECT_NEAR(point.duals[0] / matrix.units.rows[0], 3, 1e-3);
    EXPECT_NEAR(point.duals[1] / matrix.units.rows[1], -1, 1e-3);
    EXPECT_EQ(point.duals[2], 0);
    EXPECT_NEAR(Prices{matrix}.mended(point).bound, 10, 1e-2);
}

TEST(FirstOrder, StopsWhereItIsTold) {
    const Model model = two_plants();
    const Matrix matrix{model};
    FirstOrder method{matrix};
    method.run(1'000'000, [&method] { return method.steps() > 500; });
    EXPECT_LT(method.steps(), 700U);
}

// Two makers ship to each other: a circle. A unit is wanted at b; it costs 3 at a, 5 at b, 1 on the way: 4.
TEST(FirstOrder, PlacesOnACircleLieNextToEachOther) {
    Model model;
    const ColumnId at_a = model.add_column("at a", 0, 1, 3);
    const ColumnId at_b = model.add_column("at b", 0, 1, 5);
    const ColumnId to_b = model.add_column("to b", 0, kInfinity, 1);
    const ColumnId to_a = model.add_column("to a", 0, kInfinity, 1);
    const ColumnId out = model.add_column("out", 0, kInfinity, 0);
    model.add_row("wanted", 1, 1, {{out, 1}});
    model.add_row("b", 0, 0, {{at_b, 1}, {to_b, 1}, {to_a, -1}, {out, -1}});
    model.add_row("a", 0, 0, {{at_a, 1}, {to_b, -1}, {to_a, 1}});
    const Matrix matrix{model};
    const Places places = places_along_flow(matrix);
    EXPECT_TRUE(places.circles);
    ASSERT_EQ(places.rows.size(), 3U);
    EXPECT_EQ(places.rows.back(), 0U);
    const double bound = Prices{matrix}.mended({{1, 0, 1, 0, 1}, {4, 4, 3}}).bound;
    EXPECT_NEAR(bound, 4, 1e-9);
    EXPECT_LE(Prices{matrix}.mended({{1, 0, 1, 0, 1}, {9, 7, 3}}).bound, 4 + 1e-9);
}

}  // namespace
}  // namespace jarip::lp
