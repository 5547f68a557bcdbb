#include "jarip/lp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace jarip::lp {
namespace {

// Two sources of one good: 40 units at 3, the rest at 5; wanted are 100.
//   objective 40·3 + 60·5 = 420; one more wanted costs 5; one more unit at the cheap source saves 2.
struct TwoSources {
    Model model;
    ColumnId cheap = model.add_column("cheap", 0, 40, 3);
    ColumnId dear = model.add_column("dear", 0, kInfinity, 5);
    RowId wanted = model.add_row("wanted", 100, kInfinity, {{cheap, 1}, {dear, 1}});
};

std::string code_of(const auto& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.diagnostics().front().code;
    }
    return "";
}

TEST(Lp, GivesTheHandSolvedOptimum) {
    const TwoSources two;
    const Solution solution = solve(two.model);
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_DOUBLE_EQ(solution.objective, 420);
    EXPECT_DOUBLE_EQ(solution.values[two.cheap], 40);
    EXPECT_DOUBLE_EQ(solution.values[two.dear], 60);
    EXPECT_DOUBLE_EQ(solution.activities[two.wanted], 100);
    EXPECT_EQ(solution.gap, 0);
    EXPECT_EQ(solution.bound, solution.objective);
}

TEST(Lp, ADualIsTheChangeOfTheObjectivePerUnitOfTheBound) {
    const TwoSources two;
    const Solution solution = solve(two.model);
    EXPECT_DOUBLE_EQ(solution.duals[two.wanted], 5);
    EXPECT_DOUBLE_EQ(solution.reduced_costs[two.cheap], -2);
    EXPECT_DOUBLE_EQ(solution.reduced_costs[two.dear], 0);

    Solver solver{two.model};
    const double before = solver.solve().objective;
    solver.set_bounds(two.wanted, 101, kInfinity);
    EXPECT_DOUBLE_EQ(solver.solve().objective - before, 5);
    solver.set_bounds(two.wanted, 100, kInfinity);
    solver.set_bounds(two.cheap, 0, 41);
    EXPECT_DOUBLE_EQ(solver.solve().objective - before, -2);
}

TEST(Lp, AnUpperLimitThatBindsInAMinimisationHasANegativeDual) {
    Model model;
    const ColumnId made = model.add_column("made", 0, kInfinity, -7);  // earns 7
    const RowId capacity = model.add_row("capacity", -kInfinity, 12, {{made, 2}});
    const Solution solution = solve(model);
    EXPECT_DOUBLE_EQ(solution.objective, -42);
    EXPECT_DOUBLE_EQ(solution.duals[capacity], -3.5);
    EXPECT_TRUE(certify(model, solution).holds);
}

TEST(Lp, TermsOfTheSameColumnAreAddedUp) {
    Model model;
    const ColumnId x = model.add_column("x", 0, kInfinity, 1);
    const ColumnId y = model.add_column("y", 0, kInfinity, 1);
    const RowId row = model.add_row("row", 6, kInfinity, {{y, 1}, {x, 1}, {x, 2}, {y, -1}});
    EXPECT_EQ(model.rows[row].end - model.rows[row].begin, 1);
    EXPECT_DOUBLE_EQ(solve(model).objective, 2);
}

TEST(Lp, SaysInfeasibleAndUnbounded) {
    Model infeasible;
    const ColumnId x = infeasible.add_column("x", 0, 1, 1);
    infeasible.add_row("too much", 2, kInfinity, {{x, 1}});
    EXPECT_EQ(solve(infeasible).status, Status::infeasible);

    Model unbounded;
    const ColumnId y = unbounded.add_column("y", 0, kInfinity, -1);
    const ColumnId z = unbounded.add_column("z", 0, kInfinity, 0);
    unbounded.add_row("balance", 0, 0, {{y, 1}, {z, -1}});
    EXPECT_EQ(solve(unbounded).status, Status::unbounded);
}

