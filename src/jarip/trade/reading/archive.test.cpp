#include "jarip/trade/reading/archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/packed_for_test.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kTable = "year,partner,flow,value\n2025,US,import,1\n2025,TW,import,2\n";
const std::string kRows = "2025,,US,,import,1,\n2025,,TW,,import,2,\n";

TEST(Archive, EveryPackingGivesTheSameRows) {
    for (const auto* filter : {"gzip", "xz", "bzip2", "zstd"}) {
        const Read table{packed({{"data", kTable}}, "raw", filter)};
        EXPECT_THAT(table.codes(), IsEmpty()) << filter;
        EXPECT_EQ(table.rows(), kRows) << filter;
    }
    for (const auto* format : {"zip", "7zip"})
        EXPECT_EQ(Read(packed({{"a/t.csv", kTable}}, format, "none")).rows(), kRows) << format;
}

TEST(Archive, ItsOtherFilesArePassedOver) {
    const Read table{zipped({{"Readme.txt", "about, this\nnothing, here\n"}, {"t.csv", kTable}})};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), kRows);
    EXPECT_EQ(table.flows.sources.at(0).not_read.value().where.file, "t.csv/Readme.txt");
    EXPECT_EQ(table.flows.sources.at(1).file, "t.csv/t.csv");
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0138"));
    EXPECT_THAT(Read{zipped({{"Readme.txt", "about, this\n"}})}.codes(), ElementsAre("E0136"));
}

// As the Finder of a Mac packs a folder.
TEST(Archive, HiddenFilesAndWhatAMacAddsAreLeftOut) {
    const std::string fork{"\x00\x05\x16\x07\x00\x02\xFF\xFE\x80", 9};
    const auto mac = zipped({{"trade/.DS_Store", fork},
                             {"trade/t.csv", kTable},
                             {"__MACOSX/trade/._t.csv", fork},
                             {"__MACOSX/._trade", fork}});
    const Read table{mac};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), kRows);
    EXPECT_EQ(table.flows.sources.size(), 1U);
    EXPECT_EQ(Read(zipped({{"inner.zip", mac}, {"__MACOSX/._inner.zip", fork}})).rows(), kRows);
    const Read beside{zipped({{"t.csv", kTable}, {"figure.png", fork}})};
    EXPECT_THAT(beside.codes(), IsEmpty()) << "no table by its name";
    EXPECT_THAT(beside.codes(Severity::note), ElementsAre("E0155"));
    EXPECT_EQ(beside.rows(), kRows);
}

TEST(Archive, MayStandInAnArchiveButNotTooDeep) {
    auto bytes = zipped({{"t.csv", kTable}});
    EXPECT_EQ(Read(zipped({{"in.zip", bytes}})).rows(), kRows);
    for (int i = 0; i < 3; ++i) bytes = zipped({{"in.zip", bytes}});
    EXPECT_THAT(Read{bytes}.codes(), ElementsAre("E0133"));
}

TEST(Archive, ABombIsRefusedBeforeItFillsTheMemory) {
    const std::string zeros(kSurelyFine + 1'000'000, '0');
    EXPECT_THAT(Read{gzipped(zeros)}.codes(), ElementsAre("E0133"));
}

// Each archive alone would be fine; all together unpack to more than one file may.
TEST(Archive, ArchivesInEachOtherHaveOneBudget) {
    const auto inner = gzipped(std::string(kSurelyFine / 2, '0'));
    EXPECT_THAT(Read{zipped({{"a.gz", inner}, {"b.gz", inner}, {"c.gz", inner}})}.codes(),
                testing::Contains("E0133"));
    Entries many;
    for (int i = 0; i < 200; ++i) many.emplace_back("t" + std::to_string(i), "x");
    const auto of_many = zipped(many);
    Entries outer;
    for (int i = 0; i < 60; ++i) outer.emplace_back("z" + std::to_string(i), of_many);
    EXPECT_THAT(Read{zipped(outer)}.codes(), testing::Contains("E0133"));
}

TEST(Archive, AClaimOfTenGigabytesIsNotBelieved) {
    auto bytes = zipped({{"t.csv", kTable}});
    // The sizes in the central directory of a zip file stand 20 bytes after its signature.
    const auto directory = bytes.find("PK\1\2");
    ASSERT_NE(directory, std::string::npos);
    for (std::size_t i = 24; i < 28; ++i) bytes[directory + i] = '\xFE';
    const Read table{bytes};
    EXPECT_TRUE(table.diagnostics.has_errors() || table.rows() == kRows);
}

TEST(Archive, ADamagedOneIsSaid) {
    const auto whole = zipped({{"t.csv", kTable}});
    EXPECT_THAT(Read{whole.substr(0, whole.size() / 2)}.codes(), ElementsAre("E0134"));
    EXPECT_THAT(Read{whole.substr(0, 4) + "nonsense"}.codes(), ElementsAre("E0134"));
}

TEST(Archive, WhatIsNoTableIsNamed) {
    EXPECT_THAT(Read{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}.codes(), ElementsAre("E0135"));
    EXPECT_THAT(Read{"\n<!DOCTYPE html><html><body>no key</body></html>"}.codes(),
                ElementsAre("E0137"));
}

