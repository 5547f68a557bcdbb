#include "jarip/lp/alternative.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jarip::lp {
namespace {

using testing::ElementsAre;

// a + b ≥ 5 with a ≤ 2 and b ≤ 2; c has nothing to do with it, and a + b ≥ 1 holds.
TEST(Alternative, NamesTheBoundsThatClashByHand) {
    Model model;
    const ColumnId a = model.add_column("a", 0, 2, 0);
    const ColumnId b = model.add_column("b", 0, kInfinity, 0);
    const ColumnId c = model.add_column("c", 0, 1, 0);
    model.add_row("some", 1, kInfinity, {{a, 1}, {b, 1}});
    const RowId most = model.add_row("most", -kInfinity, 2, {{b, 1}});
    const RowId least = model.add_row("least", 5, kInfinity, {{a, 1}, {b, 1}});
    model.add_row("other", -kInfinity, 1, {{b, 1}, {c, -1}});
    const auto clash = clash_at_a_vertex(model);
    ASSERT_TRUE(clash);
    EXPECT_THAT(clash->conflict.rows, ElementsAre(most, least));
    EXPECT_THAT(clash->conflict.columns, ElementsAre(a));
    EXPECT_FALSE(clash->exact);  // a has a low bound too, which is not needed
}

TEST(Alternative, OfWhatHasASolutionIsNothing) {
    Model model;
    const ColumnId a = model.add_column("a", 0, 2, 0);
    model.add_row("least", 1, kInfinity, {{a, 1}});
    EXPECT_FALSE(clash_at_a_vertex(model));
}

TEST(Alternative, UnitsOfAColumnAndOfARowChangeNothing) {
    for (const double unit : {1e-9, 1.0, 1e9}) {
        Model model;
        const ColumnId a = model.add_column("a", 0, kInfinity, 0);
        model.columns[a].size = unit;
        const RowId most = model.add_row("most", -kInfinity, 2 * unit, {{a, 1}});
        const RowId least = model.add_row("least", 3e6, kInfinity, {{a, 1e6 / unit}});
        const auto clash = clash_at_a_vertex(model);
        ASSERT_TRUE(clash) << unit;
        EXPECT_THAT(clash->conflict.rows, ElementsAre(most, least)) << unit;
        EXPECT_TRUE(clash->exact);
    }
}

}  // namespace
}  // namespace jarip::lp
