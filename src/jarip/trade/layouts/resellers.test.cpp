// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::IsEmpty;

TEST(Tdm, ReadsUtf16WithTabs) {
    const Read table{
        encoded("\xEF\xBB\xBF"
                "FLOW\tRPT_ISO\tPTN_ISO\tCOMMODITY\tYEAR\tMONTH\tVALUE\tQTY1\tUNIT1\tQTY2\tUNIT2\n"
                "I\tKR\tTW\t847150\t2025\t1\t12.5\t3\tNO\t40\tKG\n",
                "UTF-16LE")};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,KR,TW,847150,import,12.5,40\n");
    EXPECT_EQ(table.flows.sources[0].layout, "tdm");
}

TEST(Wits, ReadsThousandsOfDollars) {
    const Read table{
        "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,"
        "TradeFlowCode,TradeValue in 1000 USD,Quantity,Quantity Token\n"
        "H5,KOR,847150,\"Korea, Rep.\",WLD,World,2019,Import,5,3,40,8\n"
        "H5,KOR,847150,\"Korea, Rep.\",CHN,China,2019,Gross Exp.,6,1.5,4,5\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2019,KR,,847150,import,3000,40\n2019,KR,CN,847150,export,1500,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "wits");
    EXPECT_EQ(table.flows.sources[0].hs_revision, 2017);
}

TEST(Wits, TakesRegionsOfTheWorldBankForSums) {
    const Read table{
        "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,"
        "TradeFlowCode,TradeValue in 1000 USD,Quantity,Quantity Token\n"
        "H5,KOR,847150,x,EAS,East Asia & Pacific,2019,Import,5,2,4,8\n"
        "H5,KOR,847150,x,CHN,China,2019,Import,5,2,4,8\n"};
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(), "2019,KR,CN,847150,import,2000,4\n");
    EXPECT_EQ(table.flows.sources[0].totals, 1U);
}

}  // namespace
}  // namespace jarip::trade