const std::vector<std::vector<std::string>> kSheet{
    {"년월별 수출입"},
    {"기간", "국가", "HS코드", "품목명", "수출 중량", "수출 금액", "수입 중량", "수입 금액",
     "무역수지"},
    {"2025.01", "대만", "8471.50-1000", "처리장치", "1", "2", "3", "1,004", "-2"}};

TEST(Workbook, IsReadBelowItsTitles) {
    const Read table{workbook(sheet_rows(kSheet))};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2025-01,KR,TW,8471501000,export,2000,1\n2025-01,KR,TW,8471501000,import,1004000,3\n");
    EXPECT_EQ(table.flows.sources[0].layout, "unipass");
    EXPECT_EQ(table.flows.sources[0].encoding, "XLSX");
}

TEST(Workbook, ItsNameSaysTheDirectionWhereThatOfTheSheetDoesNot) {
    const auto bytes = workbook(
        sheet_rows({{"period", "partner", "hs", "value_usd"}, {"2024", "CN", "854231", "5"}}));
    const auto of = [&](const char* name) {
        Diagnostics diagnostics;
        return tidy(read({{name, bytes}}, diagnostics));
    };
    EXPECT_THAT(of("exports.xlsx"), testing::HasSubstr(",854231,export,5,"));
    EXPECT_THAT(of("in/imp_2024.xlsx"), testing::HasSubstr(",854231,import,5,"));
    Diagnostics diagnostics;
    (void)read({{"exports/table.xlsx", bytes}}, diagnostics);
    EXPECT_EQ(diagnostics.sorted().front().code, "E0144") << "a folder is no workbook";
}

TEST(Workbook, HasSharedStringsGapsNumbersAndDates) {
    const std::string strings =
        "<si><t>month</t></si><si><t>flow</t></si><si><r><t>hs</t></r><r><t>6</t></r><rPh><t>x</t></rPh></si>"
        "<si><t>value</t></si><si><t>import</t></si>";
    const std::string header =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c>"
        "<c r=\"D1\" t=\"s\"><v>2</v></c><c r=\"E1\" t=\"s\"><v>3</v></c></row>";
    // 45658 is the first of January 2025; its format shows year and month.
    const std::string row =
        "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>45658</v></c><c r=\"C3\" t=\"s\"><v>4</v></c>"
        "<c r=\"D3\"><v>8.4715E5</v></c><c r=\"E3\"><v>1.25E3</v></c></row>";
    const Read table{workbook(header + row, strings)};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,,,847150,import,1250,\n");
    const Read of_1904{workbook(header + row, strings, " date1904=\"1\"")};
    EXPECT_EQ(of_1904.rows(), "2029-01,,,847150,import,1250,\n");
}

TEST(Workbook, AFaultHasRowAndColumn) {
    auto rows = kSheet;
    rows[2][7] = "many";
    const Read table{workbook(sheet_rows(rows))};
    ASSERT_THAT(table.codes(), ElementsAre("E0020"));
    const auto where = table.diagnostics.sorted()[0].where;
    EXPECT_EQ(where.file, "t.csv/Sheet1");
    EXPECT_EQ(where.line, 3U);
    EXPECT_EQ(where.column, 8U);
}

// As libraries write them: a spreadsheet computes them when it opens the workbook.
TEST(Workbook, AFormulaWithoutItsResultIsNotEmpty) {
    const auto sheet = [](const std::string& cell, const std::string& remark = "<c/>") {
        return workbook(
            sheet_rows({{"year", "partner", "flow", "value", "note"},
                        {"2025", "CN", "import", "100", "x"}}) +
            "<row><c t=\"inlineStr\"><is><t>2025</t></is></c><c t=\"inlineStr\"><is><t>JP</t></is></c>"
            "<c t=\"inlineStr\"><is><t>import</t></is></c>" +
            cell + remark + "</row>");
    };
    const Read open{sheet("<c><f>1000*2</f></c>")};
    EXPECT_FALSE(open.codes().empty());
    EXPECT_FALSE(Read{sheet("<c><f t=\"shared\" si=\"0\"/></c>")}.codes().empty());
    const Read computed{sheet("<c><f>1000*2</f><v>2000</v></c>")};
    EXPECT_THAT(computed.codes(), IsEmpty());
    EXPECT_EQ(indicators(computed.flows, {}).imports, 2100);
    // A text that is empty is a result, and remarks are not read.
    EXPECT_THAT(Read{sheet("<c t=\"str\"><f>IF(1,\"\",1)</f><v></v></c>")}.codes(), IsEmpty());
    EXPECT_THAT(Read{sheet("<c><v>2000</v></c>", "<c><f>A1</f></c>")}.codes(), IsEmpty());
}

