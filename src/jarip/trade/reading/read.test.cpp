#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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
    EXPECT_THAT(gap.codes(Severity::note), ElementsAre("E0178")) << "the rest of the group";
    EXPECT_EQ(indicators(gap.flows, {}).imports, 14);
    const Read more{"year,partner,flow,value\n2025,EU27,import,5\n2025,DE,import,7\n"};
    EXPECT_THAT(more.codes(Severity::warning), ElementsAre("E0147")) << "members make more";
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

// A file beside a table of trade; what becomes of it where nobody named it: the code of its note, or of its errors.
std::string beside_a_table(const SourceFile& other, ReadOptions options = {}) {
    options.others = Others::skipped;
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
    Reader reader{{.others = Others::skipped}};
    reader.add({"a.csv", "year,partner,flow,value\n2025,TW,import,5\n"});
    reader.skip("notes.md");
    reader.add({"c.csv", "year,partner,flow,value\n2025,TW,import,5\n2025,US,import,6\n"});
    const auto flows = reader.finish();
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
