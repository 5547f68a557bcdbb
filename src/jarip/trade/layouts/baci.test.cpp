// All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/packed_for_test.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Baci, IsExplainedByTheFilesBesideIt) {
    Diagnostics diagnostics;
    const auto flows = read(
        {{"BACI_HS22_Y2023_V202501.csv", "t,i,j,k,v,q\n2023,9999,410,10121,1.5,          NA\n"},
         {"country_codes_V202501.csv",
          "country_code,country_name,country_iso2,country_iso3\n9999,Mexico,MX,MEX\n410,Rep. of Korea,KR,KOR\n"},
         {"product_codes_HS22_V202501.csv",
          "code,description\n010121,\"Horses: live, pure-bred\"\n"}},
        diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(
        tidy(flows),
        "period,reporter,partner,product,flow,value_usd,mass_kg\n2023,MX,KR,010121,both,1500,\n");
    EXPECT_THAT(flows.product_names,
                ElementsAre(testing::Pair("010121", "Horses: live, pure-bred")));
    EXPECT_EQ(flows.sources[1].layout, "baci-countries");
    EXPECT_EQ(flows.sources[2].layout, "baci-products");
}

TEST(Baci, HasNumbersOfItsOwnForSomeCountries) {
    const Read table{"t,i,j,k,v,q\n2023,842,699,847150,1,\n2023,251,757,847150,2,\n"};
    EXPECT_THAT(table.codes(Severity::note), IsEmpty());
    EXPECT_EQ(table.rows(), "2023,US,IN,847150,both,1000,\n2023,FR,CH,847150,both,2000,\n");
}

TEST(Baci, IsReadOutOfTheArchiveInWhichItComes) {
    const Read table{
        zipped({{"BACI_HS22_Y2023_V202501.csv", "t,i,j,k,v,q\n2023,9999,410,847150,1,2\n"},
                {"Readme.txt", "CEPII, \"BACI\".\n"},
                {"country_codes_V202501.csv",
                 "country_code,country_name,country_iso2,country_iso3\n9999,x,MX,MEX\n"},
                {"product_codes_HS22_V202501.csv", "code,description\n847150,Units\n"}})};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2023,MX,KR,847150,both,1000,2000\n");
    EXPECT_EQ(table.flows.sources[0].hs_revision, 2022);
}

TEST(Baci, OfManyFilesIsOneTable) {
    Diagnostics diagnostics;
    const auto flows = read({{"BACI_HS22_Y2022.csv", "t,i,j,k,v,q\n2022,490,410,847150,1,2\n"},
                             {"BACI_HS22_Y2023.csv", "2023,490,410,847150,2,3\n"}},
                            diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(flows.size(), 2U);
}

TEST(Baci, IsReadInThousandDollarsAndTonnes) {
    const Read table{
        "t,i,j,k,v,q\n2023,490,410,847150,123456.789,321.5\n2023,484,842,10121,2222.2,          NA\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2023,TW,KR,847150,both,123456789,321500\n2023,MX,US,010121,both,2222200,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "baci");
}

TEST(Baci, MayLackItsHeader) {
    EXPECT_EQ(Read{"2023,490,410,847150,1.5,2\n2023,156,410,847150,2,NA\n"}.rows(),
              "2023,TW,KR,847150,both,1500,2000\n2023,CN,KR,847150,both,2000,\n");
}

}  // namespace
}  // namespace jarip::trade
