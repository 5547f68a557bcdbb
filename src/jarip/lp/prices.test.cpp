#include "jarip/lp/prices.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace jarip::lp {
namespace {

// A part costs 2 and, of a limit of 6, goes into a product of 3 parts and 1 more; 10 products are wanted, each lost costs 20.
// By hand: 2 are made for 7 each, 8 lost; the price of the limit is (20 − 7) / 3 a part.
struct Chain {
    Model model;
    RowId wanted, product, part, limit;

    Chain() {
        const ColumnId buy = model.add_column("buy", 0, kInfinity, 2);
        const ColumnId make = model.add_column("make", 0, kInfinity, 1);
        const ColumnId deliver = model.add_column("deliver", 0, kInfinity, 0);
        const ColumnId lose = model.add_column("lose", 0, 10, 20);
        wanted = model.add_row("wanted", 10, 10, {{deliver, 1}, {lose, 1}});
        product = model.add_row("product", 0, 0, {{make, 1}, {deliver, -1}});
        part = model.add_row("part", 0, 0, {{buy, 1}, {make, -3}});
        limit = model.add_row("limit", -kInfinity, 6, {{buy, 1}});
    }

    [[nodiscard]] Point point(double wanted_price, double product_price, double part_price,
                              double limit_price) const {
        Point point{{6, 2, 2, 8}, std::vector<double>(4, 0)};
        point.duals[wanted.index()] = wanted_price;
        point.duals[product.index()] = product_price;
        point.duals[part.index()] = part_price;
        point.duals[limit.index()] = -limit_price;
        return point;
    }
};

constexpr double kLeastCost = 2 * 7 + 8 * 20;

TEST(Prices, OfTheBestPlanProveIt) {
    const Chain chain;
    const double limit = (20.0 - 7) / 3;
    const Matrix matrix{chain.model};
    EXPECT_NEAR(Prices{matrix}.mended(chain.point(20, 20, 19.0 / 3, limit)).bound, kLeastCost,
                1e-9);
}

// A price of the limit that nothing saw is found from what is paid for the product.
TEST(Prices, AreMendedWhereALimitHasNone) {
    const Chain chain;
    const Matrix matrix{chain.model};
    const auto mended = Prices{matrix}.mended(chain.point(20, 20, 19.0 / 3, 0));
    EXPECT_NEAR(mended.bound, kLeastCost, 1e-9);
    EXPECT_NEAR(mended.duals[chain.limit.index()] / matrix.units.rows[chain.limit.index()],
                -(20.0 - 7) / 3, 1e-9);
}

// Of any prices no column gains afterwards, and no limit pays for what it allows.
TEST(Prices, MendedOnesBreakNothing) {
    const Chain chain;
    const Matrix matrix{chain.model};
    const Prices prices{matrix};
    for (const double wanted : {-5.0, 0.0, 13.0, 40.0})
        for (const double part : {0.0, 2.0, 90.0})
            for (const double limit : {0.0, 1.0, 50.0}) {
                const auto mended = prices.mended(chain.point(wanted, 17, part, limit));
                EXPECT_LE(mended.bound, kLeastCost + 1e-9);
                EXPECT_LE(mended.duals[chain.limit.index()], 0);
                std::vector<double> reduced = matrix.costs;
                for (std::size_t i = 0; i < matrix.row_count(); ++i)
                    matrix.rows.each(i, [&](std::uint32_t column, double term) {
                        reduced[column] -= term * mended.duals[i];
                    });
                for (std::size_t j = 0; j + 1 < reduced.size(); ++j)  // the last has a limit
                    EXPECT_GE(reduced[j], -1e-9) << j;
            }
}

TEST(Prices, PlacesLieAlongTheFlow) {
    const Chain chain;
    const Places places = places_along_flow(Matrix{chain.model});
    EXPECT_FALSE(places.circles);
    EXPECT_EQ(places.rows,
              (std::vector<std::uint32_t>{static_cast<std::uint32_t>(chain.part.index()),
                                          static_cast<std::uint32_t>(chain.product.index()),
                                          static_cast<std::uint32_t>(chain.wanted.index())}));
}

}  // namespace
}  // namespace jarip::lp
