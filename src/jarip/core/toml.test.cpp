#include "jarip/core/toml.hpp"

#include <gtest/gtest.h>

namespace jarip {
namespace {

TEST(Toml, IsReadAndItsNodesAreFoundInTheFile) {
    Diagnostics diagnostics;
    const SourceFile file{"model.toml", "name = \"자립\"\r\n[trade]\r\nhs = [\"847150\"]\r\n"};
    const auto table = parse_toml(file, diagnostics);
    ASSERT_TRUE(table);
    EXPECT_EQ((*table)["name"].value_or(""), std::string{"자립"});
    const auto where = location(file, *(*table)["trade"]["hs"].node());
    EXPECT_EQ(where.file, "model.toml");
    EXPECT_EQ(where.line, 3U);
    EXPECT_EQ(where.column, 6U);
    EXPECT_EQ(where.excerpt, "hs = [\"847150\"]");
}

TEST(Toml, AFaultIsReportedWhereTheReaderStopped) {
    for (const std::string text :
         {"name = \n", "a = 1\na = 2\n", "[table\n", "x = \"\\q\"", "\xff", "a = 1e999\n"}) {
        Diagnostics diagnostics;
        EXPECT_FALSE(parse_toml({"model.toml", text}, diagnostics)) << text;
        ASSERT_EQ(diagnostics.error_count(), 1U) << text;
        EXPECT_EQ(diagnostics.sorted()[0].code, "E0030");
    }
}

TEST(Toml, NestingWithoutEndIsRefused) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_toml({"deep.toml", "a = " + std::string(100'000, '[')}, diagnostics));
}

TEST(LineOf, GivesTheLineWithoutItsEnd) {
    EXPECT_EQ(line_of("a\r\nb\nc", 1), "a");
    EXPECT_EQ(line_of("a\r\nb\nc", 3), "c");
    EXPECT_EQ(line_of("a\r\nb\nc", 4), "");
}

TEST(LineIndex, GivesTheSameLines) {
    for (const std::string text : {"a\r\nb\nc", "a\n\nb\n", "", "\n", "one"}) {
        const LineIndex lines{text};
        for (std::size_t i = 1; i < 6; ++i) EXPECT_EQ(lines.line(i), line_of(text, i)) << text << i;
    }
}

}  // namespace
}  // namespace jarip
