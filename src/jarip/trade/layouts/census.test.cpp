// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Census, ReadsListsOfTextsAndHoldsTheTotalToItsCountries) {
    const Read table{
        R"([["I_COMMODITY","CTY_CODE","CTY_NAME","GEN_VAL_MO","COMM_LVL","time"],
["847150","-","TOTAL FOR ALL COUNTRIES","1000","HS6","2025-01"],
["847150","5830","TAIWAN","600","HS6","2025-01"],
["847150","0003","EUROPEAN UNION","400","HS6","2025-01"],
["847150","4280","GERMANY","400","HS6","2025-01"]])"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,US,TW,847150,import,600,\n2025-01,US,DE,847150,import,400,\n");
    EXPECT_EQ(table.flows.sources[0].totals, 2U);
    EXPECT_EQ(table.flows.sources[0].layout, "census");
}

TEST(Census, ReadsExportsAndSumsOfTheYearSoFar) {
    const Read table{
        R"([["E_COMMODITY","CTY_CODE","ALL_VAL_YR","time"],["8542321010","5800","7","2025-03"]])"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01..2025-03,US,KR,8542321010,export,7,\n");
}

TEST(Census, RefusesACodeOfNoCountryAndKeepsANameBesideIt) {
    const Read unknown{R"([["E_COMMODITY","CTY_CODE","ALL_VAL_MO","time"],
["854232","4803","7","2025-03"],["854232","5831","8","2025-03"]])"};
    EXPECT_THAT(unknown.codes(), ElementsAre("E0149"));
    const Read named{R"([["E_COMMODITY","CTY_CODE","CTY_NAME","ALL_VAL_MO","time"],
["854232","5831","SOMEWHERE NEW","8","2025-03"]])"};
    EXPECT_THAT(named.codes(), IsEmpty());
    EXPECT_EQ(named.rows(), "2025-03,US,SOMEWHERE NEW,854232,export,8,\n");
}

}  // namespace
}  // namespace jarip::trade
