#include "jarip/core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace jarip {
namespace {

std::vector<double> computed(unsigned threads) {
    std::vector<double> result(10'000);
    parallel_for(result.size(), threads,
                 [&](std::size_t i) { result[i] = std::sin(static_cast<double>(i)); });
    return result;
}

TEST(ParallelFor, GivesTheSameForAnyNumberOfThreads) {
    const auto expected = computed(1);
    for (const unsigned threads : {0U, 2U, 7U}) EXPECT_EQ(computed(threads), expected);
}

TEST(ParallelFor, VisitsEachIndexOnce) {
    std::vector<std::atomic<int>> visits(1000);
    parallel_for(visits.size(), 2, [&](std::size_t i) { ++visits[i]; });
    for (const auto& count : visits) EXPECT_EQ(count, 1);
    parallel_for(0, 2, [](std::size_t) { FAIL(); });
}

TEST(ParallelFor, ThrowsTheFirstFaultByIndexAfterAllHaveEnded) {
    for (const unsigned threads : {1U, 2U}) {
        std::atomic<int> ended = 0;
        std::string thrown;
        try {
            parallel_for(500, threads, [&](std::size_t i) {
                ++ended;
                if (i % 100 == 42) throw std::runtime_error{std::to_string(i)};
            });
        } catch (const std::runtime_error& fault) {
            thrown = fault.what();
        }
        EXPECT_EQ(thrown, "42");
        EXPECT_EQ(ended, 500);
    }
}

TEST(ParallelFor, MayStandInsideAnother) {
    std::vector<double> sums(20);
    parallel_for(sums.size(), 2, [&](std::size_t i) {
        std::vector<double> parts(50);
        parallel_for(parts.size(), 2,
                     [&](std::size_t k) { parts[k] = static_cast<double>(i * k); });
        for (const double part : parts) sums[i] += part;
    });
    EXPECT_EQ(sums[19], 19.0 * 49 * 50 / 2);
}

TEST(ThreadCount, IsWhatIsAskedForUpToWhatTheMachineHas) {
    EXPECT_EQ(thread_count(1), 1U);
    EXPECT_GE(thread_count(0), 1U);
    EXPECT_EQ(thread_count(1'000'000), thread_count(0));
}

}  // namespace
}  // namespace jarip
