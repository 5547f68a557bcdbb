#include "jarip/lp/proof.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {
namespace {

/// 3 x + 5 y at least cost, x + y ≥ 100, x ≤ 40: 420, with duals 5 of the row.
struct TwoSourcesByRow {
    std::vector<double> costs{3, 5}, low{0, 0}, high{40, kInfinity}, row_low{100},
        row_high{kInfinity};
    std::vector<int> starts{0, 2}, columns{0, 1};
    std::vector<double> terms{1, 1};

    [[nodiscard]] double bound(std::vector<double> values, std::vector<double> duals) const {
        return proven_bound({.costs = costs,
                             .column_low = low,
                             .column_high = high,
                             .row_low = row_low,
                             .row_high = row_high,
                             .starts = starts,
                             .columns = columns,
                             .terms = terms,
                             .values = values,
                             .duals = duals},
                            costs[0] * values[0] + costs[1] * values[1]);
    }
};

TEST(Proof, TheDualsOfAnOptimumProveIt) { EXPECT_EQ(TwoSourcesByRow{}.bound({40, 60}, {5}), 420); }

TEST(Proof, ADearerSolutionHasTheSameBound) {
    EXPECT_DOUBLE_EQ(TwoSourcesByRow{}.bound({0, 100}, {5}), 420);
}

// At a dual of 3 each of the hundred costs 3 at least; at one of −1, of a limit that is not there, nothing is known.
TEST(Proof, AnyDualsProveSomethingAndWrongOnesLess) {
    EXPECT_DOUBLE_EQ(TwoSourcesByRow{}.bound({40, 60}, {3}), 300);
    EXPECT_DOUBLE_EQ(TwoSourcesByRow{}.bound({40, 60}, {-1}), 0);
}

// A reduced cost of −1 on a column without limit, of which there are 60: twice as many are thought possible.
TEST(Proof, AColumnWithoutLimitIsThoughtNoLargerThanTwiceWhatItIs) {
    EXPECT_DOUBLE_EQ(TwoSourcesByRow{}.bound({40, 60}, {6}), 600 - 3 * 40 - 1 * 120);
}

}  // namespace
}  // namespace jarip::lp
