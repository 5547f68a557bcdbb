// HS 2022 divided 8541.40 (until then cells and diodes) into 8541.41, .42, .43 and .49; 8541.60 stayed. Invented figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kRows =
    "period,reporter,flow,partner,classification,hs,value_usd\n"
    "2021,KR,import,CN,H5,854140,100\n2021,KR,import,CN,H5,854160,50\n"
    "2022,KR,import,CN,H6,854142,60\n2022,KR,import,CN,H6,854160,55\n";

Indicators asked(const std::string& rows, const char* code, const char* period) {
    return indicators(flows(rows),
                      {.reporter = "KR", .hs = {code}, .period = parse_period(period)});
}

TEST(OtherRevisions, ACodeThatATableCannotHaveIsUndefinedNotZero) {
    EXPECT_EQ(asked(kRows, "854142", "2021").imports, std::nullopt);
    EXPECT_THAT(asked(kRows, "854142", "2021").coarser_only_imports, ElementsAre("854142"));
    EXPECT_EQ(asked(kRows, "854142", "2022").imports, 60);
    EXPECT_EQ(asked(kRows, "854142", "2022").growth_imports, std::nullopt);
    EXPECT_EQ(asked(kRows, "854140", "2021").imports, 100);
    EXPECT_EQ(asked(kRows, "854140", "2022").imports, std::nullopt);
    // Over both years a part of either is not told.
    EXPECT_EQ(asked(kRows, "854142", "2021..2022").imports, std::nullopt);
    EXPECT_EQ(asked(kRows, "8541", "2021..2022").imports, 265);
}

TEST(OtherRevisions, ACodeOfBothThatHasNoRowIsZero) {
    EXPECT_EQ(asked(kRows, "854160", "2022").imports, 55);
    EXPECT_EQ(asked(kRows, "854231", "2022").imports, 0) << "of another heading";
    // Another country's row of that revision shows that it has the code.
    EXPECT_EQ(asked(kRows + "2021,JP,import,CN,H5,854142,1\n", "854142", "2021").imports, 0);
    EXPECT_THAT(asked(kRows, "854160", "2022").coarser_only_imports, IsEmpty());
    // Tables that do not say their revision are as they were.
    EXPECT_EQ(asked("period,reporter,flow,partner,hs,value_usd\n2021,KR,import,CN,854140,100\n",
                    "854142", "2021")
                  .imports,
              0);
}

}  // namespace
}  // namespace jarip::trade
