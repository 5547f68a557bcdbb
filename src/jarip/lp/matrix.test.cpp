#include "jarip/lp/matrix.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace jarip::lp {
namespace {

using Entries = std::vector<std::pair<std::uint32_t, double>>;

Entries line(const Lines& lines, std::size_t at) {
    Entries found;
    lines.each(at, [&](std::uint32_t other, double term) { found.emplace_back(other, term); });
    return found;
}

// x + 2 y ≤ 8, 3 y − z = 0.
Model small() {
    Model model;
    const ColumnId x = model.add_column("x", 0, 5, 4);
    const ColumnId y = model.add_column("y", 1, kInfinity, 0);
    const ColumnId z = model.add_column("z", 0, kInfinity, -1);
    (void)model.add_column("unused", 0, 1, 0);
    model.add_row("limit", -kInfinity, 8, {{x, 1}, {y, 2}});
    model.add_row("balance", 0, 0, {{y, 3}, {z, -1}});
    return model;
}

TEST(Matrix, HasWhatTheModelHasByRowAndByColumn) {
    const Matrix matrix{small()};
    ASSERT_EQ(matrix.column_count(), 4U);
    ASSERT_EQ(matrix.row_count(), 2U);
    EXPECT_EQ(matrix.costs, (std::vector<double>{4, 0, -1, 0}));
    EXPECT_EQ(matrix.column_low, (std::vector<double>{0, 1, 0, 0}));
    EXPECT_EQ(matrix.column_high, (std::vector<double>{5, kInfinity, kInfinity, 1}));
    EXPECT_EQ(matrix.row_low, (std::vector<double>{-kInfinity, 0}));
    EXPECT_EQ(matrix.row_high, (std::vector<double>{8, 0}));
    EXPECT_EQ(line(matrix.rows, 0), (Entries{{0, 1}, {1, 2}}));
    EXPECT_EQ(line(matrix.rows, 1), (Entries{{1, 3}, {2, -1}}));
    EXPECT_EQ(line(matrix.columns, 0), (Entries{{0, 1}}));
    EXPECT_EQ(line(matrix.columns, 1), (Entries{{0, 2}, {1, 3}}));
    EXPECT_EQ(line(matrix.columns, 2), (Entries{{1, -1}}));
    EXPECT_TRUE(line(matrix.columns, 3).empty());
}

// y counted in 2³⁰: a unit of it costs and takes so much more, and there are so many fewer of it.
TEST(Matrix, CountsColumnsInTheirSizes) {
    Model model = small();
    model.columns[ColumnId{1}].size = 0x1p30;
    model.columns[ColumnId{1}].cost = 0.5;
    const Matrix matrix{model};
    EXPECT_EQ(matrix.units.columns[1], 0x1p30);
    EXPECT_EQ(matrix.costs[1], 0x1p29);
    EXPECT_EQ(matrix.column_low[1], 0x1p-30);
    for (std::size_t i = 0; i < 2; ++i)
        for (const auto& [column, term] : line(matrix.rows, i)) {
            const double plain = i == 0 ? (column == 0 ? 1 : 2) : (column == 1 ? 3 : -1);
            EXPECT_EQ(term * matrix.units.rows[i] / matrix.units.columns[column], plain);
        }
    EXPECT_EQ(matrix.row_high[0] * matrix.units.rows[0], 8);
}

TEST(Matrix, OfNothingIsEmpty) {
    const Matrix matrix{Model{}};
    EXPECT_EQ(matrix.column_count(), 0U);
    EXPECT_EQ(matrix.row_count(), 0U);
}

}  // namespace
}  // namespace jarip::lp
