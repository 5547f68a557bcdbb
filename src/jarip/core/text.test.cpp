#include "jarip/core/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace jarip {
namespace {

// Those that a unit fills in its forms ("rack", in Korean also the counter of racks), which go together, are one.
std::set<std::string> gaps(const std::string& sentence) {
    const std::set<std::string> unit_forms{"{unit", "{units", "{counter"};
    std::set<std::string> result;
    for (auto open = sentence.find('{'); open != std::string::npos;
         open = sentence.find('{', open + 1)) {
        const auto gap = sentence.substr(open, sentence.find('}', open) - open);
        result.insert(unit_forms.contains(gap) ? "{unit" : gap);
    }
    return result;
}

bool is_diagnostic(const std::string& key) {
    return key.size() > 6 && key[0] == 'E' && key[5] == '.' &&
           key.substr(1, 4).find_first_not_of("0123456789") == std::string::npos;
}

TEST(Texts, EndOnceWhereANameEndsWithAPeriod) {
    const auto said = [](const std::string& name) {
        return text(Language::en, "stress.missed", {{"events", name}});
    };
    const std::string before = "These events hit nothing that the baseline uses: ";
    EXPECT_EQ(said("Frame Co."), before + "Frame Co.");
    EXPECT_EQ(said("Frame (Co.)"), before + "Frame (Co.).");
    EXPECT_EQ(said("a, b"), before + "a, b.");
    EXPECT_EQ(said(".."), before + "...");
}

TEST(Texts, HaveTheSameKeysInBothLanguages) {
    EXPECT_EQ(text_keys(Language::en), text_keys(Language::ko));
}

TEST(Texts, HaveTheSameGapsInBothLanguages) {
    for (const auto& key : text_keys(Language::en)) {
        if (!has_text(Language::ko, key)) continue;  // the test above
        EXPECT_EQ(gaps(text(Language::en, key)), gaps(text(Language::ko, key))) << key;
    }
}

TEST(Texts, OfEveryDiagnosticAreMessageHelpAndStory) {
    std::set<std::string> codes;
    for (const auto& key : text_keys(Language::en))
        if (is_diagnostic(key)) codes.insert(key.substr(0, 5));
    EXPECT_TRUE(codes.contains("E0001"));
    for (const auto& code : codes)
        for (const auto* part : {".message", ".help", ".story"})
            for (const auto language : {Language::en, Language::ko})
                EXPECT_TRUE(has_text(language, code + part)) << code << part;
}

TEST(Texts, OfADiagnosticsMessageAreOneLineWithoutAFullStop) {
    for (const auto language : {Language::en, Language::ko})
        for (const auto& key : text_keys(language))
            if (is_diagnostic(key) && key.ends_with(".message")) {
                const auto sentence = text(language, key);
                EXPECT_EQ(sentence.find('\n'), std::string::npos) << key;
                EXPECT_FALSE(sentence.ends_with('.')) << key;
            }
}

TEST(Texts, InKoreanHaveNoParticleThatDependsOnAGap) {
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

TEST(Text, FillsItsGapsOnce) {
    EXPECT_EQ(text(Language::en, "diagnostic.did_you_mean", {{"suggestion", "{x}"}}),
              "did you mean \"{x}\"?");
    EXPECT_EQ(text(Language::en, "diagnostic.more"), "… and {count} more.");
    EXPECT_EQ(text(Language::en, "no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace jarip
