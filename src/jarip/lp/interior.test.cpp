#include <gtest/gtest.h>

#include <cstddef>
#include <stop_token>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {
namespace {

constexpr std::size_t kCustomers = 300;
constexpr double kPlant = 140;  // units, of each of two plants
constexpr double kLost = 1e9;

// 300 customers want a unit each, from plant A at 1, from plant B at 1 and some thousandths, or not at all at 10⁹. By
// hand: both plants are full, B serves those to whom it is cheapest, and whom A serves does not matter.
//   140 · 1 + 140 · 1 + (0.001 + … + 0.140) + 20 · 10⁹
struct TwoPlants {
    Model model;
    std::vector<ColumnId> from_b;
    std::vector<double> more;  ///< that B costs

    TwoPlants() {
        std::vector<Term> a;
        std::vector<Term> b;
        for (std::size_t k = 0; k < kCustomers; ++k) {
            more.push_back(0.001 * static_cast<double>(k * 7919 % kCustomers + 1));
            const ColumnId first = model.add_column("a", 0, kInfinity, 1);
            from_b.push_back(model.add_column("b", 0, kInfinity, 1 + more.back()));
            const ColumnId lost = model.add_column("lost", 0, kInfinity, kLost);
            model.add_row("wanted", 1, 1, {{first, 1}, {from_b.back(), 1}, {lost, 1}});
            a.push_back({first, 1});
            b.push_back({from_b.back(), 1});
        }
        model.add_row("a", -kInfinity, kPlant, a);
        model.add_row("b", -kInfinity, kPlant, b);
    }
};

TEST(Interior, EndsAtAVertexAndKeepsThousandthsBesideBillions) {
    const TwoPlants two;
    const Solution solution = Solver{two.model}.solve({.interior_point = true});
    ASSERT_EQ(solution.status, Status::optimal);
    double more = 0;
    for (std::size_t k = 0; k < kCustomers; ++k) {
        const double units = solution.values[two.from_b[k]];
        EXPECT_NEAR(units, two.more[k] < 0.1405 ? 1 : 0, 1e-9) << two.more[k];
        more += units * two.more[k];
    }
    EXPECT_NEAR(more, 0.001 * 140 * 141 / 2, 1e-9);
    EXPECT_NEAR(solution.objective, 20 * kLost + 280 + more, 1e-3);
    EXPECT_TRUE(certify(two.model, solution).holds);
}

TEST(Interior, ReSolvesFromItsVertexAndAgreesWithTheSimplexMethod) {
    const TwoPlants two;
    Solver inside{two.model};
    ASSERT_EQ(inside.solve({.interior_point = true}).status, Status::optimal);
    const ColumnId dear = two.from_b[0];
    inside.set_bounds(dear, 1, 1);
    Solver simplex{two.model};
    simplex.set_bounds(dear, 1, 1);
    const Solution again = inside.solve({.interior_point = true});
    ASSERT_EQ(again.status, Status::optimal);
    EXPECT_NEAR(again.objective / simplex.solve().objective, 1, 1e-12);
}

TEST(Interior, SaysInfeasibleUnboundedAndInterrupted) {
    Model model;
    const ColumnId x = model.add_column("x", 0, kInfinity, -1);
    const ColumnId y = model.add_column("y", 0, kInfinity, 0);
    model.add_row("difference", 0, 0, {{x, 1}, {y, -1}});
    EXPECT_EQ(Solver{model}.solve({.interior_point = true}).status, Status::unbounded);
    model.add_row("negative", -kInfinity, -1, {{x, 1}, {y, 1}});
    EXPECT_EQ(Solver{model}.solve({.interior_point = true}).status, Status::infeasible);

    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(
        Solver{TwoPlants{}.model}.solve({.stop = stop.get_token(), .interior_point = true}).status,
        Status::interrupted);
}

}  // namespace
}  // namespace jarip::lp