TEST(Lp, CrossedBoundsAreInfeasible) {
    TwoSources two;
    Solver solver{two.model};
    solver.set_bounds(two.cheap, 5, 4);
    EXPECT_EQ(solver.solve().status, Status::infeasible);
    solver.set_bounds(two.cheap, 0, 40);
    EXPECT_DOUBLE_EQ(solver.solve().objective, 420);
}

TEST(Lp, AModelWithoutRowsOrColumnsIsSolved) {
    EXPECT_EQ(solve(Model{}).status, Status::optimal);
    Model only_columns;
    only_columns.add_column("x", 2, 3, 1);
    EXPECT_DOUBLE_EQ(solve(only_columns).objective, 2);
    Model only_rows;
    only_rows.add_row("nothing is one", 1, 1, {});
    EXPECT_EQ(solve(only_rows).status, Status::infeasible);
}

// Open either of two plants (fixed cost 10 and 14, capacity 5 and 9) for 7 units at 1 and 1.2 each:
//   the second alone costs 14 + 8.4 = 22.4; both cost 24 + 5 + 2.4 = 31.4.
TEST(Lp, GivesTheHandSolvedMixedIntegerOptimumWithWholeBinaries) {
    Model model;
    const ColumnId open_a = model.add_column("open a", 0, 1, 10, true);
    const ColumnId open_b = model.add_column("open b", 0, 1, 14, true);
    const ColumnId a = model.add_column("a", 0, kInfinity, 1);
    const ColumnId b = model.add_column("b", 0, kInfinity, 1.2);
    model.add_row("capacity a", -kInfinity, 0, {{a, 1}, {open_a, -5}});
    model.add_row("capacity b", -kInfinity, 0, {{b, 1}, {open_b, -9}});
    model.add_row("wanted", 7, 7, {{a, 1}, {b, 1}});
    const Solution solution = solve(model);
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_NEAR(solution.objective, 22.4, 1e-12);
    EXPECT_LE(solution.gap, 1e-7);
    EXPECT_LE(solution.bound, solution.objective);
    EXPECT_EQ(solution.values[open_a], 0);
    EXPECT_EQ(solution.values[open_b], 1);
    EXPECT_TRUE(certify(model, solution).holds);

    Solver solver{model};
    EXPECT_EQ(solver.solve().values.values(), solution.values.values());
    solver.set_bounds(open_b, 0, 0);
    EXPECT_EQ(solver.solve().status, Status::infeasible);
    solver.set_bounds(open_b, 0, 1);
    EXPECT_EQ(solver.solve().values.values(), solution.values.values());
}

TEST(Lp, CostsOfABillionBesideCentsKeepTheCents) {
    Model model;
    const ColumnId cheap = model.add_column("cheap", 0, 40, 0.3);
    const ColumnId dear = model.add_column("dear", 0, kInfinity, 0.30001);
    const ColumnId lost = model.add_column("lost", 0, kInfinity, 1e9);
    model.add_row("wanted", 100, 100, {{cheap, 1}, {dear, 1}, {lost, 1}});
    const Solution solution = solve(model);
    EXPECT_NEAR(solution.objective, 12 + 60 * 0.30001, 1e-9);
    EXPECT_EQ(solution.values[lost], 0);
    EXPECT_NEAR(solution.reduced_costs[cheap], -0.00001, 1e-9);
    EXPECT_TRUE(certify(model, solution).holds);
}

