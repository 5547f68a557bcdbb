// Value added in trade and upstreamness by hand, where models/tiny-chain has nothing to say: loops, round trips, no prices.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "fixtures/network_builder.hpp"
#include "fixtures/steady_month.hpp"
#include "fixtures/tolerance.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kByHand;
using fixtures::NetworkBuilder;

class Traded {
public:
    explicit Traded(Network network) : network_{std::move(network)} {
        chain_ = value_chain(network_, plan::steady(network_));
    }
    [[nodiscard]] const ValueTrade& country(const std::string& code) const {
        return *std::ranges::find_if(chain_.countries, [&](const ValueTrade& each) {
            return network_.countries[each.country].code == code;
        });
    }
    [[nodiscard]] const ItemPosition& item(const std::string& id) const {
        return *std::ranges::find(chain_.items, find(network_.items, id), &ItemPosition::item);
    }
    [[nodiscard]] const ValueChain& all() const { return chain_; }

private:
    Network network_;
    ValueChain chain_;
};

// A die of KR (10) is packaged in TW (chip, 30) and comes back into a server of KR (100): ten a month, six for KR, four for US.
Network round_trip() {
    NetworkBuilder b;
    b.item("die", 10);
    b.item("chip", 30);
    b.item("server", 100);
    b.product("server");
    b.process({"die", "KR-d", "die", 10, 1});
    b.process(
        {.id = "chip", .site = "TW-c", .item = "chip", .capacity = 10, .slots = {{{"die", 1}}}});
    b.process({.id = "server",
               .site = "KR-s",
               .item = "server",
               .capacity = 10,
               .slots = {{{"chip", 1}}}});
    b.lane({"KR-d", "TW-c", "die"}).lane({"TW-c", "KR-s", "chip"});
    b.lane({"KR-s", "country:US", "server"});
    b.demand({"kr", "country:KR", "server", 6, 100});
    b.demand({"us", "country:US", "server", 4, 100});
    return b.build();
}

TEST(ValueChain, WhatComesBackInIsNoExportOfValue) {
    const Traded chain{round_trip()};
    const ValueTrade& korea = chain.country("KR");
    EXPECT_NEAR(korea.value_added, 10 * (10 + 70), 1e-6);
    EXPECT_NEAR(korea.value_added_exports, 4 * 80, 1e-6);  // in what US gets; dies alone are none
    EXPECT_NEAR(korea.gross_exports, 10 * 10 + 4 * 100, 1e-6);
    EXPECT_NEAR(*korea.ratio, 320.0 / 500, kByHand);
    EXPECT_NEAR(korea.value_added_imports, 6 * 20, 1e-6);
    const ValueTrade& taiwan = chain.country("TW");
    EXPECT_NEAR(taiwan.value_added, 200, 1e-6);
    EXPECT_NEAR(taiwan.value_added_exports, 200, 1e-6);
    EXPECT_NEAR(taiwan.gross_exports, 300, 1e-6);
    EXPECT_NEAR(taiwan.delivered, 0, 1e-9);
    const ValueTrade& states = chain.country("US");
    EXPECT_NEAR(states.value_added_imports, 400, 1e-6);
    EXPECT_FALSE(states.upstreamness);  // it makes nothing
    // Dies are three productions from users, servers one: (100 · 3 + 700 · 1) ÷ 800.
    EXPECT_NEAR(*korea.upstreamness, 1.25, kByHand);
    EXPECT_NEAR(*taiwan.upstreamness, 2, kByHand);
    EXPECT_NEAR(chain.item("die").upstreamness, 3, kByHand);
    EXPECT_NEAR(chain.item("server").downstreamness, 1 + 0.3 * (1 + 1.0 / 3), kByHand);
}

// Half a hen makes a hen, one of two hens feeds the next: u = 1 + ½ u, which is 2; and the same behind it.
TEST(ValueChain, ALoopThatFeedsItselfSettles) {
    NetworkBuilder b;
    b.item("hen", 10);
    b.product("hen");
    b.process({"hatch", "KR-a", "hen", 10, 1, 1, {{{"hen", 0.5}}}});
    b.demand({"korea", "country:KR", "hen", 5, 10});
    const Traded chain{b.build()};
    EXPECT_NEAR(chain.item("hen").upstreamness, 2, 1e-9);
    EXPECT_NEAR(chain.item("hen").downstreamness, 2, 1e-9);
    EXPECT_NEAR(chain.country("KR").value_added, 50, 1e-6);
}

// The unit in which dies are counted is no matter.
TEST(ValueChain, UnitsDoNotMatter) {
    Network network = round_trip();
    constexpr double kUnit = 1e9;
    const auto die = find(network.items, "die");
    network.items[die].price /= kUnit;
    for (auto& process : network.processes)
        if (process.item == die) *process.capacity_per_month *= kUnit;
    for (auto& part : network.parts)
        if (part.item == die) part.quantity *= kUnit;
    const Traded one{round_trip()}, other{network};
    for (const char* code : {"KR", "TW", "US"}) {
        EXPECT_NEAR(one.country(code).value_added, other.country(code).value_added, 1e-6);
        EXPECT_NEAR(one.country(code).value_added_exports, other.country(code).value_added_exports,
                    1e-6);
        EXPECT_NEAR(one.country(code).gross_exports, other.country(code).gross_exports, 1e-6);
    }
    EXPECT_NEAR(one.item("die").upstreamness, other.item("die").upstreamness, kByHand);
    EXPECT_NEAR(one.item("server").downstreamness, other.item("server").downstreamness, kByHand);
}

// A part at no price counts for nothing behind what is made of it, and as far from users as any.
TEST(ValueChain, WhatHasNoPriceLiesBehindNothing) {
    Network network = round_trip();
    network.items[find(network.items, "die")].price = 0;
    const Traded chain{network};
    EXPECT_NEAR(chain.item("die").upstreamness, 3, kByHand);
    EXPECT_NEAR(chain.item("chip").downstreamness, 1, kByHand);
}

}  // namespace
}  // namespace jarip::origin
