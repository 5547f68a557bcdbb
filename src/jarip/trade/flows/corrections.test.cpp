// Rows below zero, which correct others. All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string service_table(const std::string& rows) {
    return "year,statCd,hsCd,expDlr,expWgt,impDlr,impWgt\n" + rows;
}

// Imports of January: 1,116 USD and 9 kg, of which 16 USD and 2 kg are taken off. Exports stay.
TEST(Corrections, OfKoreaAreTakenOffTheRowThatTheyCorrect) {
    const std::string row = "202501,TW,8471501000,5,1,1116,9\n";
    const std::string correction = "202501,TW,8471501000,0,0,-16,-2\n";
    for (const auto& rows : {row + correction, correction + row}) {
        const Read table{service_table(rows)};
        EXPECT_THAT(table.codes(), IsEmpty()) << rows;
        EXPECT_THAT(table.codes(Severity::note), testing::Contains("E0162"));
    }
}

TEST(Corrections, TakeOffValueAndMass) {
    const Read table{
        service_table("202501,TW,8471501000,5,1,1116,9\n202501,TW,8471501000,,,-16,-2\n")};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01,KR,TW,8471501000,export,5,1\n2025-01,KR,TW,8471501000,import,1100,7\n");
    // Both sides of one row, and a row that is given twice counts once.
    const std::string both = "202501,TW,8471501000,-1,-1,-16,-2\n";
    const Read twice{service_table("202501,TW,8471501000,5,1,1116,9\n" + both + both)};
    EXPECT_THAT(twice.codes(), IsEmpty());
    EXPECT_EQ(twice.rows(),
              "2025-01,KR,TW,8471501000,export,4,0\n2025-01,KR,TW,8471501000,import,1100,7\n");
}

TEST(Corrections, OfNothingOrOfMoreThanThereIsAreRefused) {
    for (const char* rows : {"202501,TW,8471501000,,,-16,-2\n",
                             "202501,TW,8471501000,,,15,1\n202501,TW,8471501000,,,-16,-1\n",
                             "202502,TW,8471501000,,,99,1\n202501,TW,8471501000,,,-16,-1\n",
                             "202501,JP,8471501000,,,99,1\n202501,TW,8471501000,,,-16,-1\n"})
        EXPECT_THAT(Read{service_table(rows)}.codes(), ElementsAre("E0163")) << rows;
}

// Of three procedures the correction is that of the second: 100 + 60 − 20 + 5.
TEST(Corrections, OfEurostatAreThoseOfTheirProcedureFirst) {
    const std::string header =
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
        "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n";
    const auto row = [](const char* procedure, const char* value) {
        return std::string{"DE,CN,E,84715000,75220,2620,26200,521,111022,16,1,"} + procedure +
               ",p/st,202401," + value + ',' + value + ",,\n";
    };
    const auto total = [&](const std::string& rows) {
        const Read table{header + rows, {.rates = {{"EUR", *parse_period("2024-01"), "1"}}}};
        EXPECT_THAT(table.codes(), IsEmpty());
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < table.flows.size(); ++i) sum += table.flows.value[i];
        return sum / 10'000;
    };
    EXPECT_EQ(total(row("1", "100") + row("3", "60") + row("4", "5") + row("3", "-20")), 145);
    EXPECT_EQ(total(row("1", "100") + row("3", "60") + row("4", "5") + row("5", "-20")), 145)
        << "a correction under another procedure";
}

// Where the publisher gives the table again instead.
TEST(Corrections, OfOtherTablesAreRefused) {
    const Read table{
        "period,reporter,flow,product,value\n2025-01,KR,import,8471,10\n2025-01,KR,import,8471,-1\n"};
    EXPECT_THAT(table.codes(), ElementsAre("E0107"));
}

}  // namespace
}  // namespace jarip::trade
