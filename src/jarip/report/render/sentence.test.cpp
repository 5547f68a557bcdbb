#include "jarip/report/render/sentence.hpp"

#include <gtest/gtest.h>

namespace jarip::report {
namespace {

TEST(Labelled, ALongLabelNeverRunsIntoItsValue) {
    Context context;
    EXPECT_EQ(labelled(context, "onshore.capital", "5 USD"), "  Capital                   5 USD\n");
    EXPECT_EQ(labelled(context, "onshore.gap", "1 %"), "  Gap to the least cost, up to  1 %\n");
}

}  // namespace
}  // namespace jarip::report
