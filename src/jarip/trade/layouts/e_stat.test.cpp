// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kEStatHeader = [] {
    std::string header =
        "Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year";
    for (const auto* month :
         {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
        for (const auto* what : {"Quantity1-", "Quantity2-", "Value-"})
            header += std::string{','} + what + month;
    return header + '\n';
}();
const std::string kNoMoreMonths = [] {
    std::string zeros;
    for (int i = 0; i < 30; ++i) zeros += ",0";
    return zeros + '\n';
}();

TEST(EStat, ReadsMonthsSideBySideApostrophesAndItsOwnCountries) {
    const Read table{kEStatHeader + "1,2025,'852351000',106,  ,NO,0,100,2000,0,10,200,0,90,1800" +
                         kNoMoreMonths + "2,2025,'847150000',106,NO,KG,5,70,9000,5,70,9000,0,0,0" +
                         kNoMoreMonths,
                     {.rates = {{"JPY", *parse_period("2025"), "100", "", "test"}}}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01,JP,TW,852351000,export,2000,\n2025-02,JP,TW,852351000,export,18000,\n"
              "2025-01,JP,TW,847150000,import,90000,70\n");
    EXPECT_EQ(table.flows.sources[0].layout, "e-stat");
}

TEST(EStat, TakesAYearOfNothingYetForNoFigure) {
    const Read table{kEStatHeader + "2,2026,'847150000',106,NO,KG,0,0,0,0,0,0,0,0,0" +
                     kNoMoreMonths};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "") << "months to come are written as 0";
}

TEST(EStat, HoldsTheYearToItsMonths) {
    const Read table{kEStatHeader + "2,2025,'847150000',106,NO,NO,0,0,9000,0,0,8000,0,0,500" +
                     kNoMoreMonths};
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0142"));
}

}  // namespace
}  // namespace jarip::trade
