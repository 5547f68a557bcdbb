#include "jarip/core/large_pages.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

namespace jarip {
namespace {

TEST(LargePages, CountsBlocksThatAreLargeEnoughInEveryZone) {
    constexpr std::string_view kText =
        "Node 0, zone      DMA      0      0      1\n"
        "Node 0, zone   Normal     20     24     23\n";
    EXPECT_EQ(free_in_blocks(kText, 4096, 16384), (1U + 23U) * 16384U);
    EXPECT_EQ(free_in_blocks(kText, 4096, 8192), 24U * 8192U + (1U + 23U) * 16384U);
    EXPECT_EQ(free_in_blocks(kText, 4096, 32768), 0U);
}

TEST(LargePages, CountsNothingInATextOfAnotherKind) {
    for (const std::string_view text :
         {"", "\n\n", "zone", "zone ", "zone Normal", "zone Normal x 1"})
        EXPECT_EQ(free_in_blocks(text, 4096, 4096), 0U) << text;
}

TEST(LargePages, LeaveTheBlockAsItIs) {
    constexpr std::size_t kBytes = std::size_t{20} << 20U;
    void* const block = std::malloc(kBytes);
    ASSERT_NE(block, nullptr);
    prefer_large_pages(block, kBytes);
    std::memset(block, 7, kBytes);
    EXPECT_EQ(static_cast<const unsigned char*>(block)[kBytes - 1], 7);
    std::free(block);
}

}  // namespace
}  // namespace jarip
