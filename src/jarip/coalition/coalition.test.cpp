#include "jarip/coalition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"

namespace jarip::coalition {
namespace {

using fixtures::NetworkBuilder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string codes(const Network& network, const Group& group) {
    std::string text;
    for (const Member& member : group.members)
        text += (text.empty() ? "" : "+") + network.countries[member.country].code;
    return text;
}

std::vector<std::string> codes(const Network& network, const Coalitions& found) {
    std::vector<std::string> all;
    for (const Group& group : found.groups) all.push_back(codes(network, group));
    return all;
}

std::vector<std::string> only(const Network& network, const Group& group, const std::string& code) {
    std::vector<std::string> ids;
    for (const Member& member : group.members)
        if (network.countries[member.country].code == code)
            for (const ItemId item : member.only) ids.push_back(network.items[item].id);
    return ids;
}

TEST(Coalition, TheTinyChainTakesKoreaAndTaiwan) {
    const Network network = network::load("models/tiny-chain");
    const auto found = coalitions(network);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].complete);
    ASSERT_THAT(codes(network, found[0]), ElementsAre("KR+TW"));
    const Group& group = found[0].groups[0];
    EXPECT_NEAR(*group.per_month, 10, 1e-9);  // 80 boards of Daegu ÷ 8
    EXPECT_THAT(only(network, group, "TW"), ElementsAre("chip"));
    EXPECT_THAT(only(network, group, "KR"), ElementsAre("board", "rack", "wafer"));
    EXPECT_EQ(found[0].with_home, 1U);
    EXPECT_EQ(found[0].in_every.size(), 2U);
}

TEST(Coalition, CandidatesMayBringItHome) {
    const Network network = network::load("models/tiny-chain");
    const auto found = coalitions(network, {.candidates = true});
    EXPECT_THAT(codes(network, found[0]), ElementsAre("KR"));
}

// Korea makes 10 a month, and 6 more where it expands; the United States have a candidate of 4, and 3 more.
TEST(Coalition, ExpansionsCountAsMadeWithCandidates) {
    NetworkBuilder b;
    b.item("rack", 100);
    b.product("rack");
    b.process({.id = "kr", .site = "KR-a", .item = "rack", .capacity = 10, .yield = 0.5});
    b.process({.id = "us",
               .site = "US-a",
               .item = "rack",
               .capacity = 4,
               .status = network::Status::candidate});
    Network network = b.build();
    network.processes[network::ProcessId{0}].max_expansion = 6;
    network.processes[network::ProcessId{1}].max_expansion = 3;
    const auto found = coalitions(network, {.candidates = true})[0];
    ASSERT_THAT(codes(network, found), ElementsAre("KR", "US"));
    EXPECT_NEAR(*found.groups[0].per_month, 16 * 0.5, 1e-9);
    EXPECT_NEAR(*found.groups[1].per_month, 4 + 3, 1e-9);
    EXPECT_THAT(codes(network, coalitions(network, {.rate = 8, .candidates = true})[0]),
                ElementsAre("KR"));
    const auto as_it_stands = coalitions(network)[0];
    ASSERT_THAT(codes(network, as_it_stands), ElementsAre("KR"));
    EXPECT_NEAR(*as_it_stands.groups[0].per_month, 5, 1e-9);
}

TEST(Coalition, WhatMustBeInStandsInEveryGroup) {
    const Network network = network::load("models/tiny-chain");
    const auto found = coalitions(network, {.with = {"US", "US"}});
    EXPECT_THAT(codes(network, found[0]), ElementsAre("KR+TW+US"));
    EXPECT_THROW((void)coalitions(network, {.with = {"ZZ"}}), Error);
    EXPECT_THROW((void)coalitions(network, {.product = "chip"}), Error);
}

TEST(Coalition, ARateTakesMoreThanAnythingAtAll) {
    const Network network = network::load("models/tiny-chain");
    const auto reach = [&](double rate) {
        return codes(network, coalitions(network, {.rate = rate})[0]);
    };
    EXPECT_THAT(reach(10), ElementsAre("KR+TW"));
    EXPECT_THAT(reach(10.001), ElementsAre("KR+TW+US"));  // Fremont's boards too
    EXPECT_THAT(reach(1e6), IsEmpty());
    EXPECT_FALSE(coalitions(network, {.rate = 0})[0].rate);
    EXPECT_EQ(reach(0), codes(network, coalitions(network)[0]));
}

TEST(Coalition, AnEndedSearchSaysUpToWhichSizeItIsComplete) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 5);
    b.product("rack");
    for (const char* site : {"JP-p", "TW-p", "US-p"})
        b.process({std::string{site}, site, "part", 10});
    b.process({"rack", "KR-r", "rack", 10, 0, 1, {{{"part", 1}}}});
    for (const char* site : {"JP-p", "TW-p", "US-p"}) b.lane({site, "KR-r", "part"});
    b.demand({"all", "KR-r", "rack", 5, 10});
    const Network network = b.build();
    EXPECT_THAT(codes(network, coalitions(network)[0]), ElementsAre("JP+KR", "KR+TW", "KR+US"));
    const auto first = coalitions(network, {.most = 2})[0];
    EXPECT_EQ(first.groups.size(), 2U);
    EXPECT_FALSE(first.complete);
    EXPECT_EQ(first.proven_up_to, 1U);
    EXPECT_THAT(first.in_every, IsEmpty());
    // So is what is told of it while it goes on: a group more each time.
    std::size_t told = 0;
    const auto so_far = [&](const std::function<std::vector<Coalitions>()>& known) {
        const auto all = known();
        ASSERT_EQ(all.size(), 1U);
        EXPECT_EQ(all[0].groups.size(), ++told);
        EXPECT_FALSE(all[0].complete);
        EXPECT_EQ(all[0].with_home, told);
        EXPECT_THAT(all[0].in_every, IsEmpty());
    };
    EXPECT_TRUE(coalitions(network, {.so_far = so_far})[0].complete);
    EXPECT_EQ(told, 3U);
}

