#include "jarip/uncertain/sobol.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "jarip/uncertain/direction_numbers.hpp"

namespace jarip::uncertain {
namespace {

// The first points in three dimensions, as in Bratley & Fox (1988) and every table since.
TEST(Sobol, FirstPointsAreAsPublished) {
    const SobolPoints points{3, 1};
    const double known[8][3] = {{0, 0, 0},
                                {0.5, 0.5, 0.5},
                                {0.75, 0.25, 0.25},
                                {0.25, 0.75, 0.75},
                                {0.375, 0.375, 0.625},
                                {0.875, 0.875, 0.125},
                                {0.625, 0.125, 0.875},
                                {0.125, 0.625, 0.375}};
    for (std::size_t j = 0; j < 8; ++j)
        for (std::size_t d = 0; d < 3; ++d)
            EXPECT_EQ(points.unscrambled(j, d), known[j][d]) << j << ' ' << d;
}

// Of the last dimensions of the table too; scipy 1.10.1, qmc.Sobol(1024, scramble=False).
TEST(Sobol, LaterDimensionsAreAsInScipy) {
    const SobolPoints points{kMostDimensions, 1};
    EXPECT_EQ(points.unscrambled(5, 3), 0.375);
    EXPECT_EQ(points.unscrambled(100, 9), 0.6953125);
    EXPECT_EQ(points.unscrambled(511, 39), 0.236328125);
    EXPECT_EQ(points.unscrambled(300, 255), 0.193359375);
    EXPECT_EQ(points.unscrambled(77, 511), 0.8515625);
    EXPECT_EQ(points.unscrambled(511, 1023), 0.513671875);
}

// A (0, m, 1) net in each coordinate: 2^m points, one in each of 2^m equal parts, scrambled or not.
TEST(Sobol, EveryCoordinateIsStratified) {
    const SobolPoints points{kMostDimensions, 7};
    for (std::size_t d = 0; d < kMostDimensions; ++d)
        for (const std::size_t begin : {0U, 256U}) {
            std::set<int> parts;
            for (std::size_t j = begin; j < begin + 256; ++j) {
                const double u = points.at(j, d);
                ASSERT_TRUE(u > 0 && u < 1);
                parts.insert(static_cast<int>(u * 256));
            }
            ASSERT_EQ(parts.size(), 256U) << d;
        }
}

// Two coordinates that are a (0, m, 2) net: one of 256 points in each of 16 × 16 squares.
TEST(Sobol, TheFirstTwoCoordinatesFillTheSquare) {
    const SobolPoints points{2, 3};
    std::set<std::pair<int, int>> squares;
    for (std::size_t j = 0; j < 256; ++j)
        squares.emplace(static_cast<int>(points.at(j, 0) * 16),
                        static_cast<int>(points.at(j, 1) * 16));
    EXPECT_EQ(squares.size(), 256U);
}

double mean_of_product(const SobolPoints& points, std::size_t draws) {
    double sum = 0;
    for (std::size_t j = 0; j < draws; ++j) {
        double product = 1;
        for (std::size_t d = 0; d < 6; ++d) product *= 1 + (points.at(j, d) - 0.5);
        sum += product;
    }
    return sum / static_cast<double>(draws);
}

// ∏ (1 + u − ½) has the mean 1. Plain random points of 1,024 are off by √((13/12)⁶ − 1)/32 = 0.025 in the mean square.
TEST(Sobol, IntegratesBetterThanRandomPointsAndWithoutBias) {
    double squares = 0, sum = 0;
    constexpr int kSeeds = 30;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const double off = mean_of_product(SobolPoints{6, seed}, 1024) - 1;
        squares += off * off;
        sum += off;
    }
    const double error = std::sqrt(squares / kSeeds);
    EXPECT_LT(error, 0.0025);
    EXPECT_LT(std::abs(sum / kSeeds), 4 * error / std::sqrt(kSeeds));
}

TEST(Sobol, SeedsGiveOtherPointsAndTheSameSeedTheSame) {
    EXPECT_EQ((SobolPoints{5, 9}.at(17, 4)), (SobolPoints{50, 9}.at(17, 4)));
    EXPECT_NE((SobolPoints{5, 9}.at(17, 4)), (SobolPoints{5, 10}.at(17, 4)));
}

TEST(Sobol, CoordinatesBeyondTheTableAreUniformAndOfTheirOwn) {
    const SobolPoints points{kMostDimensions + 2, 1};
    double sum = 0, product = 0;
    for (std::size_t j = 0; j < 4096; ++j) {
        const double a = points.at(j, kMostDimensions), b = points.at(j, kMostDimensions + 1);
        sum += a;
        product += (a - 0.5) * (b - 0.5);
    }
    EXPECT_NEAR(sum / 4096, 0.5, 4 * std::sqrt(1.0 / 12 / 4096));
    EXPECT_NEAR(product / 4096, 0, 4.0 / 12 / 64);
}

}  // namespace
}  // namespace jarip::uncertain