// Draw 95 of src/jarip/onshore/scales.test.cpp: parts are free, and the part of the second step that costs least costs
// 1.6·10⁻⁸ in all beside others of 10⁶ to 10¹¹. What is made too much of it lies in a stock that costs nothing.
TEST(Lp, ACostOfTwentyDigitsLessIsNotWasted) {
    Model model;
    const auto column = [&](const char* name, double cost, double size) {
        const ColumnId id = model.add_column(name, 0, kInfinity, cost);
        model.columns[id].size = size;
        return id;
    };
    const double wanted = 0.00025747676186714947;
    const double parts = 6.772971879739383e-11;
    const ColumnId dear = column("dear", 1.9200552226944547e17, parts);
    const ColumnId dearest = column("dearest", 1.0949455839841328e22, parts);
    const ColumnId free = column("free", 0, parts);
    const ColumnId cheap = column("cheap", 6.111680909290589e-05, wanted);
    const ColumnId other = column("other", 0.3109920668262135, wanted);
    const ColumnId stock = column("stock", 0, wanted);
    const ColumnId fab = model.add_column("fab", 0, 1, 0.3260898162003094, true);
    const ColumnId plant = model.add_column("plant", 0, 1, 3931427.752840421, true);
    const double quantity = 1.3061944617042344e-07;
    model.add_row("parts", 0, 0,
                  {{dear, 1}, {dearest, 1}, {free, 1}, {cheap, -quantity}, {other, -quantity}});
    model.add_row("wanted", wanted, wanted, {{cheap, 1}, {other, 1}, {stock, -1}});
    model.add_row("capacity", -kInfinity, 43708484178.36749, {{cheap, 1}});
    model.add_row("built[fab]", -kInfinity, 0, {{dear, 1}, {fab, -parts}});
    model.add_row("built[plant]", -kInfinity, 0, {{other, 1}, {plant, -wanted}});
    const Solution solution = solve(model);
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_NEAR(solution.objective, wanted * 6.111680909290589e-05, 1e-14);
    EXPECT_TRUE(certify(model, solution).holds);
}

TEST(Lp, AStopThatWasAskedForInterrupts) {
    const TwoSources two;
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(solve(two.model, {.stop = source.get_token()}).status, Status::interrupted);
}

// A knapsack of market-split rows, which branch and bound does not finish in any reasonable time.
TEST(Lp, AStopAskedForWhileSolvingInterrupts) {
    Model model;
    RandomStream random{{.seed = 7}};
    std::vector<ColumnId> columns;
    for (int j = 0; j < 40; ++j)
        columns.push_back(model.add_column("x" + std::to_string(j), 0, 1, 0, true));
    for (int i = 0; i < 5; ++i) {
        std::vector<Term> terms;
        double total = 0;
        for (const ColumnId column : columns) {
            terms.push_back({column, static_cast<double>(random.below(100))});
            total += terms.back().coefficient;
        }
        const ColumnId over = model.add_column("over" + std::to_string(i), 0, kInfinity, 1);
        const ColumnId under = model.add_column("under" + std::to_string(i), 0, kInfinity, 1);
        terms.push_back({over, -1});
        terms.push_back({under, 1});
        model.add_row("split" + std::to_string(i), std::floor(total / 2), std::floor(total / 2),
                      terms);
    }
    std::stop_source source;
    std::jthread later{[&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
        source.request_stop();
    }};
    const Solution solution = solve(model, {.stop = source.get_token()});
    EXPECT_EQ(solution.status, Status::interrupted);
    if (!solution.values.empty()) {
        EXPECT_TRUE(certify(model, solution).holds);
        EXPECT_LE(solution.bound, solution.objective);
    }
    EXPECT_EQ(solve(model, {.seconds = 0.2}).status, Status::limit);
}

TEST(Lp, RefusesWhatIsNoNumber) {
    Model model;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const ColumnId x = model.add_column("x", 0, 1, 0);
    EXPECT_EQ(code_of([&] { model.add_column("y", 0, 1, nan); }), "E0300");
    EXPECT_EQ(code_of([&] { model.add_column("y", 0, 1, kInfinity); }), "E0300");
    EXPECT_EQ(code_of([&] { model.add_row("r", 0, 1, {{x, 1e308}}); }), "E0300");
    EXPECT_EQ(code_of([&] { model.add_row("r", 0, 1, {{x, nan}}); }), "E0300");
    EXPECT_EQ(code_of([&] { model.add_column("y", nan, 1, 0); }), "E0301");
    EXPECT_EQ(code_of([&] { model.add_column("y", kInfinity, kInfinity, 0); }), "E0301");
    EXPECT_EQ(code_of([&] { model.add_row("r", 0, -kInfinity, {{x, 1}}); }), "E0301");
    EXPECT_EQ(code_of([&] { model.add_row("r", 0, 1, {{ColumnId{}, 1}}); }), "E0302");
    EXPECT_EQ(code_of([&] { model.add_row("r", 0, 1, {{ColumnId{7}, 1}}); }), "E0302");
    EXPECT_EQ(model.columns.size(), 1);
    EXPECT_EQ(model.rows.size(), 0);
}

