// Functions whose Sobol indices are known.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "jarip/core.hpp"
#include "jarip/uncertain.hpp"
#include "jarip/uncertain/sobol.hpp"

namespace jarip::uncertain {
namespace {

using Points = std::vector<std::vector<double>>;

Points sobol(std::size_t inputs, std::size_t draws, std::uint64_t seed = 1) {
    const SobolPoints sequence{inputs, seed};
    Points points(inputs);
    for (std::size_t i = 0; i < inputs; ++i)
        for (std::size_t j = 0; j < draws; ++j) points[i].push_back(sequence.at(j, i));
    return points;
}

std::vector<double> answers(const Points& points,
                            const std::function<double(std::span<const double>)>& of) {
    std::vector<double> result;
    for (std::size_t j = 0; j < points[0].size(); ++j) {
        std::vector<double> u;
        for (const auto& input : points) u.push_back(input[j]);
        result.push_back(of(u));
    }
    return result;
}

double first_order(const Drivers& drivers, std::size_t input) {
    for (const auto& driver : drivers.found)
        if (driver.input == input) return driver.first_order;
    return 0;
}

TEST(Drivers, OfALinearFunctionAreTheSquaredWeights) {
    const auto points = sobol(20, 256);
    // 4² + 2² + 1²: 16/21, 4/21 and 1/21.
    const auto found =
        drivers(answers(points, [](auto u) { return 100 + 4 * u[3] - 2 * u[7] + u[19]; }), points);
    ASSERT_EQ(found.found.size(), 3U);
    EXPECT_EQ(found.found[0].input, 3U);
    EXPECT_NEAR(found.found[0].first_order, 16.0 / 21, 1e-9);
    EXPECT_NEAR(found.found[1].first_order, 4.0 / 21, 1e-9);
    EXPECT_NEAR(found.found[2].first_order, 1.0 / 21, 1e-9);
    EXPECT_NEAR(found.explained, 1, 1e-9);
    for (const auto& driver : found.found) EXPECT_NEAR(driver.error, 0, 1e-6);
}

// Ishigami & Homma (1990), a = 7, b = 0.1: S = 0.3139, 0.4424, 0; total of x3 0.2437.
TEST(Drivers, OfTheIshigamiFunctionAreAsPublished) {
    const auto points = sobol(10, 1024);
    const auto found = drivers(answers(points,
                                       [](auto u) {
                                           const auto x = [&](std::size_t i) {
                                               return std::numbers::pi * (2 * u[i] - 1);
                                           };
                                           return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) +
                                                  0.1 * std::pow(x(2), 4) * std::sin(x(0));
                                       }),
                               points);
    EXPECT_NEAR(first_order(found, 0), 0.3139, 0.04);
    EXPECT_NEAR(first_order(found, 1), 0.4424, 0.04);
    EXPECT_NEAR(first_order(found, 2), 0, 0.01);
    EXPECT_NEAR(found.explained, 0.3139 + 0.4424, 0.05);
    for (const auto& driver : found.found)
        if (driver.input == 0) {
            EXPECT_GE(driver.total_at_most, 0.5576 - 0.03);  // S_T1
        }
}

// Where nothing explains the answer, an input is taken in by chance in one study of twenty; in 40 studies so many
// as 7 have a chance below 1 %.
TEST(Drivers, OfChanceAreNone) {
    std::size_t studies_with_any = 0;
    for (std::uint32_t study = 0; study < 40; ++study) {
        const auto points = sobol(200, 256, study + 1);
        std::vector<double> answer;
        for (std::uint32_t j = 0; j < 256; ++j)
            answer.push_back(
                RandomStream{{.seed = 77, .replication = study, .entity = j}}.uniform());
        studies_with_any += !drivers(answer, points).found.empty();
    }
    EXPECT_LT(studies_with_any, 7U);
}

// The error that is said is the error that is made: of a noisy linear function over 60 scrambles.
TEST(Drivers, ErrorIsTheSpreadOverScrambles) {
    Sum all, squares, said;
    constexpr int kStudies = 60;
    for (std::uint32_t study = 0; study < kStudies; ++study) {
        const auto points = sobol(6, 256, study + 1);
        std::uint32_t j = 0;
        const auto found = drivers(
            answers(points,
                    [&](auto u) {
                        RandomStream noise{{.seed = 5, .replication = study, .entity = j++}};
                        return 2 * u[0] + u[1] + noise.uniform();
                    }),
            points);
        const double first = first_order(found, 0);  // 4 / 6
        all.add(first);
        squares.add(first * first);
        said.add(found.found[0].error);
    }
    const double mean = all.value() / kStudies;
    const double spread = std::sqrt(squares.value() / kStudies - mean * mean);
    EXPECT_NEAR(mean, 4.0 / 6, 0.02);
    EXPECT_LT(spread, 1.5 * said.value() / kStudies);
    EXPECT_GT(spread, 0.3 * said.value() / kStudies);
}

TEST(Drivers, OfAnAnswerThatDoesNotMoveAreNone) {
    const auto points = sobol(3, 64);
    EXPECT_TRUE(drivers(std::vector<double>(64, 0.3), points).found.empty());
    EXPECT_TRUE(drivers(std::vector<double>{}, Points(3)).found.empty());
}

}  // namespace
}  // namespace jarip::uncertain
