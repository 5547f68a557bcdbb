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

TEST(CustomsPeriod, OfQuartersAndHalvesInKorean) {
    for (const auto* text :
         {"2024년 1분기", "2024년 1/4분기", "2024 1분기", "2024-1분기", "2024年第1季度"})
        EXPECT_EQ(customs_period(text), parse_period("2024Q1")) << text;
    EXPECT_EQ(customs_period("2024년 1~3분기"), parse_period("2024-01..2024-09"));
    EXPECT_EQ(customs_period("2024년 1분기~2분기"), parse_period("2024-01..2024-06"));
    EXPECT_EQ(customs_period("2024년 상반기"), parse_period("2024-01..2024-06"));
    EXPECT_EQ(customs_period("2024년 하반기"), parse_period("2024-07..2024-12"));
    EXPECT_EQ(customs_period("2024년 1~9월"), parse_period("2024-01..2024-09"));
    EXPECT_EQ(customs_period("2024년 9월"), parse_period("2024-09"));
    for (const auto* text :
         {"2024년 5분기", "1분기", "2024년 분기", "2024년 9~1월", "2024년 1~", "2024 잠정"})
        EXPECT_EQ(customs_period(text), std::nullopt) << text;
}

TEST(CustomsPeriod, ThatIsCumulativeBeginsInJanuary) {
    for (const auto* text :
         {"2024년 9월(누계)", "2024년 9월 누계", "2024.09(누계)", "2024-09 누적", "2024年9月累计",
          "2024년 1~9월 누계", "2024.01 ~ 2024.09", "202401~202409"})
        EXPECT_EQ(customs_period(text), parse_period("2024-01..2024-09")) << text;
    EXPECT_EQ(customs_period("2024년 9월(당월)"), parse_period("2024-09"));
    EXPECT_EQ(customs_period("2024.09 ~ 2024.01"), std::nullopt);
    EXPECT_EQ(customs_period("2023.07 ~ 2024.06"), parse_period("2023-07..2024-06"));
}

TEST(CustomsPeriod, NumbersOfQuartersAndMonths) {
    for (const auto* text : {"2", "02", "Q2", "2Q", "2분기", "2/4분기", "제2분기", "第2季度"})
        EXPECT_EQ(quarter_number(text), 2) << text;
    for (const auto* text : {"", "0", "5", "12", "Q", "분기"})
        EXPECT_EQ(quarter_number(text), std::nullopt) << text;
    for (const auto* text : {"9", "09", "9월", "09월", "9月", "M09", "Sep", "September", "Sep."})
        EXPECT_EQ(month_number(text), 9) << text;
    for (const auto* text : {"", "0", "13", "13월", "Q3", "9.5", "2024-09"})
        EXPECT_EQ(month_number(text), std::nullopt) << text;
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