TEST(Certify, FindsEveryKindOfFault) {
    const TwoSources two;
    const Solution good = solve(two.model);
    ASSERT_TRUE(certify(two.model, good).holds);

    Solution short_by_one = good;
    short_by_one.values[two.dear] = 59;
    EXPECT_FALSE(certify(two.model, short_by_one).holds);
    EXPECT_GT(certify(two.model, short_by_one).primal_fault, 1e-3);

    Solution dear_first = good;  // feasible, not optimal
    dear_first.values[two.cheap] = 0;
    dear_first.values[two.dear] = 100;
    dear_first.objective = 500;
    EXPECT_EQ(certify(two.model, dear_first).primal_fault, 0);
    EXPECT_GT(certify(two.model, dear_first).complementarity_fault, 1e-3);
    EXPECT_EQ(certify(two.model, dear_first).worst, "cheap");

    Solution wrong_sign = good;
    wrong_sign.duals[two.wanted] = -5;
    EXPECT_GT(certify(two.model, wrong_sign).dual_fault, 1e-3);

    Solution boast = good;
    boast.objective = 400;
    EXPECT_GT(certify(two.model, boast).objective_fault, 1e-3);

    Solution nothing;
    EXPECT_FALSE(certify(two.model, nothing).holds);
}

TEST(Certify, AHalfBinaryIsAFault) {
    Model model;
    const ColumnId z = model.add_column("z", 0, 1, 1, true);
    model.add_row("half", 0.5, kInfinity, {{z, 1}});
    Solution solution = solve(model);
    ASSERT_TRUE(certify(model, solution).holds);
    solution.values[z] = 0.5;
    solution.objective = 0.5;
    EXPECT_FALSE(certify(model, solution).holds);
    EXPECT_EQ(certify(model, solution).worst, "z");
}

TEST(Conflict, NamesTheBoundsThatCannotAllHoldAndNoOther) {
    Model model;
    const ColumnId a = model.add_column("a", 0, 10, 1);
    const ColumnId b = model.add_column("b", 0, kInfinity, 1);
    const ColumnId c = model.add_column("c", 0, 5, 1);
    model.add_row("harmless", 1, kInfinity, {{c, 1}});
    const RowId most = model.add_row("most", -kInfinity, 8, {{a, 1}, {b, 1}});
    const RowId least = model.add_row("least", 9, kInfinity, {{a, 1}});
    const Conflict conflict = irreducible_conflict(model);
    EXPECT_THAT(conflict.rows, testing::ElementsAre(most, least));
    EXPECT_THAT(conflict.columns, testing::ElementsAre(b));  // b ≥ 0
}

TEST(Conflict, IsEmptyWhereAllBoundsCanHold) {
    const TwoSources two;
    const Conflict conflict = irreducible_conflict(two.model);
    EXPECT_TRUE(conflict.rows.empty());
    EXPECT_TRUE(conflict.columns.empty());
}

TEST(Conflict, OfLimitsThatGiveWayNamesWhatHoldsThemUp) {
    Model model;
    const ColumnId made = model.add_column("made", 0, 8, 1);
    const ColumnId backlog = model.add_column("owed", 0, 0, 0);
    const ColumnId other = model.add_column("other", 0, 3, 1);
    const RowId wanted = model.add_row("wanted", 10, 10, {{made, 1}, {backlog, 1}});
    model.add_row("harmless", 0, kInfinity, {{other, 1}});
    const Conflict conflict = conflict_with_limits(model, {backlog});
    EXPECT_THAT(conflict.rows, testing::ElementsAre(wanted));
    EXPECT_THAT(conflict.columns, testing::ElementsAre(made, backlog));

    model.columns[made].high = 10;
    EXPECT_TRUE(conflict_with_limits(model, {backlog}).empty());
}

