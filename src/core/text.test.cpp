#include "jarip/core/text.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace jarip {
namespace {

std::set<std::string> gaps(const std::string& sentence) {
    std::set<std::string> result;
    for (std::size_t open = 0; (open = sentence.find('{', open)) != std::string::npos; ++open)
        result.insert(sentence.substr(open, sentence.find('}', open) - open + 1));
    return result;
}

TEST(Text, BothLanguagesHaveTheSameKeysAndGaps) {
    EXPECT_EQ(text_keys(Language::en), text_keys(Language::ko));
    for (const auto& key : text_keys(Language::en))
        EXPECT_EQ(gaps(text(Language::en, key)), gaps(text(Language::ko, key))) << key;
}

TEST(Text, KoreanHasNoParticleThatDependsOnAGap) {
    // 은/는, 이/가, 을/를, 와/과, 으로/로 and 이다/다 follow the sound of the word before: unknown after a gap.
    const std::set<std::string> particles{"은", "는", "이", "가", "을",
                                          "를", "와", "과", "로", "으로"};
    for (const auto& key : text_keys(Language::ko)) {
        const std::string sentence = text(Language::ko, key);
        for (std::size_t close = 0; (close = sentence.find('}', close)) != std::string::npos;
             ++close) {
            const auto end = sentence.find_first_of(" .,:;?!)\n", close);
            EXPECT_FALSE(particles.contains(sentence.substr(close + 1, end - close - 1)))
                << key << ": " << sentence;
        }
    }
}

TEST(Text, FillsGapsByName) {
    EXPECT_EQ(text(Language::en, "E0001.message", {{"path", "x"}}), "there is no folder \"x\"");
    EXPECT_EQ(text(Language::en, "no.such.key"), "no.such.key");
}

TEST(Text, MeasuresHangulAsTwoColumns) {
    EXPECT_EQ(display_width("자립"), 4U);
    EXPECT_EQ(character_count("자립"), 2U);
    EXPECT_EQ(padded("자립", 6) + "|", "자립  |");
    EXPECT_EQ(padded("7", 3, false), "  7");
}

TEST(Text, ShortensAtWholeCharacters) {
    EXPECT_EQ(shortened("공급망", 6), "공급망");
    EXPECT_EQ(shortened("공급망", 5), "공급…");
    EXPECT_EQ(shortened("공급망", 4), "공…");
    EXPECT_EQ(shortened("abc", 0), "");
}

TEST(Text, WrapsAtSpaces) {
    EXPECT_EQ(wrapped("one two three", 8), "one two\nthree");
    EXPECT_EQ(wrapped("one two three", 8, 2), "one two\n  three");
    EXPECT_EQ(wrapped("  one two", 5, 2), "  one\n  two");
    EXPECT_EQ(wrapped("a\n\nb", 8), "a\n\nb");
    EXPECT_EQ(wrapped("unbreakable word", 4), "unbreakable\nword");
    EXPECT_EQ(wrapped("공급 사슬", 5), "공급\n사슬");
}

}  // namespace
}  // namespace jarip
