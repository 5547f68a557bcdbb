#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Tidy, IsReadWithAllItsColumns) {
    const Read table{
        "period,reporter,partner,product,flow,value,mass\n"
        "2025Q1,KR,대만,847150,import,1234.5,10\n"
        "2025-01..2025-09,KOR,World,8471.50-1000,수출,99,\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01..2025-03,KR,TW,847150,import,1234.5,10\n"
              "2025-01..2025-09,KR,,8471501000,export,99,\n");
    ASSERT_EQ(table.flows.sources.size(), 1U);
    EXPECT_EQ(table.flows.sources[0].layout, "tidy");
    EXPECT_EQ(table.flows.sources[0].rows, 2U);
}

TEST(Tidy, UnitsStandInTheHeaderOrInAColumn) {
    for (const auto* header :
         {"value_musd", "value_million_usd", "Value (million USD)", "trade_value_musd"})
        EXPECT_EQ(Read{"year,flow," + std::string{header} + "\n2025,import,1569.66\n"}.rows(),
                  "2025,,,,import,1569660000,\n")
            << header;
    EXPECT_EQ(Read{"year,flow,value_kusd,mass_t\n2025,import,2.5,3\n"}.rows(),
              "2025,,,,import,2500,3000\n");
    EXPECT_EQ(Read{"year,flow,value,unit\n2025,import,2,thousand USD\n2025,export,3,USD\n"}.rows(),
              "2025,,,,import,2000,\n2025,,,,export,3,\n");
}

TEST(Tidy, AUnitThatIsNoMoneyIsRefused) {
    EXPECT_THAT(Read{"year,flow,value_pieces\n2025,import,2\n"}.codes(), ElementsAre("E0109"));
    EXPECT_THAT(Read{"year,flow,value,unit\n2025,import,2,kg\n"}.codes(), ElementsAre("E0109"));
}

TEST(Tidy, OtherCurrenciesBecomeDollarsAtTheAverageOfTheirPeriod) {
    const ReadOptions options{.rates = {{"KRW", *parse_period("2025"), "1400", "", "test"},
                                        {"KRW", *parse_period("2025-01"), "1450", "", "test"}}};
    EXPECT_EQ(Read("year,flow,value_million_krw\n2025,import,14\n", options).rows(),
              "2025,,,,import,10000,\n");
    EXPECT_EQ(
        Read("month,flow,value,unit\n2025-01,import,14.5,thousand KRW\n2025-02,import,14,KRW\n",
             {.rates = {options.rates[0],
                        options.rates[1],
                        {"KRW", *parse_period("2025-02"), "1400", "", "test"}}})
            .rows(),
        "2025-01,,,,import,10,\n2025-02,,,,import,0.01,\n");
    EXPECT_THAT(Read("year,flow,value_eur\n1931,import,2\n").codes(), ElementsAre("E0141"));
}

TEST(Tidy, PeriodsAreReadInEveryForm) {
    const auto first = [](const std::string& header, const std::string& cells) {
        const Read table{header + ",flow,value\n" + cells + ",import,1\n"};
        return table.rows().substr(0, table.rows().find(','));
    };
    for (const auto* month : {"2025-03", "202503", "2025.03", "2025/03", "2025M03"})
        EXPECT_EQ(first("period", month), "2025-03") << month;
    EXPECT_EQ(first("year,month", "2025,3"), "2025-03");
    EXPECT_EQ(first("year,month", "2025,12"), "2025-12");
    EXPECT_EQ(first("year,quarter", "2025,2"), "2025-04..2025-06");
    EXPECT_EQ(first("year,quarter", "2025,Q4"), "2025-10..2025-12");
    EXPECT_EQ(first("month", "2025-03"), "2025-03");
    EXPECT_EQ(first("year", "2025"), "2025");
}

TEST(Tidy, ExporterAndImporterSayTheDirection) {
    EXPECT_EQ(Read{"year,exporter,product,value\n2024,C000,100000,0.31\n"}.rows(),
              "2024,C000,,100000,export,0.31,\n");
    EXPECT_EQ(Read{"year,importer,partner,value\n2024,KR,US,5\n"}.rows(),
              "2024,KR,US,,import,5,\n");
    EXPECT_EQ(Read{"year,exporter,importer,value\n2024,TW,KR,5\n"}.rows(), "2024,TW,KR,,both,5,\n");
}