// Two rows clash. With no time at all nothing is known; nobody is named.
TEST(Conflict, WithoutTimeNothingIsSaidOfWhatClashes) {
    Model model;
    const ColumnId x = model.add_column("x", 0, kInfinity, 1);
    model.add_row("least", 2, kInfinity, {{x, 1}});
    model.add_row("most", -kInfinity, 1, {{x, 1}});
    const SolveOptions none{.seconds = 0};
    for (const Conflict& conflict :
         {irreducible_conflict(model, none), conflict_with_limits(model, {x}, none)}) {
        EXPECT_TRUE(conflict.empty());
        EXPECT_FALSE(conflict.searched);
        EXPECT_EQ(conflict.status, Status::limit);
    }
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(irreducible_conflict(model, {.stop = source.get_token()}).status,
              Status::interrupted);
    const Conflict known = irreducible_conflict(model, {.seconds = 60});
    EXPECT_TRUE(known.searched);
    EXPECT_EQ(known.status, Status::infeasible);
    EXPECT_EQ(known.rows.size(), 2U);
    EXPECT_EQ(irreducible_conflict(TwoSources{}.model).status, Status::optimal);
}

TEST(Conflict, SeesWhatOnlyWholeNumbersForbid) {
    Model model;
    const ColumnId z = model.add_column("z", 0, 1, 0, true);
    const RowId half = model.add_row("half", 0.4, 0.6, {{z, 1}});
    EXPECT_THAT(irreducible_conflict(model).rows, testing::ElementsAre(half));
}

TEST(Conflict, FindsThreeRowsAmongThreeHundred) {
    Model model;
    std::vector<ColumnId> x;
    for (int j = 0; j < 100; ++j)
        x.push_back(model.add_column("x" + std::to_string(j), 0, kInfinity, 1));
    for (std::size_t i = 0; i < 300; ++i)
        model.add_row("fine" + std::to_string(i), 1, kInfinity,
                      {{x[i % 100], 1}, {x[(i * 7 + 1) % 100], 2}});
    const RowId one = model.add_row("one", 30, kInfinity, {{x[3], 1}});
    const RowId two = model.add_row("two", -kInfinity, 0, {{x[3], 1}, {x[4], -1}});
    const RowId three = model.add_row("three", -kInfinity, 20, {{x[4], 1}});
    const Conflict conflict = irreducible_conflict(model);
    EXPECT_THAT(conflict.rows, testing::ElementsAre(one, two, three));
    EXPECT_TRUE(conflict.columns.empty());
}

// ---- random models ---------------------------------------------------------------------------------

double small_number(RandomStream& random) { return static_cast<double>(random.below(19)) - 9; }

/// Up to 8 binaries and 3 continuous columns under up to 5 rows.
Model random_mixed_model(std::uint32_t number) {
    RandomStream random{{.seed = 11, .replication = number}};
    Model model;
    const auto binaries = 1 + random.below(8);
    const auto continuous = random.below(4);
    for (std::uint64_t j = 0; j < binaries; ++j)
        model.add_column("z" + std::to_string(j), 0, 1, small_number(random), true);
    for (std::uint64_t j = 0; j < continuous; ++j)
        model.add_column("x" + std::to_string(j), 0, 1 + static_cast<double>(random.below(10)),
                         small_number(random));
    const auto row_count = 1 + random.below(5);
    for (std::uint64_t i = 0; i < row_count; ++i) {
        std::vector<Term> terms;
        for (const ColumnId column : model.columns.ids())
            terms.push_back({column, small_number(random)});
        const double low = small_number(random);
        model.add_row("r" + std::to_string(i), low, low + 1 + static_cast<double>(random.below(12)),
                      terms);
    }
    return model;
}

