// Tables with the true columns of public downloads (tests/known/trade/layouts) read as what they say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

struct Fixture {
    const char* file;
    const char* layout;
    const char* rows;  // as convert writes them
    const char* currency = "USD";
    const char* imports_valued = "CIF";
    std::optional<Direction> flow = {};
};

// Pounds and Canadian dollars have no rates of their own: two a dollar, for the arithmetic.
std::vector<ExchangeRate> rates() {
    return {{"GBP", *parse_period("2024"), "2", "", "invented"},
            {"CAD", *parse_period("2024"), "2", "", "invented"},
            {"HKD", *parse_period("2023"), "8", "", "invented"},
            {"ZAR", *parse_period("2023"), "20", "", "invented"},
            {"EUR", *parse_period("2024"), "", "1", "invented"},
            {"EUR", *parse_period("2024-01"), "", "1", "invented"}};
}

const std::vector<Fixture>& fixtures() {
    static const std::vector<Fixture> all{
        {"atlas_new.csv", "atlas",
         "2021,KR,,8542,export,1000,\n2021,KR,,8542,import,300,\n2021,KR,,0101,export,10,\n"
         "2021,KR,,0101,import,30,\n2021,TW,,8542,export,2000,\n2021,TW,,8542,import,500,\n"
         "2021,TW,,0101,export,20,\n2021,TW,,0101,import,60,\n",
         "USD", "FOB"},
        {"atlas_bil.csv", "atlas",
         "2021,KR,TW,854231,export,1000,\n2021,KR,TW,854231,import,300,\n"
         "2021,TW,KR,854231,export,300,\n2021,TW,KR,854231,import,1000,\n",
         "USD", "FOB"},
        {"atlas_old.csv", "atlas", "2019,KR,TW,8542,export,1000,\n2019,KR,TW,8542,import,300,\n",
         "USD", "FOB"},
        {"comtradr.csv", "comtrade",
         "2023,KR,TW,8542,import,2000,20\n2023,KR,CN,8542,import,1000,10\n"},
        {"wits_trade_data.csv", "wits",
         "2020,KR,CN,854231,import,1000000,\n2020,KR,TW,854231,import,2000500,\n"},
        {"wits_hs6.xlsx", "wits", nullptr},
        {"wits_partner_ts.csv", "wits-series", nullptr},
        {"usato_imports.csv", "usa-trade",
         "2023,US,TW,8542,import,2000,\n2023,US,KR,8542,import,1000,\n2023,US,MX,8471,import,5500,\n",
         "USD", "FOB"},
        {"eurostat_sdmx.csv", "eurostat",
         "2024-01,DE,KR,854231,import,1000000,5000\n2024-01,DE,TW,854231,import,3000000,7000\n",
         "EUR"},
        {"eurostat_easy2.csv", "eurostat",
         "2024-01,DE,KR,854231,import,1000000,5e+05\n2024-01,DE,TW,854231,import,3000000,7e+05\n",
         "EUR"},
        {"ds-045409.tsv", "eurostat", "2024-01,DE,KR,854231,import,1000000,\n", "EUR"},
        {"EXP_2023.csv", "comex-stat",
         "2023-01,BR,US,09011110,export,4000,1000\n2023-01,BR,DE,09011110,export,2000,500\n", "USD",
         "FOB"},
        {"comexstat.csv", "comex-stat", "2023-01,BR,US,09011110,export,4000,1000\n", "USD", "FOB"},
        {"oec_yod.tsv", "oec",
         "2020,KR,TW,854231,export,1000,\n2020,KR,TW,854231,import,300,\n2020,KR,CN,854231,import,700,\n",
         "USD", "FOB"},
        {"oec_api.csv", "oec", "2021,KR,CN,8542,both,1000,\n", "USD", "FOB"},
        {"ots.csv", "open-trade-statistics",
         "2020,KR,TW,854231,export,1000,\n2020,KR,TW,854231,import,300,\n"
         "2020,KR,CN,854231,export,500,\n2020,KR,CN,854231,import,700,\n",
         "USD", "FOB"},
        {"hmrc_ots.csv", "hmrc",
         "2024-01,GB,KR,85423190,import,5000,50\n2024-01,GB,KR,85423190,export,10000,70\n", "GBP"},
        {"statcan.csv", "statistics-canada", "2024-01,CA,KR,854231,import,500,\n", "CAD", "FOB",
         Direction::import},
        {"india_exports.csv", "india",
         "2018,IN,JP,85,export,12500000,\n2018,IN,KR,84,export,3000000,\n"},
        {"gacc_yuefen.csv", "china-customs",
         "2024-01,CN,TW,85423119,import,1234567,50\n2024-01,CN,KR,85423119,import,2000000,70\n"
         "2024-02,CN,KR,85423119,import,3000000,\n",
         "USD", "CIF", Direction::import},
        {"kaggle_global.csv", "un-data",
         "2016,KR,,854231,import,6088,2339\n2016,KR,,854231,re-export,11,2\n"},
        {"dots.csv", "imf-dots",
         "2019,KR,CN,,import,107000000000,\n2020,KR,CN,,import,108000000000,\n"},
        {"imf_service.csv", "sdmx",
         "2022,FR,US,,import,56004917567,\n2022-01,FR,US,,import,4000000000,\n"},
        {"imf_portal.csv", "imf-dots",
         "2022,KR,CN,,export,155789500000,\n2023,KR,CN,,export,124818200000,\n"
         "2022,KR,CN,,import,154576000000,\n2023,KR,CN,,import,142857000000,\n"},
        {"india_data_bank.csv", "india",
         "2022-04..2023-03,IN,KR,8542,export,10500000,\n"
         "2023-04..2024-03,IN,KR,8542,export,20250000,\n"
         "2022-04..2023-03,IN,AF,8542,export,1000000,\n"
         "2023-04..2024-03,IN,AF,8542,export,2000000,\n"},
        {"hmrc_ots.json", "hmrc", "2024-01,GB,KR,85423190,import,150,10\n", "GBP"},
        {"hmrc_names.csv", "hmrc",
         "2024-01,GB,KR,85423190,export,100,5\n2024-01,GB,DE,85423190,export,15,5\n", "GBP"},
        {"EXP_2024_MUN.csv", "comex-stat", "2024-01,BR,CN,8542,export,150,22\n", "USD", "FOB"},
        {"comexstat_english.csv", "comex-stat", "2023-01,BR,US,09011110,export,4000,1000\n", "USD",
         "FOB"},
        {"atlas_country_year.csv", "atlas", "2019,KR,,,export,1000,\n2019,KR,,,import,300,\n",
         "USD", "FOB"},
        {"comtrade_names_of_r.csv", "comtrade-legacy", "2016,KR,CN,847150,import,600,150000\n"},
        {"eurostat_pages.csv", "eurostat", "2024,DE,KR,854231,import,1000000,5030\n", "EUR"},
        {"trade_map_suppliers.csv", "trade-map",
         "2023,KR,TW,847150,import,500000,\n2024,KR,TW,847150,import,600000,\n"
         "2023,KR,CN,847150,import,400000,\n2024,KR,CN,847150,import,634500,\n"},
        {"trade_map_products.csv", "trade-map",
         "2024-01,KR,,8471,export,1200000,\n2024-02,KR,,8471,export,1300000,\n"
         "2024-01,KR,,8542,export,9000000,\n2024-02,KR,,8542,export,9500000,\n"},
        {"dataweb_imports.csv", "usitc-dataweb",
         "2023,US,TW,84715001,import,1500,\n2024,US,TW,84715001,import,2500,\n"
         "2023,US,MX,84715001,import,700,\n2024,US,MX,84715001,import,900,\n",
         "USD", "FOB"},
        {"dataweb_months.csv", "usitc-dataweb",
         "2024-01,US,KR,8542,export,10,\n2024-02,US,KR,8542,export,20,\n", "USD", "FOB"},
        {"exportacao_geral.csv", "comex-stat-years",
         "2023-01,BR,US,09011110,export,4000,1000\n2024-01,BR,US,09011110,export,5000.5,1100\n"
         "2023-02,BR,US,09011110,export,3000,900\n",
         "USD", "FOB"},
        {"comexstat_both.csv", "comex-stat-years",
         "2025,BR,CN,8542,export,10,1\n2025,BR,CN,8542,import,70,2\n", "USD", "FOB"},
        {"unctad_trade_matrix.csv", "unctad",
         "2023,KR,CN,SITC3:752,export,1500000,\n2023,KR,US,SITC3:752,export,2500000,\n"},
        {"hong_kong.json", "hong-kong",
         "2023-01,HK,TW,8542,import,9786500,\n2023-01,HK,CN,8542,export,4893250,\n", "HKD"},
        {"sars.csv", "sars",
         "2023-01,ZA,MZ,08011000,export,150,150\n"
         "2023-01,ZA,NA,85423100,export,200,\n2023-01,ZA,KR,85423100,import,2000,\n",
         "ZAR", "FOB"},
        {"sars_chapters.csv", "sars", "2023-01,ZA,,08,export,100,\n2023-01,ZA,,85,import,2000,\n",
         "ZAR", "FOB"},
        {"exportharmonizecountries.json", "thailand",
         "2023-01,TH,JP,08011000000,export,1000.5,\n2023-02,TH,KR,08011000000,export,2000,\n"},
        {"imf_sdmx.csv", "sdmx",
         "2023,KR,CN,,import,142857000000,\n2023,KR,CN,,export,124800000000,\n"}};
    return all;
}