TEST(Tidy, AnEmptyValueIsNotGivenAndNeverZero) {
    const Read table{"year,flow,value\n2024,import,\n2025,import,0\n"};
    EXPECT_EQ(table.rows(), "2025,,,,import,0,\n");
    EXPECT_EQ(table.flows.sources[0].passed_over, 1U);
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0112"));
}

TEST(Tidy, UnknownLabelsAreKeptWithANote) {
    const Read table{"year,partner,flow,value\n2025,Elsewhere,import,1\n2025,대만,import,2\n"};
    EXPECT_EQ(table.rows(), "2025,,Elsewhere,,import,1,\n2025,,TW,,import,2,\n");
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0110"));
}

TEST(Tidy, ACodeThatLostItsZeroIsWarnedAbout) {
    const Read table{"year,flow,hs,value\n2025,import,10121,1\n"};
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0111"));
}

TEST(Tidy, ACodeThatBecameANumberIsRefused) {
    EXPECT_THAT(Read{"year,flow,hs,value\n2025,import,8.47E+05,1\n"}.codes(), ElementsAre("E0114"));
    EXPECT_THAT(Read{"t,i,j,k,v,q\n2023,490,410,8.47E+05,1,NA\n"}.codes(), ElementsAre("E0114"));
    EXPECT_THAT(Read{"year,flow,hs,value\n2025,import,Engine+pump,1\n"}.codes(), IsEmpty());
}

TEST(Tidy, AMisspeltColumnIsAnErrorAndAForeignOneANote) {
    const Read misspelt{"year,flow,parnter,value\n2025,import,US,1\n"};
    ASSERT_THAT(misspelt.codes(), ElementsAre("E0106"));
    EXPECT_THAT(misspelt.diagnostics.sorted()[0].help(Language::en),
                testing::HasSubstr("\"partner\""));
    const Read foreign{"year,flow,value,remark_of_clerk,source\n2025,import,1,x,y\n"};
    EXPECT_THAT(foreign.codes(), IsEmpty());
    EXPECT_THAT(foreign.codes(Severity::note), ElementsAre("E0105"));
}

TEST(Tidy, EveryFaultHasItsCodeAndPlace) {
    struct Case {
        std::string text;
        std::string code;
        std::string place;
    };
    const Case cases[] = {
        {"", "E0010", "1:1"},
        {"a,b\n1,2\n", "E0100", "1:1"},
        {"flow,value\nimport,1\n", "E0102", "1:1"},
        {"year,partner,value\n2025,US,1\n", "E0144", "1:1"},
        {"year,flow,value\n1899,import,1\n", "E0140", "2:1"},
        {"year,flow,value\n2025,sideways,1\n", "E0103", "2:6"},
        {"year,flow,value\n20x5,import,1\n", "E0104", "2:1"},
        {"year,flow,value\n2025,import,-1\n", "E0107", "2:13"},
        {"year,flow,value\n2025,import,1e308\n", "E0108", "2:13"},
        {"year,flow,value\n2025,import,\"1,234\"\n", "E0021", "2:13"},
        {"year,flow,value\n2025,import,NaN\n", "E0020", "2:13"},
        {"year,flow,value,mass\n2025,import,1,heavy\n", "E0020", "2:15"},
        {"year,flow,value,mass\n2025,import,1,-1\n", "E0107", "2:15"},
        {"year,flow,value\n2025,import\n", "E0011", "2:6"},
        {"year,flow,value\n2025,import,\"1\n", "E0012", "2:13"},
    };
    for (const auto& [text, code, place] : cases) {
        const Read table{text};
        ASSERT_THAT(table.codes(), ElementsAre(code)) << text;
        const auto where = table.diagnostics.sorted()[0].where;
        EXPECT_EQ(std::to_string(where.line) + ':' + std::to_string(where.column), place) << text;
    }
}

TEST(Tidy, AFileOfFaultsEndsAtTheThousandth) {
    std::string text = "year,flow,value\n";
    for (int i = 0; i < 5000; ++i) text += "2025,import,x\n";
    const Read table{text};
    EXPECT_EQ(table.diagnostics.error_count(), 1001U);
    EXPECT_THAT(table.codes(), testing::Contains("E0113"));
}

TEST(Tidy, SemicolonsAndTabsSeparateToo) {
    EXPECT_EQ(Read{"year;flow;value\n2025;import;1.5\n"}.rows(), "2025,,,,import,1.5,\n");
    EXPECT_EQ(Read{"year\tflow\tvalue\n2025\timport\t1.5\n"}.rows(), "2025,,,,import,1.5,\n");
}

