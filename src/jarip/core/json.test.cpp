#include "jarip/core/json.hpp"

#include <gtest/gtest.h>

#include <string>

#include "jarip/core/diagnostic.hpp"

namespace jarip {
namespace {

TEST(Json, KeysStayInTheirOrderAndTextsAreWrittenAsTheyWereRead) {
    const std::string text = R"({"b":1,"a":[true,null,"가"],"c":0.1})";
    EXPECT_EQ(serialize_json(parse_json(text)), text);
    EXPECT_EQ(serialize_json(parse_json(R"({"a":[1]})"), 2), "{\n  \"a\": [\n    1\n  ]\n}");
}

TEST(Json, WhatIsNoneIsDiscardedOrAFaultWithItsPlace) {
    EXPECT_TRUE(parse_json("{\"a\": }").is_discarded());
    try {
        (void)parse_json({"result.json", "{\n  \"a\": ?\n}"}, "E0620");
        FAIL();
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        EXPECT_EQ(error.diagnostics()[0].code, "E0620");
        EXPECT_EQ(error.diagnostics()[0].where.line, 2U);
        EXPECT_EQ(error.diagnostics()[0].where.column, 8U);
    }
}

TEST(Json, NestedDeeperThanAHundredIsRefusedBeforeItIsFollowed) {
    const auto nested = [](std::size_t depth) {
        return SourceFile{"deep.json", std::string(depth, '[') + std::string(depth, ']')};
    };
    EXPECT_EQ(serialize_json(parse_json(nested(100), "E0620")), nested(100).text);
    EXPECT_THROW((void)parse_json(nested(102), "E0620"), Error);
    EXPECT_THROW((void)parse_json(nested(1'000'000), "E0620"), Error);
}

TEST(Json, BytesThatAreNoUtf8AreReplaced) {
    EXPECT_EQ(serialize_json(Json(std::string{"a\xff"})), "\"a\uFFFD\"");
}

}  // namespace
}  // namespace jarip
