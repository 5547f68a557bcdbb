// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::IsEmpty;

TEST(TaiwanPortal, ReadsYearsOfTheRepublicAndPreliminaryParts) {
    const Read table{
        "進出口別,日期,貨品號列,中文貨名,英文貨名,美元(千元)\n"
        "出口總值(含復出口),113年,84715000007,處理單元, Processing units,1234567.89\n"
        "出口總值(含復出口),114年1月~114年7月(初步值),84715000007,處理單元, Processing units,987654.32\n"
        "進口總值(含復進口),113年,84715000007,處理單元, Processing units,\"1,000.5\"\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2024,TW,,84715000007,export,1234567890,\n2025-01..2025-07,TW,,84715000007,export,987654320,\n"
        "2024,TW,,84715000007,import,1000500,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "taiwan-portal");
}

TEST(TaiwanPortal, ReadsCountriesBig5AndTaiwanDollars) {
    const std::string text =
        "進出口別,日期,貨品號列,中文貨名,英文貨名,國家,新臺幣(千元)\n出口,113年,847150,處理單元,x,美國,64\n";
    const ReadOptions options{.rates = {{"TWD", *parse_period("2024"), "32", "", "test"}}};
    EXPECT_EQ(Read(text, options).rows(), "2024,TW,US,847150,export,2000,\n");
    const Read big5{encoded(text, "BIG5-HKSCS"), options};
    EXPECT_THAT(big5.codes(), IsEmpty());
    EXPECT_EQ(big5.rows(), "2024,TW,US,847150,export,2000,\n");
}

TEST(TaiwanPortal, ReadsTheEnglishTableMadeOfIt) {
    const Read table{
        "\xEF\xBB\xBFYear,Country,HS Code,Description,Export Value (USD)\n2024,Mexico,847150,x,5\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024,TW,MX,847150,export,5,\n");
}

}  // namespace
}  // namespace jarip::trade