TEST(Coalition, WhatAnotherPartCanStandInForIsNotSaidToBeMissed) {
    NetworkBuilder b;
    for (const char* part : {"a", "b", "c", "d"}) b.item(part, 1);
    b.item("rack", 9);
    b.product("rack");
    // c of Japan and d of Taiwan are needed; a of Japan or b of Taiwan will do.
    for (const auto& [site, part] :
         {std::pair{"JP-a", "a"}, {"JP-c", "c"}, {"TW-b", "b"}, {"TW-d", "d"}}) {
        b.process({std::string{"make-"} + part, site, part, 10});
        b.lane({site, "KR-r", part});
    }
    b.process({"rack", "KR-r", "rack", 10, 0, 1, {{{"a", 1}, {"b", 1}}, {{"c", 1}}, {{"d", 1}}}});
    b.demand({"all", "KR-r", "rack", 5, 10});
    const Network network = b.build();
    const auto found = coalitions(network)[0];
    ASSERT_THAT(codes(network, found), ElementsAre("JP+KR+TW"));
    EXPECT_THAT(only(network, found.groups[0], "JP"), ElementsAre("c"));
    EXPECT_THAT(only(network, found.groups[0], "TW"), ElementsAre("d"));
    EXPECT_THAT(only(network, found.groups[0], "KR"), ElementsAre("rack"));
}

TEST(Coalition, AHomeOfSeveralCountriesIsOneHome) {
    const auto load = [](const std::string& home) {
        return network::load("models/tiny-chain", {.home = home});
    };
    const Network network = load("kr+Taiwan");
    EXPECT_EQ(network.countries[network.home].code, "KR+TW");
    const auto closed = plan::closed_border(network, network.home);
    EXPECT_NEAR(*closed.total, 10, 1e-9);
    const auto month = plan::steady(network);
    EXPECT_NEAR(month.rates.built_at_home, 6, 1e-9);  // Paju's, as of Korea alone
    EXPECT_THROW((void)load("KR+X"), Error);
    EXPECT_EQ(load("KR+KR").home, load("KR").home);
}

// All 2^n groups, asked one by one.
std::vector<std::string> by_enumeration(const Network& base) {
    Network network = base;
    std::vector<CountryId> countries;
    for (const CountryId id : base.countries.ids()) countries.push_back(id);
    std::ranges::sort(countries, {}, [&](CountryId id) { return base.countries[id].code; });
    const CountryId group = network.countries.add({"", {}});
    const auto can = [&](unsigned set) {
        auto& members = network.countries[group].members;
        members.clear();
        for (std::size_t i = 0; i < countries.size(); ++i)
            if ((set >> i & 1U) != 0) members.push_back(countries[i]);
        std::ranges::sort(members);
        return plan::closed_border(network, group).alone[0].value_or(1) > 1e-6;
    };
    std::vector<std::pair<std::size_t, std::string>> minimal;
    for (unsigned set = 1; set < 1U << countries.size(); ++set) {
        if (!can(set)) continue;
        bool least = true;
        std::string text;
        std::size_t size = 0;
        for (std::size_t i = 0; i < countries.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            least = least && !can(set & ~(1U << i));
            text += (text.empty() ? "" : "+") + base.countries[countries[i]].code;
            ++size;
        }
        if (least) minimal.emplace_back(size, text);
    }
    std::ranges::sort(minimal);
    std::vector<std::string> texts;
    for (auto& [size, text] : minimal) texts.push_back(std::move(text));
    return texts;
}

TEST(Coalition, FindsTheGroupsThatEnumerationFinds) {
    std::uint64_t state = 7;
    const auto draw = [&](unsigned below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<unsigned>(state >> 33U) % below;
    };
    const std::vector<std::string> countries{"CN", "DE", "JP", "KR", "TW", "US"};
    std::size_t groups = 0;
    for (int round = 0; round < 25; ++round) {
        NetworkBuilder b;
        for (int level = 0; level < 4; ++level) b.item("i" + std::to_string(level), 1.0 + level);
        b.product("i3");
        std::vector<std::vector<std::string>> makers(4);
        for (std::size_t level = 0; level < 4; ++level)
            for (const auto& country : countries)
                if (draw(3) == 0) makers[level].push_back(country + "-" + std::to_string(level));
        for (std::size_t level = 0; level < 4; ++level)
            for (const auto& site : makers[level]) {
                fixtures::ProcessRow row{"p" + site, site, "i" + std::to_string(level),
                                         10.0 + draw(20)};
                if (level > 0) row.slots = {{{"i" + std::to_string(level - 1), 1}}};
                b.process(row);
                if (level > 0)
                    for (const auto& from : makers[level - 1])
                        if (draw(4) != 0) b.lane({from, site, "i" + std::to_string(level - 1)});
            }
        b.demand({"d", "country:KR", "i3", 5, 10});
        for (const auto& site : makers[3]) b.lane({site, "country:KR", "i3"});
        const Network network = b.build();
        const auto found = coalitions(network)[0];
        EXPECT_TRUE(found.complete);
        EXPECT_EQ(codes(network, found), by_enumeration(network)) << "round " << round;
        groups += found.groups.size();
    }
    EXPECT_GT(groups, 20U);  // the draws are worth asking
}

}  // namespace
}  // namespace jarip::coalition
