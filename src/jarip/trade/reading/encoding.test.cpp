#include "jarip/trade/reading/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

struct Result {
    Diagnostics diagnostics;
    std::optional<Decoded> decoded;
    explicit Result(std::string bytes)
        : decoded{decode({"t.csv", std::move(bytes)}, diagnostics)} {}
};

TEST(Encoding, Utf8IsLeftAsItIs) {
    const Result result{"\xEF\xBB\xBF국가,값\n대만,1\n"};
    EXPECT_EQ(result.decoded->encoding, "UTF-8");
    EXPECT_FALSE(result.decoded->converted);
}

TEST(Encoding, Cp949IsFoundByItsPairs) {
    const Result result{"\xB1\xB9\xB0\xA1,\xB0\xAA\n\xB4\xEB\xB8\xB8,1\n"};
    EXPECT_EQ(result.decoded->encoding, "CP949");
    EXPECT_EQ(result.decoded->converted, "국가,값\n대만,1\n");
}

TEST(Encoding, SingleHighBytesAreLatin) {
    const Result result{"partner,value\nT\xFCrkiye,1\n"};
    EXPECT_EQ(result.decoded->encoding, "WINDOWS-1252");
    EXPECT_EQ(result.decoded->converted, "partner,value\nTürkiye,1\n");
}

TEST(Encoding, LatinLettersMayStandInPairs) {
    const std::string text =
        "Fluxo;Ano;Mês;Descrição\nExportação;2023;01. Janeiro;Café não torrado\n";
    const Result result{encoded(text, "WINDOWS-1252")};
    ASSERT_TRUE(result.decoded);
    EXPECT_EQ(result.decoded->encoding, "WINDOWS-1252");
    EXPECT_EQ(result.decoded->converted, text);
    // Without a letter that stands alone it would be Chinese characters in CP949.
    const Result pairs{encoded("Fluxo;Exportação\n", "WINDOWS-1252")};
    EXPECT_EQ(pairs.decoded->encoding, "WINDOWS-1252");
}

// GB 2312 and Big5 lie largely within the pairs of CP949; no header says which it is, but the partners do.
TEST(Encoding, ChineseTablesWithEnglishHeadersAreFoundByTheirCountries) {
    const std::string header = "period,flow,partner,hs,value_usd\n";
    const auto rows = [&](std::initializer_list<const char*> names) {
        auto text = header;
        for (const auto* name : names) text += std::string{"2024,import,"} + name + ",854232,100\n";
        return text;
    };
    struct Case {
        const char* encoding;
        std::string text;
    };
    for (const auto& [encoding, text] :
         {Case{"GB18030", rows({"韩国", "日本", "美国", "越南", "德国"})},
          Case{"GB18030", rows({"韩国"})},
          Case{"BIG5-HKSCS", rows({"韓國", "美國", "德國", "荷蘭", "越南"})},
          Case{"CP949", rows({"중국", "대만", "일본", "미국"})}}) {
        const Result result{encoded(text, encoding)};
        ASSERT_TRUE(result.decoded) << text;
        EXPECT_EQ(result.decoded->encoding, encoding);
        EXPECT_EQ(result.decoded->converted, text);
    }
}

TEST(Encoding, Utf16IsFoundWithoutItsMark) {
    const std::string text = "기간,국가,금액\n2024,대만,1\n";
    for (const auto* encoding : {"UTF-16LE", "UTF-16BE"}) {
        const Result result{encoded(text, encoding)};
        ASSERT_TRUE(result.decoded) << encoding;
        EXPECT_EQ(result.decoded->encoding, "UTF-16");
        EXPECT_EQ(result.decoded->converted, text);
    }
    const Result zero{std::string{"a,b\n1,\0\n", 8}};
    EXPECT_FALSE(zero.decoded) << "a zero alone is no text";
}

TEST(Encoding, LettersOfFullWidthAndInPiecesArePlain) {
    const Result wide{"period,partner,value\n２０２４,중국（본토）,１２．５\n2024,일본，대만,1\n"};
    EXPECT_EQ(wide.decoded->converted,
              "period,partner,value\n2024,중국(본토),12.5\n2024,일본，대만,1\n");
    const Result pieces{"\u1100\u1175\u1100\u1161\u11AB,value\n2024,1\n"};
    EXPECT_EQ(pieces.decoded->converted, "기간,value\n2024,1\n");
    EXPECT_FALSE(Result{"기간,value\n2024,1\n"}.decoded->converted);
}

TEST(Encoding, Utf16IsFoundByItsMark) {
    const Result little{
        std::string{"\xFF\xFE"
                    "a\0\x90\xC7",
                    6}};
    EXPECT_EQ(little.decoded->encoding, "UTF-16");
    EXPECT_EQ(little.decoded->converted, "a자");
    const Result big{std::string{"\xFE\xFF\xC7\x90\0,", 6}};
    EXPECT_EQ(big.decoded->converted, "자,");
}

TEST(Encoding, AZeroIsNoTextHoweverItIsWritten) {
    using namespace std::string_literals;
    const Read utf16{
        encoded("\xEF\xBB\xBFyear,flow,hs,value\n2025,import,84\0"s + "71,1\n", "UTF-16LE")};
    ASSERT_THAT(utf16.codes(), testing::ElementsAre("E0101"));
    EXPECT_EQ(utf16.diagnostics.sorted()[0].where.line, 2U);
    EXPECT_EQ(utf16.diagnostics.sorted()[0].where.column, 15U);
    const Read json{R"({"data":[{"year":"2025","flow":"import","hs":"84\u000071","value":1}]})"};
    EXPECT_THAT(json.codes(), testing::ElementsAre("E0130"));
}

TEST(Encoding, ABrokenFileIsRefusedAtItsFirstBadByte) {
    const Result korean{"\xB1\xB9\xB0\xA1\n\xB4\xEB,\xB8\xFF\xFF\n"};
    ASSERT_EQ(korean.diagnostics.error_count(), 1U);
    EXPECT_EQ(korean.diagnostics.sorted()[0].code, "E0101");
    EXPECT_EQ(korean.diagnostics.sorted()[0].where.line, 2U);
    const Result binary{std::string{"PK\x03\x04\0\0\xB8\xFF", 8}};
    EXPECT_EQ(binary.diagnostics.sorted()[0].code, "E0101");
    EXPECT_EQ(binary.diagnostics.sorted()[0].where.column, 5U);
    EXPECT_FALSE(binary.decoded);
}

TEST(Encoding, ATableOfTwoEncodingsIsRefusedWhereTheSecondBegins) {
    const Read korean_later{"year,partner,flow,value\n2025,대만,import,1\n" +
                            cp949("2025,미국,import,1\n")};
    ASSERT_EQ(korean_later.codes(), std::vector<std::string>{"E0101"});
    const auto finding = korean_later.diagnostics.sorted()[0];
    EXPECT_EQ(finding.where.line, 3U);
    EXPECT_EQ(finding.where.column, 6U);
    EXPECT_NE(render({finding}, Language::en).find("UTF-8 up to this byte"), std::string::npos);
}

}  // namespace
}  // namespace jarip::trade
