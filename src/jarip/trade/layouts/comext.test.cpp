// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::IsEmpty;

const std::string kComextHeader =
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
    "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n";
const std::string kComextRows =
    "DE,TW,E,84715000,75230,2620,2620,410,410000,16,1,1,PST,202402,1000000,1000000,2000,50\n"
    "DE,TW,E,854XXXXX,75230,2620,2620,410,410000,16,2,1,PST,202402,500,500,,\n"
    "DE,NL,I,84715000,75230,2620,2620,410,410000,16,1,1,PST,202452,200000,200000,500,12\n";
const ReadOptions kTwoDollarsAEuro{.rates = {{"EUR", *parse_period("2024"), "", "2", "test"}}};

TEST(Comext, ReadsEuroYearsOf52MonthsAndConfidentialCodes) {
    const Read table{kComextHeader + kComextRows, kTwoDollarsAEuro};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2024-02,DE,TW,84715000,import,2000000,2000\n2024-02,DE,TW,854XXXXX,export,1000,\n"
              "2024,DE,NL,84715000,import,400000,500\n");
    EXPECT_EQ(table.flows.sources[0].currency, "EUR");
    EXPECT_EQ(table.flows.sources[0].layout, "comext");
}

TEST(Comext, KeepsCodesThatHideWhatTheyHold) {
    const Read table{kComextHeader +
                         "DE,TW,E,99RRR100,,,,,,,1,1,PST,202402,500,500,,\n"
                         "DE,TW,E,854XXXXX,,,,,,,1,1,PST,202402,300,300,,\n",
                     kTwoDollarsAEuro};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2024-02,DE,TW,99RRR100,import,1000,\n2024-02,DE,TW,854XXXXX,import,600,\n");
}

TEST(Comext, ReadsFilesWithoutHeaderAndThoseOfBefore) {
    EXPECT_EQ(Read(kComextRows, kTwoDollarsAEuro).rows(),
              Read(kComextHeader + kComextRows, kTwoDollarsAEuro).rows());
    const Read before{
        "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_cpa2002,"
        "PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,"
        "VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n"
        "004,DE,0736,TW,E,84715000,75230,,,2620,410,16,1,4,PST,202402,1000000,2000,50\n",
        kTwoDollarsAEuro};
    EXPECT_THAT(before.codes(), IsEmpty());
    EXPECT_EQ(before.rows(), "2024-02,DE,TW,84715000,import,2000000,2000\n");
}

// Before, the sum of all regimes had the number 4; a word says it too.
TEST(Comext, CountsTheSumOfAllProceduresBeforeThem) {
    const std::string header = "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,";
    const auto rows = [](const std::string& total) {
        return "DE,KR,E,85423190,1,1,202402,1000,5\nDE,KR,E,85423190,1,2,202402,200,1\n"
               "DE,KR,E,85423190,1," +
               total + ",202402,1200,6\n";
    };
    const std::string regimes = header + "STAT_REGIME,PERIOD,VALUE_EUR,QUANTITY_KG\n";
    const std::string procedures = header + "STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n";
    const std::string all = "2024-02,DE,KR,85423190,import,2400,6\n";
    EXPECT_EQ(Read(regimes + rows("4"), kTwoDollarsAEuro).rows(), all);
    EXPECT_EQ(Read(procedures + rows("TOTAL"), kTwoDollarsAEuro).rows(), all);
    // Of today's procedures 4 is none that is known to be a sum.
    EXPECT_EQ(Read(procedures + rows("4"), kTwoDollarsAEuro).rows(),
              "2024-02,DE,KR,85423190,import,4800,12\n");
}

TEST(Comext, TakesTheLettersOfACountryBesideItsNumber) {
    EXPECT_EQ(Read("REPORTER,REPORTER_ISO,PARTNER,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_EUR\n"
                   "004,DE,0728,KR,85423190,1,202402,1000\n",
                   kTwoDollarsAEuro)
                  .rows(),
              "2024-02,DE,KR,85423190,import,2000,\n");
}

}  // namespace
}  // namespace jarip::trade
