#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

TEST(Baskets, OfOnesOwnAreRead) {
    const std::string table = "basket,hs,reason\nmine,847150,because\n";
    EXPECT_EQ(parse_baskets({"b.csv", table}).at(0).reason, "because");
    try {
        (void)parse_baskets({"b.csv", table + "mine,84x,\n"});
        FAIL() << "84x is no code";
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        EXPECT_EQ(error.diagnostics()[0].code, "E0129");
    }
}

TEST(Baskets, HaveAReasonForEachCode) {
    ASSERT_FALSE(baskets().empty());
    for (const auto& line : baskets()) {
        EXPECT_GE(line.hs.size(), 2U);
        EXPECT_EQ(line.hs.find_first_not_of("0123456789"), std::string::npos) << line.hs;
        for (const auto* text : {&line.name, &line.name_ko, &line.reason, &line.reason_ko})
            EXPECT_FALSE(text->empty()) << line.basket << ' ' << line.hs;
    }
    EXPECT_EQ(basket("ai-server").size(), 3U);
}

TEST(Baskets, AnUnknownOneIsNamedWithTheNearest) {
    try {
        (void)basket("ai-sever");
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics()[0].code, "E0120");
        EXPECT_THAT(error.diagnostics()[0].help(Language::en), testing::HasSubstr("\"ai-server\""));
    }
}

}  // namespace
}  // namespace jarip::trade
