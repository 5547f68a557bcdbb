#include "jarip/core/split.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jarip {
namespace {

using ::testing::ElementsAre;

TEST(Split, CutsAtEachSeparatorAndKeepsEmptyParts) {
    EXPECT_THAT(split("a+b", '+'), ElementsAre("a", "b"));
    EXPECT_THAT(split("a", '+'), ElementsAre("a"));
    EXPECT_THAT(split("+a++", '+'), ElementsAre("", "a", "", ""));
    EXPECT_THAT(split("", '+'), ElementsAre(""));
}

}  // namespace
}  // namespace jarip
