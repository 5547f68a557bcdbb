#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

// made[c][p]: whether exporter c makes product p.
Complexity made(const std::vector<std::vector<int>>& made) {
    Complexity result;
    for (std::size_t c = 0; c < made.size(); ++c) {
        result.exporters.push_back({"C" + std::to_string(c), 0, {}, {}});
        result.rows.push_back(c);
    }
    for (std::size_t p = 0; p < made[0].size(); ++p)
        result.products.push_back({"P" + std::to_string(p), 0, {}});
    for (const auto& row : made)
        for (const int does : row) result.rca.push_back(does > 0 ? 1.5 : 0.5);
    return result;
}

std::vector<std::string> shown(const std::vector<ProductEdge>& edges) {
    std::vector<std::string> result;
    for (const auto& edge : edges)
        result.push_back(std::to_string(edge.first) + "-" + std::to_string(edge.second) + " " +
                         format_shortest(edge.proximity) + (edge.tree ? " tree" : ""));
    return result;
}

// Makers of P0: A B, of P1: A B C, of P2: B C, of P3: D. φ01 = 2/3, φ02 = 1/2, φ12 = 2/3, φ.3 = 0.
const std::vector<std::vector<int>> kSmall{{1, 1, 0, 0}, {1, 1, 1, 0}, {0, 1, 1, 0}, {0, 0, 0, 1}};

TEST(ProductSpace, TheTreeTakesTheNearestByHand) {
    using testing::ElementsAre;
    EXPECT_THAT(shown(product_space(made(kSmall), 0.55)),
                ElementsAre("0-1 0.6666666666666666 tree", "1-2 0.6666666666666666 tree"));
    EXPECT_THAT(
        shown(product_space(made(kSmall), 0.5)),
        ElementsAre("0-1 0.6666666666666666 tree", "0-2 0.5", "1-2 0.6666666666666666 tree"));
}

TEST(ProductSpace, OfNothingIsNothing) {
    EXPECT_TRUE(product_space(Complexity{}, 0).empty());
    EXPECT_TRUE(product_space(Flows{}, {}, 0).edges.empty());
}

TEST(ProductSpace, IsThatOfEachPeriodOverTime) {
    const auto table = fixtures::flows(
        "year,exporter,product,value\n2023,A,01,1\n2023,A,02,1\n2023,B,02,1\n2023,C,03,9\n"
        "2024,A,01,1\n2024,B,02,1\n2024,C,03,1\n");
    const auto series = product_space(table, {}, 0.1, Every::year);
    ASSERT_EQ(series.points.size(), 2U);
    EXPECT_EQ(series.points[0].period, parse_period("2023"));
    ASSERT_EQ(series.points[0].edges.size(), 1U);
    EXPECT_EQ(series.points[0].edges[0].proximity, 0.5) << "A makes 01 and 02, B only 02";
    EXPECT_TRUE(series.points[1].edges.empty()) << "nobody makes two things";
    EXPECT_EQ(series.points[1].exporters, 3U);
}

#ifdef JARIP_HAS_RAPIDCHECK
// Kruskal, and nothing clever.
double heaviest_forest(std::vector<ProductEdge> edges, std::size_t products) {
    std::stable_sort(edges.begin(), edges.end(),
                     [](const auto& a, const auto& b) { return a.proximity > b.proximity; });
    std::vector<std::size_t> group(products);
    std::iota(group.begin(), group.end(), std::size_t{0});
    double total = 0;
    for (const auto& edge : edges) {
        const auto from = group[edge.first], to = group[edge.second];
        if (from == to) continue;
        total += edge.proximity;
        std::replace(group.begin(), group.end(), from, to);
    }
    return total;
}

TEST(ProductSpace, NoForestIsHeavierAndItHasNoCircle) {
    EXPECT_TRUE(rc::check([] {
        const auto exporters = *rc::gen::inRange<std::size_t>(1, 70);
        const auto products = *rc::gen::inRange<std::size_t>(1, 12);
        std::vector<std::vector<int>> table(exporters);
        for (auto& row : table)
            row = *rc::gen::container<std::vector<int>>(products, rc::gen::inRange(0, 2));
        // Each product is made by someone, as in what complexity gives.
        for (std::size_t p = 0; p < products; ++p) table[p % exporters][p] = 1;
        const auto all = product_space(made(table), 0);
        double tree = 0;
        std::size_t edges = 0;
        for (const auto& edge : all) {
            RC_ASSERT(edge.first < edge.second);
            RC_ASSERT(edge.proximity > 0);
            RC_ASSERT(edge.proximity <= 1);
            if (!edge.tree) continue;
            tree += edge.proximity;
            ++edges;
        }
        RC_ASSERT(near(tree, heaviest_forest(all, products), 1e-12));
        RC_ASSERT(edges < products);
        // What the threshold takes away is what is below it, never the tree.
        for (const auto& edge : product_space(made(table), 0.6))
            RC_ASSERT(edge.tree || edge.proximity >= 0.6);
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
