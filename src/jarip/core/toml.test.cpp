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
    const auto where =
        location(file, LineIndex{file.text}, (*table)["trade"]["hs"].node()->source());
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

std::string repeated(std::string_view word, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += word;
    return result;
}

// toml++ limits nested values, not dotted keys and headers; its own code calls itself for each level.
TEST(Toml, NestingWithoutEndIsRefused) {
    const std::string dotted = repeated("a.", 100'000) + "a";
    for (const auto& text :
         {"a = " + std::string(100'000, '['), dotted + " = 1", '[' + dotted + "]\n",
          "[[" + dotted + "]]\n", repeated("[a.a]\nb.b = {c.c = ", 60) + "1",
          "x = {" + dotted + " = 1}", "\xEF\xBB\xBF[" + dotted + ']',
          "[" + repeated("a.", 60) + "a]\n" + repeated("b.", 60) + "b = 1\n",
          "s = \"\"\"x\"\"\"\"\ny = {" + repeated("'a'.", 200) + "a = 1}"}) {
        Diagnostics diagnostics;
        EXPECT_FALSE(parse_toml({"deep.toml", text}, diagnostics)) << text.substr(0, 60);
        EXPECT_EQ(diagnostics.sorted().at(0).code, "E0030") << text.substr(0, 60);
    }
}

TEST(Toml, NestingThatPeopleWriteIsRead) {
    const std::string hundred = repeated("a.", 99) + "a";
    for (const auto& text :
         {hundred + " = 1\n", '[' + hundred + "]\n",
          "a = " + std::string(98, '[') + std::string(98, ']'),
          repeated("[a.b]\n", 1) + repeated("# [[[[[[[[\n", 200) + "x = '[[[['",
          "x = [" + repeated("1.5, ", 1000) + "]\n" + "y = \"" + repeated("a.", 300) + "\"\n",
          "t = \"\"\"\n" + repeated("[[{{a.b.c\n", 300) + "\"\"\"\n"}) {
        Diagnostics diagnostics;
        EXPECT_TRUE(parse_toml({"wide.toml", text}, diagnostics))
            << text.substr(0, 60) << render(diagnostics.sorted(), Language::en);
    }
}

// The line with a plain scan from the start of the text.
std::string line_by_scan(std::string_view text, std::size_t line) {
    for (std::size_t i = 1; i < line; ++i) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    text = text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return std::string{text};
}

TEST(LineIndex, GivesTheLinesWithoutTheirEnds) {
    for (const std::string text : {"a\r\nb\nc", "a\n\nb\n", "", "\n", "one"}) {
        const LineIndex lines{text};
        for (std::size_t i = 1; i < 6; ++i)
            EXPECT_EQ(lines.line(i), line_by_scan(text, i)) << text << i;
    }
}

TEST(LineIndex, GivesTheSameExcerptAsAScanOfTheLine) {
    std::string line;
    for (int i = 0; i < 3000; ++i) line += i % 3 == 0 ? "값" : i % 7 == 0 ? "é" : "x";
    const std::string text = "short\n" + line + "\nlast";
    const LineIndex lines{text};
    for (const std::size_t column :
         {1U, 2U, 100U, 101U, 255U, 256U, 257U, 258U, 1999U, 3000U, 3001U}) {
        Location quick{"t", 2, column}, slow{"t", 2, column};
        lines.set_excerpt(quick);
        slow.set_excerpt(line);
        EXPECT_EQ(quick.excerpt, slow.excerpt) << column;
        EXPECT_EQ(quick.excerpt_column, slow.excerpt_column) << column;
        EXPECT_LE(character_count(quick.excerpt), 200U);
    }
}

}  // namespace
}  // namespace jarip