TEST(Tidy, ReadsWhatItWrites) {
    const Read table{
        "period,reporter,partner,product,flow,value,mass\n2025-02-03,KR,\"Nowhere, Land of\",ABC,rx,1,2\n"
        "2024,TW,KR,847150,both,0.0001,\n"};
    EXPECT_EQ(Read{tidy(table.flows)}.rows(), table.rows());
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

TEST(Read, JoinsFilesOfDifferentLayoutsAndEncodings) {
    Diagnostics diagnostics;
    const auto flows =
        read({{"a.csv", "t,i,j,k,v,q\n2023,490,410,847150,1,NA\n"},
              {"b.csv", "year,partner,flow,value\n2023,\xB4\xEB\xB8\xB8,import,2\n"}},
             diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    ASSERT_EQ(flows.sources.size(), 2U);
    EXPECT_EQ(flows.sources[1].encoding, "CP949");
    EXPECT_THAT(flows.countries, ElementsAre("TW", "KR"));
}

TEST(Read, LeavesOutWhatItCannotReadWhenLenientAndKeepsIt) {
    Diagnostics diagnostics;
    const auto flows =
        read({{"a.csv", "year,flow,value\n2025,import,1\n2025,import,x,7\n20x5,import,y\n"}},
             diagnostics, {.faults = Faults::lenient});
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(flows.size(), 1U);
    EXPECT_EQ(flows.sources[0].rejected, 2U);
    EXPECT_EQ(rejects_table(flows, Language::en),
              "file,line,column,code,message,row\n"
              "a.csv,3,15,E0011,\"this row has 4 fields, the header has 3\",\"2025,import,x,7\"\n"
              "a.csv,4,1,E0104,\"\"\"20x5\"\" in column year is no period\",\"20x5,import,y\"\n");
}

TEST(Read, IsStrictWithSmallTablesAndLenientWithLargeOnes) {
    std::string text = "year,flow,value\n2025,import,x\n";
    const auto errors = [&] {
        Diagnostics diagnostics;
        (void)read({{"a.csv", text}}, diagnostics);
        return diagnostics.error_count();
    };
    EXPECT_EQ(errors(), 1U);
    while (text.size() <= kSmallTable) text += "2025,import,1000\n";
    EXPECT_EQ(errors(), 0U);
}

TEST(Read, TakesTheLayoutThatIsNamed) {
    const std::string text = "t,i,j,k,v,q\n2023,490,410,847150,1,NA\n";
    Diagnostics diagnostics;
    EXPECT_EQ(read({{"a.csv", text}}, diagnostics, {.layout = "baci"}).size(), 1U);
    EXPECT_FALSE(diagnostics.has_errors());
    (void)read({{"a.csv", text}}, diagnostics, {.layout = "comtrade"});
    ASSERT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0124");
}

TEST(Read, FindsAHeaderBelowTitles) {
    const Read table{
        "Imports of Korea\nsource: customs\nyear,partner,flow,value\n2025,US,import,1\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025,,US,,import,1,\n");
}

TEST(Read, SaysWhatFilesGiveTwice) {
    const auto both = [](const std::string& second) {
        Diagnostics diagnostics;
        const auto flows =
            read({{"old.csv", "year,partner,flow,value\n2025,US,import,1\n2025,TW,import,2\n"},
                  {"new.csv", "year,partner,flow,value\n2025,US,import," + second + "\n"}},
                 diagnostics);
        std::string codes;
        for (const auto& finding : diagnostics.sorted()) codes += finding.code + ' ';
        return codes + tidy(flows).substr(tidy(flows).find('\n') + 1);
    };
    EXPECT_EQ(both("1"), "E0145 2025,,US,,import,1,\n2025,,TW,,import,2,\n");
    EXPECT_EQ(both("3"), "E0146 2025,,TW,,import,2,\n2025,,US,,import,3,\n")
        << "statistics are revised";
}

TEST(Read, DropsCoarserCodesThatFinerOnesMake) {
    const Read sound{
        "year,partner,flow,hs,value\n2025,US,import,84,30\n2025,US,import,8471,30\n"
        "2025,US,import,847150,10\n2025,US,import,847180,20\n"};
    EXPECT_EQ(sound.rows(), "2025,,US,847150,import,10,\n2025,,US,847180,import,20,\n");
    EXPECT_EQ(sound.flows.sources[0].totals, 2U);
    const Read partial{
        "year,partner,flow,hs,value\n2025,US,import,8471,300\n2025,US,import,847150,10\n"};
    EXPECT_EQ(partial.flows.size(), 2U);
    EXPECT_THAT(partial.codes(Severity::note), ElementsAre("E0148"));
}

TEST(Read, TakesGroupsOfCountriesForSums) {
    const std::string text =
        "year,partner,flow,value\n2025,EU27,import,7\n2025,DE,import,7\n2025,Pacific Pact,import,5\n2025,JP,import,5\n";
    EXPECT_EQ(Read(text, {.groups = {{"Pacific Pact", {"Pacific Pact"}, {"JP"}}}}).rows(),
              "2025,,DE,,import,7,\n2025,,JP,,import,5,\n");
    const Read gap{
        "year,partner,flow,value\n2025,EU27,import,9\n2025,DE,import,7\n2025,JP,import,5\n"};
    EXPECT_THAT(gap.codes(Severity::warning), ElementsAre("E0147")) << "members make their group";
    EXPECT_EQ(Read{"year,partner,flow,value\n2025,아세안,import,7\n"}.rows(),
              "2025,,ASEAN,,import,7,\n")
        << "a group is kept where no country stands beside it";
}

TEST(Read, KeepsStatesThatAreNoMoreUnderTheirOwnName) {
    const Read table{
        "year,partner,flow,value\n1990,SUN,import,7\n1990,체코슬로바키아,import,1\n1990,CSK,export,2\n"};
    EXPECT_THAT(table.codes(Severity::note), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "1990,,Soviet Union,,import,7,\n1990,,Czechoslovakia,,import,1,\n1990,,Czechoslovakia,,export,2,\n");
}

TEST(HsRevisions, AreCarriedWhereThatIsExact) {
    const std::string text =
        "t,i,j,k,v,q\n2005,490,410,847150,1,\n2005,490,410,854441,2,\n2005,490,410,854221,3,\n";
    Diagnostics diagnostics;
    const auto flows =
        read({{"BACI_HS02_Y2005_V202501.csv", text}}, diagnostics, {.hs_revision = 2022});
    EXPECT_EQ(flows.sources[0].hs_revision, 2002);
    EXPECT_EQ(
        tidy(flows).substr(tidy(flows).find('\n') + 1),
        "2005,TW,KR,847150,both,1000,\n2005,TW,KR,854442,both,2000,\n2005,TW,KR,854221,both,3000,\n")
        << "854441 and others became 854442; 854221 was divided";
    ASSERT_EQ(diagnostics.sorted().size(), 1U);
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0181");
    EXPECT_THAT(diagnostics.sorted()[0].message(Language::en),
                testing::HasSubstr("divided and kept as they are 1"));
}

TEST(ExchangeRates, AreThoseThatThePublisherGives) {
    const auto rate = [](std::string_view currency, std::string_view period) {
        for (const auto& known : exchange_rates())
            if (known.currency == currency && known.period == parse_period(period))
                return known.per_usd;
        return std::string{};
    };
    EXPECT_EQ(rate("KRW", "2023"), "1306.7637");
    EXPECT_EQ(rate("JPY", "2020"), "106.7754");
    EXPECT_EQ(rate("CNY", "2024-06"), "7.2547");
}

TEST(Baskets, OfOnesOwnAreRead) {
    Diagnostics diagnostics;
    const auto own =
        parse_baskets({"b.csv", "basket,hs,reason\nmine,847150,because\nmine,84x,\n"}, diagnostics);
    EXPECT_EQ(own.at(0).reason, "because");
    EXPECT_EQ(diagnostics.error_count(), 1U);
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0129");
}

TEST(Baskets, HaveAReasonForEachCode) {
    ASSERT_FALSE(baskets().empty());
    for (const auto& line : baskets()) {
        EXPECT_GE(line.hs.size(), 2U);
        EXPECT_EQ(line.hs.find_first_not_of("0123456789"), std::string::npos) << line.hs;
        for (const auto* text : {&line.name, &line.name_ko, &line.reason, &line.reason_ko})
            EXPECT_FALSE(text->empty()) << line.basket << ' ' << line.hs;
    }
    EXPECT_EQ(basket("ai-server").size(), 3U);
}

TEST(Baskets, AnUnknownOneIsNamedWithTheNearest) {
    try {
        (void)basket("ai-sever");
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics()[0].code, "E0120");
        EXPECT_THAT(error.diagnostics()[0].help(Language::en), testing::HasSubstr("\"ai-server\""));
    }
}

// A file beside a table of trade; what becomes of it where nobody named it: the code of its note, or of its errors.
std::string beside_a_table(const SourceFile& other, ReadOptions options = {}) {
    options.others = Others::passed_over;
    Diagnostics diagnostics;
    const auto flows = read({other, {"t.csv", "year,partner,flow,value\n2025,TW,import,5\n"}},
                            diagnostics, options);
    EXPECT_EQ(indicators(flows, {}).imports, 5.0) << other.name;
    std::string codes;
    for (const auto& finding : diagnostics.sorted()) {
        if (finding.severity == Severity::error) codes += finding.code + ' ';
        const auto& source = flows.sources.front();
        if (source.not_read && source.not_read->code == finding.code) codes += finding.code;
    }
    return codes;
}

TEST(Read, WhatIsPlainlyNoTableOfTradeIsPassedOverInAFolderAndRefusedByItself) {
    struct Case {
        SourceFile file;
        std::string in_folder, by_itself;
    };
    const std::vector<Case> cases{
        {{"list.csv", "code,meaning\n1,one\n"}, "E0138", "E0100"},
        {{"readme.txt", "He said \"no\" twice.\n\"Yes\" once.\n"}, "E0138", "E0014"},
        {{"config.json", R"({"name": "x"})"}, "E0156", "E0131"},
        {{"picture.svg.xml", "<svg><path/></svg>"}, "E0156", "E0131"},
        {{"prices.csv", "country,hs,value_usd\nUS,84,5\n"}, "E0152", "E0102"},
        {{"people.csv", "year,country,value\n2025,US,5\n"}, "E0153", "E0144"},
        {{"pieces.csv", "year,country,flow,value_pieces\n2025,US,import,5\n"}, "E0154", "E0109"},
        {{"shares.csv",
          "year,flow,item,value,unit\n2025,import,all,5,USD\n2025,import,MX,50,percent\n"},
         "E0154",
         "E0109"}};
    for (const auto& [file, in_folder, by_itself] : cases) {
        EXPECT_EQ(beside_a_table(file), in_folder) << file.name;
        EXPECT_EQ((Read{file.text}.codes()).at(0), by_itself) << file.name;
    }
    EXPECT_EQ(beside_a_table(cases[5].file, {.flow = Direction::import}), "E0153")
        << "--flow may be meant for other files of the folder";
}

TEST(Read, ATableOfTradeThatIsFaultyIsRefusedInAFolderToo) {
    for (const auto& [text, code] : std::vector<std::pair<std::string, std::string>>{
             {"year,country,flows,value\n2025,US,import,5\n", "E0144 E0106 "},
             {"year,country,flow,value\n20x5,US,import,5\n", "E0104 "},
             {"year,flow,value,unit\n2025,import,1,USD\n2025,import,1,USD\n2025,import,2,UDS\n",
              "E0109 "},
             {"<html>no key</html>", "E0137 "},
             {"<r><returnReasonCode>30</returnReasonCode></r>", "E0139 "},
             {"", "E0010 "}})
        EXPECT_EQ(beside_a_table({"other.csv", text}), code) << text;
}

TEST(Read, FilesThatWerePassedOverStandAmongTheSourcesInTheirPlace) {
    Reader reader{{.others = Others::passed_over}};
    Diagnostics diagnostics;
    reader.add({"a.csv", "year,partner,flow,value\n2025,TW,import,5\n"}, diagnostics);
    reader.pass_over("notes.md", diagnostics);
    reader.add({"c.csv", "year,partner,flow,value\n2025,TW,import,5\n2025,US,import,6\n"},
               diagnostics);
    const auto flows = reader.finish(diagnostics);
    ASSERT_EQ(flows.sources.size(), 3U);
    EXPECT_EQ(flows.sources[1].file, "notes.md");
    EXPECT_EQ(flows.sources[1].not_read.value().code, "E0155");
    EXPECT_EQ(flows.sources[0].duplicates + flows.sources[2].duplicates, 1U);
    EXPECT_EQ(flows.size(), 2U);
}

TEST(Read, TablesInFoldersAreKnownByTheEndsOfTheirNames) {
    for (const auto* name :
         {"a.csv", "b.CSV", "dir/c.xlsx", "d.dat.gz", "e.JSON", "f.csv.bz2", "g.xls"})
        EXPECT_TRUE(is_table_file(name)) << name;
    for (const auto* name : {".csv", "a.csv.part", "notes.md", "page.pdf", "csv", ""})
        EXPECT_FALSE(is_table_file(name)) << name;
}

}  // namespace
}  // namespace jarip::trade
