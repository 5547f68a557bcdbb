#include "jarip/core/utf8.hpp"

#include <gtest/gtest.h>
#include <utf8proc.h>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace jarip {
namespace {

TEST(Utf8, TextIsTextAndItsFirstFaultIsFound) {
    EXPECT_EQ(first_byte_not_utf8(""), std::nullopt);
    EXPECT_EQ(first_byte_not_utf8("plain text, long enough for blocks of eight"), std::nullopt);
    EXPECT_EQ(first_byte_not_utf8("자립 \U0001F600 é"), std::nullopt);
    EXPECT_EQ(first_byte_not_utf8(std::string_view("12345678\0", 9)), 8U);
    EXPECT_EQ(first_byte_not_utf8(std::string_view("1\0"
                                                   "345678",
                                                   8)),
              1U);
    EXPECT_EQ(first_byte_not_utf8("a\xC0\xAF"), 1U);         // overlong
    EXPECT_EQ(first_byte_not_utf8("ab\xE0\x9F\xBF"), 2U);    // overlong
    EXPECT_EQ(first_byte_not_utf8("\xED\xA0\x80"), 0U);      // surrogate
    EXPECT_EQ(first_byte_not_utf8("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
    EXPECT_EQ(first_byte_not_utf8("abc\xEA\xB0"), 3U);       // cut off
    EXPECT_EQ(first_byte_not_utf8("\xB4\xEB\xB8\xB8"), 0U);  // 대만 in CP949
}

TEST(Utf8, MeasuresHangulAsTwoColumns) {
    EXPECT_EQ(display_width("자립"), 4U);
    EXPECT_EQ(character_count("자립"), 2U);
    EXPECT_EQ(character_count("a\xff"
                              "b"),
              3U);
    EXPECT_EQ(padded("자립", 6) + "|", "자립  |");
    EXPECT_EQ(padded("7", 3, false), "  7");
}

TEST(Utf8, ShortensAtWholeCharacters) {
    EXPECT_EQ(shortened("공급망", 6), "공급망");
    EXPECT_EQ(shortened("공급망", 5), "공급…");
    EXPECT_EQ(shortened("공급망", 4), "공…");
    EXPECT_EQ(shortened("abc", 0), "");
}

TEST(Utf8, WrapsAtSpaces) {
    EXPECT_EQ(wrapped("one two three", 8), "one two\nthree");
    EXPECT_EQ(wrapped("one two three", 8, 2), "one two\n  three");
    EXPECT_EQ(wrapped("  one two", 5, 2), "  one\n  two");
    EXPECT_EQ(wrapped("a\n\nb", 8), "a\n\nb");
    EXPECT_EQ(wrapped("unbreakable word", 4), "unbreakable\nword");
    EXPECT_EQ(wrapped("공급 사슬", 5), "공급\n사슬");
    EXPECT_EQ(wrapped("just 7.2 %, or so", 9), "just\n7.2 %, or\nso");
}

TEST(Utf8, ControlCharactersAreMadeVisible) {
    EXPECT_EQ(printable("a\tb\x1b[0m\xff\xC2\x9B"), "a b\uFFFD[0m\\xff\uFFFD");
    // What turns the direction of writing, and ends of lines beside \n.
    EXPECT_EQ(printable("a\u202Eb\u2066c\u2028d\ne"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    EXPECT_EQ(printable_page("a\x07\r\n\u202Eb\n"), "a\uFFFD\uFFFD\n\uFFFDb\n");
    EXPECT_EQ(as_utf8("caf\xe9 \x1b \u202E 대만"), "caf\\xe9 \x1b \u202E 대만");
    EXPECT_EQ(printable("대만 – \U0001F600"), "대만 – \U0001F600");
}

TEST(Utf8, HangulInPartsIsComposed) {
    EXPECT_EQ(composed("\u1103\u1162\u1106\u1161\u11AB"), "대만");
    EXPECT_EQ(composed("e\u0301"), "é");
    EXPECT_EQ(composed("\xff"), "\xff");
    EXPECT_EQ(composed(""), "");
}

#ifdef JARIP_HAS_RAPIDCHECK
TEST(Utf8, AgreesWithUtf8proc) {
    EXPECT_TRUE(rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(
            rc::gen::element<char>('a', '\x80', '\xBF', '\xC2', '\xC1', '\xE0', '\xA0', '\x9F',
                                   '\xED', '\xEA', '\xB0', '\xF0', '\x90', '\xF4', '\xF5'));
        std::optional<std::size_t> expected;
        for (std::size_t at = 0; at < bytes.size() && !expected;) {
            utf8proc_int32_t code_point = 0;
            const auto length =
                utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()) + at,
                                 static_cast<utf8proc_ssize_t>(bytes.size() - at), &code_point);
            if (length <= 0) expected = at;
            at += static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 1));
        }
        RC_ASSERT(first_byte_not_utf8(bytes) == expected);
    }));
}
#endif

}  // namespace
}  // namespace jarip
