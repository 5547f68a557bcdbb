#include "jarip/trade/codes/periods.hpp"

#include <gtest/gtest.h>

namespace jarip::trade {
namespace {

TEST(CustomsPeriod, OfTwoYearsIsARange) {
    EXPECT_EQ(customs_period("2020-2024"), parse_period("2020..2024"));
    EXPECT_EQ(customs_period("2024-2020"), std::nullopt);
    EXPECT_EQ(customs_period("2024-1225"), std::nullopt) << "no year of ours";
    EXPECT_EQ(customs_period("2020-202x"), std::nullopt);
}

TEST(PartOfYear, IsWhatARemarkBeginsWith) {
    const auto part = [](const char* remark) {
        return part_of_year(*parse_period("2025"), remark);
    };
    const auto to_july = parse_period("2025-01..2025-07");
    for (const auto* remark : {"January-July 2025, preliminary", "Jan-Jul", "Jan – Jul 2025",
                               "January to July", "1월~7월", "1월-7월 잠정", "1月~7月(初步值)"})
        EXPECT_EQ(part(remark), to_july) << remark;
    EXPECT_EQ(part("January-December 2025"), parse_period("2025"));
}

TEST(PartOfYear, IsNotGuessed) {
    const auto part = [](const char* remark) {
        return part_of_year(*parse_period("2025"), remark);
    };
    for (const auto* remark : {"", "preliminary", "January", "July-January", "January-July 2024",
                               "1-7", "Japan-July", "revised January-July", "13월~14월", "Jan"})
        EXPECT_EQ(part(remark), std::nullopt) << remark;
    EXPECT_EQ(part_of_year(*parse_period("2025-03"), "January-July"), std::nullopt)
        << "a month is not a year";
}

}  // namespace
}  // namespace jarip::trade
