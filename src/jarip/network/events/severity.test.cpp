#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "jarip/network.hpp"

namespace jarip::network {
namespace {

using std::chrono::days;

Event two_days() {
    Event event;
    event.start = Day{days{20000}};
    event.days = 2;
    event.severity = 0.8;
    event.recovery_days = 4;
    return event;
}

TEST(Severity, IsWholeWhileTheEventLastsAndNoneBeforeAndAfter) {
    const Event event = two_days();
    EXPECT_EQ(severity_on(event, event.start - days{1}), 0);
    EXPECT_EQ(severity_on(event, event.start), 0.8);
    EXPECT_EQ(severity_on(event, event.start + days{1}), 0.8);
    EXPECT_EQ(severity_on(event, event.start + days{2}), 0);
}

TEST(Severity, FallsInAStraightLineOrExponentially) {
    Event event = two_days();
    event.recovery = Recovery::linear;
    EXPECT_NEAR(severity_on(event, event.start + days{2}), 0.6, 1e-15);
    EXPECT_NEAR(severity_on(event, event.start + days{5}), 0, 1e-15);
    event.recovery = Recovery::exponential;
    EXPECT_DOUBLE_EQ(severity_on(event, event.start + days{2}), 0.8 * std::exp(-0.75));
    EXPECT_EQ(severity_on(event, event.start + days{12}), 0);
}

TEST(Severity, AStartedDayCountsAndAnEventWithoutEndGoesOn) {
    Event event = two_days();
    event.days = 1.5;
    EXPECT_EQ(severity_on(event, event.start + days{1}), 0.8);
    event.days = 1e300;
    EXPECT_EQ(severity_on(event, event.start + days{100000}), 0.8);
}

}  // namespace
}  // namespace jarip::network