/// The best objective over every setting of the binaries, each solved as a linear model.
std::optional<double> best_by_enumeration(const Model& model, std::size_t binaries) {
    std::optional<double> best;
    for (std::size_t setting = 0; setting < (std::size_t{1} << binaries); ++setting) {
        Model fixed = model;
        for (std::size_t j = 0; j < binaries; ++j) {
            Column& column = fixed.columns[ColumnId{j}];
            column.integer = false;
            column.low = column.high = static_cast<double>((setting >> j) & 1U);
        }
        const Solution solution = solve(fixed);
        if (solution.status != Status::optimal) continue;
        EXPECT_TRUE(certify(fixed, solution).holds);
        if (!best || solution.objective < *best) best = solution.objective;
    }
    return best;
}

TEST(Lp, RandomMixedModelsAgreeWithTryingEverySetting) {
    int feasible = 0;
    for (std::uint32_t number = 0; number < 120; ++number) {
        const Model model = random_mixed_model(number);
        const auto binaries = static_cast<std::size_t>(std::ranges::count_if(
            model.columns, [](const Column& column) { return column.integer; }));
        const std::optional<double> best = best_by_enumeration(model, binaries);
        const Solution solution = solve(model);
        ASSERT_EQ(solution.status == Status::optimal, best.has_value()) << number;
        if (!best) {
            const Conflict conflict = irreducible_conflict(model);
            EXPECT_FALSE(conflict.rows.empty()) << number;
            continue;
        }
        ++feasible;
        EXPECT_NEAR(solution.objective, *best, 1e-6) << number;
        EXPECT_TRUE(certify(model, solution).holds) << number;
    }
    EXPECT_GT(feasible, 60);
}

/// A transport network with many equal costs: its optimal vertices are degenerate and not unique.
struct Degenerate {
    Model model;
    std::vector<RowId> supply;
    std::vector<ColumnId> arcs;
    Degenerate() {
        for (int from = 0; from < 12; ++from)
            for (int to = 0; to < 15; ++to)
                arcs.push_back(model.add_column("a", 0, kInfinity, 1 + (from * to) % 3));
        const auto arc = [&](int from, int to) {
            return arcs[static_cast<std::size_t>(from * 15 + to)];
        };
        for (int from = 0; from < 12; ++from) {
            std::vector<Term> terms;
            for (int to = 0; to < 15; ++to) terms.push_back({arc(from, to), 1});
            supply.push_back(model.add_row("s", -kInfinity, 15, terms));
        }
        for (int to = 0; to < 15; ++to) {
            std::vector<Term> terms;
            for (int from = 0; from < 12; ++from) terms.push_back({arc(from, to), 1});
            model.add_row("d", 10, kInfinity, terms);
        }
    }
};

TEST(Solver, ReSolvesFromTheKeptBasisGiveTheSameBytesInAnyOrder) {
    const Degenerate network;
    Solver solver{network.model};
    ASSERT_EQ(solver.solve().status, Status::optimal);
    const Basis basis = solver.basis();
    ASSERT_FALSE(basis.empty());
    const auto re_solve = [&](Solver& with, RowId row) {
        with.start_from(basis);
        with.set_bounds(row, -kInfinity, 5);
        const Solution solution = with.solve();
        with.set_bounds(row, -kInfinity, 15);
        return solution;
    };
    std::vector<Solution> forward;
    for (const RowId row : network.supply) forward.push_back(re_solve(solver, row));
    Solver other{network.model};
    for (std::size_t i = network.supply.size(); i-- > 0;) {
        const Solution solution = re_solve(other, network.supply[i]);
        EXPECT_EQ(solution.values.values(), forward[i].values.values()) << i;
        EXPECT_EQ(solution.duals.values(), forward[i].duals.values()) << i;
        EXPECT_TRUE(solution.status != Status::optimal ||
                    certify(network.model, solution).primal_fault < 1e-9);
    }
}

}  // namespace
}  // namespace jarip::lp
