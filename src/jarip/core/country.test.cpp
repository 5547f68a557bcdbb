#include "jarip/core/country.hpp"

#include <gtest/gtest.h>

#include <map>

#include "jarip/core/folder.hpp"
#include "jarip/core/table.hpp"

namespace jarip {
namespace {

TEST(Country, TaiwanIsTaiwanUnderEveryNameOfATable) {
    for (const auto* label : {"TW", "tw", "TWN", "158", "490", "S19", "Taiwan", "TAIWAN", "대만",
                              "타이완", "Other Asia, nes", "Taiwan, Province of China",
                              "Chinese Taipei", "台灣", "\u1103\u1162\u1106\u1161\u11AB"})
        EXPECT_EQ(country_code(label), "TW") << label;
}

TEST(Country, KoreaIsKoreaUnderEveryNameOfATable) {
    for (const auto* label :
         {"KR", "KOR", "410", "Korea, Republic of", "Rep. of Korea", "KOREA, SOUTH", "South Korea",
          "Korea", "한국", "대한민국", "Korea (Republic of)"})
        EXPECT_EQ(country_code(label), "KR") << label;
    EXPECT_EQ(country_code("북한"), "KP");
}

TEST(Country, IsKnownByWhatAgenciesWriteAroundItsName) {
    for (const auto* label :
         {"China, Taiwan Province of", "Taiwan, Province of China [a]", "Taiwan ROC", "中華民國"})
        EXPECT_EQ(country_code(label), "TW") << label;
    for (const auto* label : {"Netherlands (Kingdom of the)", "Netherlands (the)"})
        EXPECT_EQ(country_code(label), "NL") << label;
    EXPECT_EQ(country_code("Philippines (the)"), "PH");
    EXPECT_EQ(country_code("USA, Puerto Rico and US Virgin Islands"), "US");
    EXPECT_EQ(country_code("Germany (incl. former GDR from 1991)"), "DE");
    EXPECT_EQ(country_code("China, Hong Kong Special Administrative Region"), "HK");
    for (const auto* label : {"말레이지아", "벨로루시", "몽고", "코트디브와르", "도미니카 연방"})
        EXPECT_TRUE(country_code(label)) << label;
    // Words that make it another one.
    EXPECT_NE(country_code("Korea (North)"), "KR");
    EXPECT_NE(country_code("Sudan (former)"), "SD");
    EXPECT_NE(country_code("China (Republic of)"), "CN");
    EXPECT_NE(country_code("Congo (the Democratic Republic of the)"), "CG");
}

TEST(Country, TradeStatisticsHaveNumbersOfTheirOwn) {
    const std::map<std::string, std::string> own{{"842", "US"}, {"840", "US"}, {"699", "IN"},
                                                 {"251", "FR"}, {"757", "CH"}, {"579", "NO"},
                                                 {"4", "AF"},   {"004", "AF"}};
    for (const auto& [number, code] : own) EXPECT_EQ(country_code(number), code) << number;
}

TEST(Country, AccentsCaseAndPunctuationDoNotMatter) {
    EXPECT_EQ(country_code("Turkiye"), "TR");
    EXPECT_EQ(country_code(" TÜRKİYE "), "TR");
    EXPECT_EQ(country_code("Cote d'Ivoire"), "CI");
    EXPECT_EQ(country_code("U.S.A."), "US");
}

TEST(Country, WhatIsNoCountryHasNoCode) {
    for (const auto* label :
         {"", " ", "-", "World", "W00", "0", "EU27", "총계", "ROW", "ZZ", "9999", "\xff\xfe"})
        EXPECT_EQ(country_code(label), std::nullopt) << label;
}

TEST(Country, IsNamedInBothLanguages) {
    EXPECT_EQ(country_name("TW", Language::en), "Taiwan");
    EXPECT_EQ(country_name("TW", Language::ko), "대만");
    EXPECT_EQ(country_name("C017", Language::ko), "C017");
}

TEST(Country, AllOfIso3166AreThereAndKnowThemselves) {
    const auto codes = country_codes();
    EXPECT_EQ(codes.size(), 249U);
    for (const auto& code : codes) {
        EXPECT_EQ(country_code(code), code);
        for (const auto language : {Language::en, Language::ko}) {
            EXPECT_NE(country_name(code, language), code);
            EXPECT_EQ(country_code(country_name(code, language)), code)
                << country_name(code, language);
        }
    }
}

TEST(Country, NoLabelIsOfTwoCountries) {
    Diagnostics diagnostics;
    const auto table = parse_csv(read_file("text/countries.csv"), diagnostics);
    ASSERT_FALSE(diagnostics.has_errors());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::string labels;
        for (std::size_t column = 0; column < 5; ++column)
            labels += std::string{table.cell(row, column)} + ';';
        labels += table.cell(row, 5);
        for (std::size_t at = 0; at < labels.size();) {
            const auto end = std::min(labels.find(';', at), labels.size());
            const auto label = labels.substr(at, end - at);
            if (!label.empty()) {
                EXPECT_EQ(country_code(label), table.cell(row, 0)) << label;
            }
            at = end + 1;
        }
    }
}

}  // namespace
}  // namespace jarip
