#include "jarip/plan/model/lead_time.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace jarip::plan {
namespace {

using namespace std::chrono;
using network::LeadTimes;

std::vector<Period> months() {
    return buckets({sys_days{2025y / January / 1}, sys_days{2025y / May / 1}}, Bucket::month);
}
std::vector<Period> weeks() {
    return buckets({sys_days{2025y / January / 6}, sys_days{2025y / February / 3}}, Bucket::week);
}

double share_of(const std::vector<Arrival>& arrivals, std::size_t period) {
    double share = 0;
    for (const Arrival& arrival : arrivals)
        if (arrival.period == period) share += arrival.share;
    return share;
}

TEST(LeadTime, NoneArrivesInThePeriodItself) {
    for (const auto rule : {LeadTimes::split, LeadTimes::up}) {
        const auto found = arrivals(months(), 1, 0, rule);
        ASSERT_EQ(found.size(), 1);
        EXPECT_EQ(found[0].period, 1);
        EXPECT_EQ(found[0].share, 1);
    }
}

TEST(LeadTime, AWholeWeekIsOneWeekUnderBothRules) {
    for (const auto rule : {LeadTimes::split, LeadTimes::up}) {
        const auto found = arrivals(weeks(), 0, 7, rule);
        ASSERT_EQ(found.size(), 1);
        EXPECT_EQ(found[0].period, 1);
    }
}

TEST(LeadTime, TenDaysAreFourSeventhsOneWeekLaterAndThreeTwoWeeksLater) {
    const auto found = arrivals(weeks(), 0, 10, LeadTimes::split);
    EXPECT_DOUBLE_EQ(share_of(found, 1), 4.0 / 7);
    EXPECT_DOUBLE_EQ(share_of(found, 2), 3.0 / 7);
    EXPECT_EQ(arrivals(weeks(), 0, 10, LeadTimes::up).front().period, 2);
}

TEST(LeadTime, AMonthOf31DaysAfterJanuaryReachesIntoMarchSinceFebruaryIsShort) {
    const auto found = arrivals(months(), 0, 31, LeadTimes::split);
    EXPECT_DOUBLE_EQ(share_of(found, 1), 28.0 / 31);
    EXPECT_DOUBLE_EQ(share_of(found, 2), 3.0 / 31);
}

TEST(LeadTime, WhatArrivesAfterTheEndIsLeftOut) {
    EXPECT_DOUBLE_EQ(share_of(arrivals(weeks(), 3, 2, LeadTimes::split), 3), 5.0 / 7);
    EXPECT_TRUE(arrivals(weeks(), 3, 2, LeadTimes::up).empty());
    EXPECT_TRUE(arrivals(weeks(), 0, 1e6, LeadTimes::split).empty());
}

TEST(LeadTime, SharesOfWhatArrivesInTimeSumToOne) {
    for (double lead = 0; lead < 60; lead += 0.7) {
        double sum = 0;
        for (const Arrival& arrival : arrivals(months(), 0, lead, LeadTimes::split))
            sum += arrival.share;
        EXPECT_NEAR(sum, 1, 1e-12) << lead;
    }
}

}  // namespace
}  // namespace jarip::plan
