#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

TEST(HsRevisions, AreCarriedWhereThatIsExact) {
    const std::string text =
        "t,i,j,k,v,q\n2005,490,410,847150,1,\n2005,490,410,854441,2,\n2005,490,410,854221,3,\n";
    Diagnostics diagnostics;
    const auto flows =
        read({{"BACI_HS02_Y2005_V202501.csv", text}}, diagnostics, {.hs_revision = 2022});
    EXPECT_EQ(flows.sources[0].hs_revision, 2002);
    EXPECT_EQ(
        tidy(flows).substr(tidy(flows).find('\n') + 1),
        "2005,TW,KR,847150,both,1000,\n2005,TW,KR,854442,both,2000,\n2005,TW,KR,854221,both,3000,\n")
        << "854441 and others became 854442; 854221 was divided";
    ASSERT_EQ(diagnostics.sorted().size(), 1U);
    EXPECT_EQ(diagnostics.sorted()[0].code, "E0181");
    EXPECT_THAT(diagnostics.sorted()[0].message(Language::en),
                testing::HasSubstr("divided and kept as they are 1"));
}

}  // namespace
}  // namespace jarip::trade
