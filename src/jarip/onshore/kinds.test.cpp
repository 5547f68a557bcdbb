// Products of several kinds behind closed borders, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

using fixtures::NetworkBuilder;
using testing::DoubleNear;
using testing::ElementsAre;

// A chip plant (candidate, 15 a month, 1,000 of capital); of its chips servers (100) or radios (50). The assembly of servers,
// four a month, can be expanded by six, at 10 each.
Network servers_and_radios() {
    NetworkBuilder b;
    b.item("chip", 10);
    b.item("radio", 50);
    b.item("server", 100);
    b.product("radio").product("server");
    b.process({.id = "chip",
               .site = "KR-a",
               .item = "chip",
               .capacity = 15,
               .status = network::Status::candidate});
    b.process({.id = "radio", .site = "KR-a", .item = "radio", .slots = {{{"chip", 1}}}});
    b.process({.id = "server",
               .site = "KR-a",
               .item = "server",
               .capacity = 4,
               .slots = {{{"chip", 1}}}});
    b.demand({"servers", "country:KR", "server", 8, 100});
    b.demand({"radios", "country:KR", "radio", 6, 50});
    Network network = b.build();
    for (auto& process : network.processes) {
        if (process.id == "chip") process.capex = 1000;
        if (process.id != "server") continue;
        process.max_expansion = 6;
        process.expansion_capex_per_unit = 10;
    }
    return network;
}

// Everything built: ten servers, and five radios that count for half a server each.
TEST(Kinds, TheLargestLevelCountsARadioAsHalfAServer) {
    const Result most = solve(servers_and_radios());
    ASSERT_EQ(most.status, lp::Status::optimal);
    EXPECT_NEAR(most.reached, 12.5, 1e-6);
    EXPECT_THAT(most.products, ElementsAre(DoubleNear(5, 1e-5), DoubleNear(10, 1e-5)));
    EXPECT_NEAR(most.capex, 1060, 1e-3);
}

// Seven servers' worth: four servers and six radios need no expansion; radios alone could not, 15 of them are 7.5.
TEST(Kinds, ALevelIsReachedByWhateverIsCheapest) {
    const Result seven = solve(servers_and_radios(), {.level = 7});
    ASSERT_EQ(seven.status, lp::Status::optimal);
    EXPECT_NEAR(seven.reached, 7, 1e-6);
    EXPECT_NEAR(seven.capex, 1000, 1e-3);
    EXPECT_NEAR(seven.products[0] * 0.5 + seven.products[1], 7, 1e-6);
    const Result nine = solve(servers_and_radios(), {.level = 9.5});
    // Four servers and eleven radios of 15 chips; above 9.5 more of them must be servers.
    EXPECT_NEAR(nine.capex, 1000, 1e-3);
    const Result eleven = solve(servers_and_radios(), {.level = 11});
    EXPECT_NEAR(eleven.capex, 1000 + 3 * 10, 1e-3);  // s + (15 − s) ÷ 2 = 11: seven servers
}

}  // namespace
}  // namespace jarip::onshore
