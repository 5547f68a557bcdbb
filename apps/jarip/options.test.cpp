#include "options.hpp"

#include <gtest/gtest.h>

namespace jarip::cli {
namespace {

struct Read {
    bool flag = false;
    std::string text, place, choice = "a";
    std::vector<std::string> texts, places;
    std::optional<double> number;
    int count = 3;
    std::uint64_t seed = 1;
};

Read read(const std::vector<std::string>& words, Need need = Need::optional) {
    Read result;
    Options options;
    options.argument("PLACE", result.place);
    options.arguments("PLACES", result.places, need);
    options.flag("--flag", result.flag);
    options.text("--text", "T", result.text);
    options.texts("--texts", "T", result.texts);
    options.choice("--choice", result.choice, {"alpha", "beta"});
    options.number("--number", "X", result.number, kShare);
    options.count("--count", "N", result.count, 1, 10);
    options.count("--seed", "N", result.seed);
    options.read(words);
    return result;
}

std::string code(const std::vector<std::string>& words, Need need = Need::optional) {
    try {
        read(words, need);
    } catch (const Error& error) {
        return error.diagnostics().front().code;
    }
    return "";
}

TEST(Options, ReadsAValueAfterTheOptionOrAfterAnEqualsSign) {
    EXPECT_EQ(read({"--text", "x"}).text, "x");
    EXPECT_EQ(read({"--text=x=y"}).text, "x=y");
    EXPECT_EQ(read({"--text="}).text, "");
    EXPECT_EQ(read({"--text=--flag"}).text, "--flag");
    EXPECT_EQ(read({"--text", "--none"}).text, "--none");
    EXPECT_EQ(read({"--number=0.5"}).number, 0.5);
    EXPECT_EQ(read({"--seed", "18446744073709551615"}).seed, 18446744073709551615U);
}

TEST(Options, TheLastValueCountsUnlessItMayBeGivenAgain) {
    EXPECT_EQ(read({"--text", "x", "--text", "y"}).text, "y");
    EXPECT_EQ(read({"--texts", "x", "--texts", "y"}).texts, (std::vector<std::string>{"x", "y"}));
}

TEST(Options, ArgumentsStandAmongOptionsInTheirOrder) {
    const auto result = read({"a", "--flag", "b", "--count", "2", "c"});
    EXPECT_EQ(result.place, "a");
    EXPECT_EQ(result.places, (std::vector<std::string>{"b", "c"}));
    EXPECT_TRUE(result.flag);
    EXPECT_EQ(result.count, 2);
}

TEST(Options, AfterTwoDashesEverythingIsAnArgument) {
    EXPECT_EQ(read({"--", "--flag"}).place, "--flag");
    EXPECT_EQ(read({"-"}).place, "-");
}

TEST(Options, NamesEveryFault) {
    EXPECT_EQ(code({"--flga"}), "E0600");
    EXPECT_EQ(code({"-x"}), "E0600");
    EXPECT_EQ(code({"--text"}), "E0601");
    EXPECT_EQ(code({"--text", "--flag"}), "E0601");
    EXPECT_EQ(code({"--text", "--count=2"}), "E0601");
    EXPECT_EQ(code({"--number", "much"}), "E0602");
    EXPECT_EQ(code({"--number", "nan"}), "E0602");
    EXPECT_EQ(code({"--number", "inf"}), "E0602");
    EXPECT_EQ(code({"--number", ""}), "E0602");
    EXPECT_EQ(code({"--number", "1e999"}), "E0602");
    EXPECT_EQ(code({"--number", "1.5"}), "E0603");
    EXPECT_EQ(code({"--count", "11"}), "E0603");
    EXPECT_EQ(code({"--count", "99999999999"}), "E0603");
    EXPECT_EQ(code({"--seed", "-1"}), "E0603");
    EXPECT_EQ(code({"--seed", "18446744073709551616"}), "E0603");
    EXPECT_EQ(code({"--choice", "gamma"}), "E0604");
    EXPECT_EQ(code({"a"}, Need::required), "E0606");
    EXPECT_EQ(code({"--flag=yes"}), "E0607");
    EXPECT_EQ(code({"--count", "2.5"}), "E0608");
    EXPECT_EQ(code({"--seed", "-x"}), "E0608");
}

TEST(Options, AnArgumentTooManyIsAFault) {
    Options options;
    std::string place;
    options.argument("PLACE", place);
    EXPECT_THROW(options.read(std::vector<std::string>{"a", "b"}), Error);
}

TEST(Options, SuggestsTheNearestOption) {
    try {
        read({"--cuont", "2"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("did you mean \"--count\"?"), std::string::npos);
    }
}

}  // namespace
}  // namespace jarip::cli
