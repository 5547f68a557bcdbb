#include <gtest/gtest.h>

#include "jarip/lp.hpp"

namespace jarip::lp {
namespace {

// All of 1 is wanted, of which two sources may give 1 − 5·10⁻⁸: the rest, half of what the solver's tolerance forgives,
// has to be bought.
struct AlmostEnough {
    Model model;
    ColumnId one = model.add_column("one", 0, kInfinity, 1);
    ColumnId two = model.add_column("two", 0, kInfinity, 2);
    ColumnId bought = model.add_column("bought", 0, kInfinity, 100);
    RowId wanted = model.add_row("wanted", 1, 1, {{one, 1}, {two, 1}, {bought, 1}});
    RowId most = model.add_row("most", -kInfinity, 1 - 5e-8, {{one, 1}, {two, 1}});
};

TEST(Refine, SeesWhatTheSolversToleranceForgives) {
    const AlmostEnough little;
    Solver solver{little.model};
    ASSERT_EQ(solver.solve().values[little.bought], 0) << "the test would show nothing";
    const Solution solution = solve_refined(solver, little.model);
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_NEAR(solution.values[little.bought], 5e-8, 1e-15);
    EXPECT_NEAR(solution.objective, 1 + 99 * 5e-8, 1e-12);
    EXPECT_NEAR(solution.duals[little.wanted], 100, 1e-9);
    EXPECT_NEAR(solution.duals[little.most], -99, 1e-9);
    EXPECT_TRUE(certify(little.model, solution, 1e-11).holds);
}

TEST(Refine, LeavesTheSolverAsItWasAtTheBasisOfTheSolution) {
    const AlmostEnough little;
    Solver solver{little.model};
    const Solution refined = solve_refined(solver, little.model);
    EXPECT_EQ(solver.basis().columns[little.bought], BasisStatus::basic);
    const Solution again = solver.solve();
    EXPECT_NEAR(again.objective, refined.objective, 1e-12);
}

TEST(Refine, SaysInfeasible) {
    Model model;
    const ColumnId x = model.add_column("x", 0, 1, 1);
    model.add_row("too much", 2, kInfinity, {{x, 1}});
    Solver solver{model};
    EXPECT_EQ(solve_refined(solver, model).status, Status::infeasible);
}

}  // namespace
}  // namespace jarip::lp