TEST(LayoutFixtures, ReadAsTheirPublishersMeanThem) {
    for (const auto& fixture : fixtures()) {
        Diagnostics diagnostics;
        const auto flows =
            read({read_file(std::string{"tests/known/trade/layouts/"} + fixture.file)}, diagnostics,
                 {.flow = fixture.flow, .rates = rates()});
        EXPECT_FALSE(diagnostics.has_errors()) << fixture.file << '\n'
                                               << render(diagnostics.sorted(), Language::en);
        ASSERT_FALSE(flows.sources.empty()) << fixture.file;
        EXPECT_EQ(flows.sources[0].layout, fixture.layout) << fixture.file;
        EXPECT_EQ(flows.sources[0].currency, fixture.currency) << fixture.file;
        EXPECT_EQ(flows.sources[0].imports_valued, fixture.imports_valued) << fixture.file;
        const auto text = tidy(flows);
        if (fixture.rows != nullptr) {
            EXPECT_EQ(text.substr(text.find('\n') + 1), fixture.rows) << fixture.file;
        }
    }
}

TEST(LayoutFixtures, OfWitsHaveTheTotalAndWhatItsPartnersLeave) {
    Diagnostics diagnostics;
    const auto series =
        read({read_file("tests/known/trade/layouts/wits_partner_ts.csv")}, diagnostics);
    const auto of_2019 = indicators(series, {.reporter = "KR", .period = parse_period("2019")});
    EXPECT_EQ(of_2019.imports, 503e6);
    EXPECT_EQ(of_2019.partners[0].country, Flows::kOtherPartners);
    EXPECT_EQ(of_2019.partners[1].imports, 107e6);
}

TEST(LayoutFixtures, OfOneCodeThatNobodyNamesAreRefused) {
    Diagnostics diagnostics;
    (void)read(
        {{"exportharmonizecountries.json",
          R"([{"year":2023,"month":1,"country_code":"JP","value_usd":10,"value_baht":35}])"}},
        diagnostics);
    ASSERT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0102");
}

TEST(LayoutFixtures, OfAMonthWithoutAColumnOfItAreRefused) {
    Diagnostics diagnostics;
    (void)read({read_file("tests/known/trade/layouts/gacc_no_month.csv")}, diagnostics,
               {.flow = Direction::import});
    ASSERT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0102");
}

}  // namespace
}  // namespace jarip::trade