TEST(Workbook, AnEmptyDateOf1899IsNoPeriod) {
    const std::string strings =
        "<si><t>date</t></si><si><t>flow</t></si><si><t>value</t></si><si><t>import</t></si>";
    const Read table{
        workbook("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
                 "<row><c s=\"2\"><v>0</v></c><c t=\"s\"><v>3</v></c><c><v>1</v></c></row>",
                 strings)};
    EXPECT_THAT(table.codes(), ElementsAre("E0140"));
}

TEST(Xml, EntitiesAreRefused) {
    EXPECT_THAT(
        Read{
            "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY c \"&b;&b;\">]><a><item><year>&c;</year></item></a>"}
            .codes(),
        ElementsAre("E0132"));
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<a>";
    EXPECT_THAT(Read{deep}.codes(), ElementsAre("E0132"));
}

TEST(Json, DepthAndEndsAreBounded) {
    EXPECT_THAT(Read{std::string(1'000'000, '[')}.codes(), ElementsAre("E0130"));
    EXPECT_THAT(Read{R"({"data":[{"period":"2024")"}.codes(), ElementsAre("E0130"));
    EXPECT_THAT(Read{R"({"count":0,"data":[]})"}.codes(), ElementsAre("E0131"));
}

TEST(BadInput, AFieldOfAMillionCharactersIsReportedInShort) {
    const Read table{"year,flow,value\n2025,import," + std::string(1'000'000, 'x') + "\n"};
    ASSERT_THAT(table.codes(), ElementsAre("E0020"));
    EXPECT_LT(render(table.diagnostics.sorted(), Language::en).size(), 2000U);
}

TEST(BadInput, ARowOfManyMegabytesIsReportedInShort) {
    const Read header{std::string(5'000'000, 'h')};
    ASSERT_THAT(header.codes(), ElementsAre("E0100"));
    EXPECT_LT(render(header.diagnostics.sorted(), Language::en).size(), 2000U);
    const Read row{"year,flow,value\n2025,import,x" + std::string(500'000, ',') + "y\n",
                   {.faults = Faults::lenient}};
    EXPECT_EQ(row.flows.sources.at(0).rejected, 1U);
    EXPECT_LE(row.flows.rejects.at(0).row.size(), 4096U);
}

TEST(BadInput, TextThatIsNoneInTheMiddleIsNamedByItsPlace) {
    const auto good =
        cp949("기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n");
    const Read broken{good + "2025,\xB4\xEB\xB8\xB8\xFF\xFF,847150,x,1,2,3,4,-2\n"};
    ASSERT_THAT(broken.codes(), ElementsAre("E0101"));
    EXPECT_EQ(broken.diagnostics.sorted()[0].where.line, 2U);
    // UTF-8 in one line, CP949 in the next.
    const Read mixed{"기간,국가,value,flow\n2025,\xB4\xEB\xB8\xB8,1,import\n"};
    EXPECT_THAT(mixed.codes(), testing::Not(IsEmpty()));
}

TEST(BadInput, ManyColumnsInJsonStayBounded) {
    std::string text = "[";
    for (int i = 0; i < 3000; ++i) text += (i > 0 ? ",{\"k" : "{\"k") + std::to_string(i) + "\":1}";
    EXPECT_THAT(Read{text + "]"}.codes(), ElementsAre("E0133"));
}

// Cells that are read whole, and the same by the parser for all of XML, which a comment calls for.
TEST(Workbook, CellsOfEveryKindReadAsTheParserReadsThem) {
    std::string rows;
    for (int i = 1; i < 40; ++i) {
        const auto at = std::to_string(i);
        rows +=
            "<row r=\"" + at + "\"><c r=\"A" + at + "\" s=\"2\"><v>45292</v></c><c r=\"B" + at +
            "\" t=\"inlineStr\"><is><t> goods, \"" + at + "\" 한국 </t></is></c><c r=\"C" + at +
            "\" s=\"1\"/><c r=\"D" + at +
            "\" t=\"str\"><v>of a formula</v></c><c t=\"s\"><v>0</v></c>"
            "<c r=\"F" +
            at +
            "\"/><c><v>8.4715E5</v></c><c t=\"b\"><v>1</v></c>"
            "<c t=\"inlineStr\"><is><t>a &amp; b ] c</t></is></c>"
            "<c t=\"inlineStr\"><is><r><t>in </t></r><r><t>pieces</t></r></is></c>"
            "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">x</t></is></c><c t=\"inlineStr\"/>"
            "<c t=\"inlineStr\"><is><t></t></is></c><c r=\"Q" +
            at + "\" t=\"inlineStr\"><is><t>" + std::string(static_cast<std::size_t>(i * 20), 'x') +
            "</t></is></c></row>";
    }
    const std::string strings = "<si><t>shared</t></si>";
    const auto quick = workbook_as_csv({"w.xlsx", workbook(rows, strings)}, "");
    EXPECT_EQ(quick, workbook_as_csv({"w.xlsx", workbook("<!-- -->" + rows, strings)}, ""));
    EXPECT_NE(
        quick.find(
            "\" goods, \"\"7\"\" 한국 \",,of a formula,shared,,847150,1,a & b ] c,in pieces,x"),
        std::string::npos)
        << quick.substr(0, 400);
}

}  // namespace
}  // namespace jarip::trade
