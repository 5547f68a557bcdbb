#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "jarip/network.hpp"
#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Network of(const std::string& home, const std::string& model = "models/tiny-chain") {
    return load(model, {.home = home});
}

std::vector<std::string> codes(const Network& network) {
    std::vector<std::string> codes;
    for (const CountryId id : network.members_of(network.home))
        codes.push_back(network.countries[id].code);
    return codes;
}

std::vector<std::string> sites_at_home(const Network& network) {
    std::vector<std::string> sites;
    for (const auto& site : network.sites)
        if (network.at_home(site.country)) sites.push_back(site.id);
    return sites;
}

std::vector<std::string> sites_of(const Network& network, const std::string& company) {
    std::vector<std::string> sites;
    for (const auto& site : network.sites)
        if (network.companies[site.company].id == company) sites.push_back(site.id);
    return sites;
}

TEST(Home, OfACompanyIsItsSitesInAllCountries) {
    const Network network = of("company:tsmc", "");
    EXPECT_EQ(sites_at_home(network), sites_of(network, "tsmc"));
    EXPECT_EQ(network.countries[network.home].code, "company:tsmc");
    for (const auto& country : codes(network)) EXPECT_TRUE(country.starts_with("company:tsmc"));
    for (const auto& company : network.companies)
        EXPECT_EQ(network.at_home(company.country), company.id == "tsmc") << company.id;
}

// Korea, Taiwan and the United States.
TEST(Home, AGroupOfWhichNothingIsThereIsThatGroup) {
    const Network network = of("EU27");
    EXPECT_EQ(network.countries[network.home].code, "EU27");
    EXPECT_THAT(sites_at_home(network), IsEmpty());
    EXPECT_EQ(network.country_count(), 3U);
    const Network with_korea = of("KR+EU27");
    EXPECT_EQ(with_korea.countries[with_korea.home].code, "KR+EU27");
    EXPECT_THAT(codes(with_korea), testing::UnorderedElementsAre("KR", "EU27"));
    EXPECT_EQ(sites_at_home(with_korea), sites_at_home(of("KR")));
}

TEST(Home, GroupsAndPartsOfCountriesAreNoCountries) {
    for (const char* home : {"KR", "KR+US", "RCEP", "company:circuit", "US+company:silicon"})
        EXPECT_EQ(of(home).country_count(), 3U) << home;
    Network network = of("KR");
    (void)network.group_of("KR+US", {CountryId{0}, CountryId{1}});
    EXPECT_EQ(network.country_count(), 3U);
    // Of an economy each label is one.
    EXPECT_EQ(ModelFolder::economy().load().country_count(), 2U);
    EXPECT_EQ(ModelFolder::economy().load({.home = "north+south"}).country_count(), 2U);
}

TEST(Home, PlacesAreWhereTheirSitesAre) {
    const Network network = of("company:tsmc", "");
    for (const auto& place : network.places) {
        if (place.site.valid())
            EXPECT_EQ(place.country, network.sites[place.site].country);
        else
            EXPECT_FALSE(network.at_home(place.country));
    }
}

TEST(Home, WhatACompanyHasLiesInItsCountry) {
    const Network plain = load("");
    const Network network = of("company:tsmc", "");
    ASSERT_EQ(plain.sites.size(), network.sites.size());
    for (const SiteId id : network.sites.ids())
        EXPECT_EQ(network.state_of(network.sites[id].country), plain.sites[id].country);
}

// Tariffs, ways and approvals are those of the country: nothing flows otherwise because somebody else asks.
TEST(Home, WaysAreTheSame) {
    const Network plain = load("");
    const Network network = of("company:skhynix", "");
    ASSERT_EQ(plain.arcs.size(), network.arcs.size());
    for (const ArcId id : plain.arcs.ids()) {
        EXPECT_EQ(plain.arcs[id].from, network.arcs[id].from);
        EXPECT_EQ(plain.arcs[id].lane, network.arcs[id].lane);
        EXPECT_EQ(plain.arcs[id].tariff, network.arcs[id].tariff);
    }
}

TEST(Home, MayBeACountryAndACompany) {
    const Network network = of("KR+company:tsmc", "");
    const auto sites = sites_at_home(network);
    for (const auto& site : network.sites) {
        const bool there = network.companies[site.company].id == "tsmc" ||
                           network.countries[network.state_of(site.country)].code == "KR";
        EXPECT_EQ(network.at_home(site.country), there) << site.id;
    }
    // Of a company of Korea nothing but what it has abroad is to be added.
    const Network twice = of("KR+company:skhynix", "");
    for (const auto& code : codes(twice)) EXPECT_NE(code, "company:skhynix/KR");
}

// What hits a country hits what a company has in it; what surrounds the company does not surround the country.
TEST(Home, EventsActOnCountriesWhoeverAsks) {
    const Network plain = load("");
    const Network network = of("company:tsmc", "");
    for (const auto& scenario : plain.scenarios) {
        if (scenario.borders_closed) continue;
        const Effects before{plain, scenario, 60};
        const Effects after{network, network.scenario(scenario.id), 60};
        for (const ProcessId id : plain.processes.ids())
            EXPECT_EQ(before.left(id, plain.horizon.first), after.left(id, plain.horizon.first));
        for (const ArcId id : plain.arcs.ids())
            EXPECT_EQ(before.left(id, plain.horizon.first), after.left(id, plain.horizon.first));
    }
}

TEST(Home, BordersCloseAroundTheCompany) {
    const Network network = of("company:tsmc", "");
    const Effects closed{network, network.scenario("borders-closed"), 1};
    for (const ArcId id : network.arcs.ids()) {
        const auto& arc = network.arcs[id];
        const bool crosses = network.at_home(network.country_of(arc.from)) !=
                             network.at_home(network.country_of(arc.to));
        const bool moved = !network.items[network.pools[arc.from].item].intangible;
        EXPECT_EQ(closed.left(id, network.horizon.first), crosses && moved ? 0 : 1);
    }
}

TEST(Home, ACompanyThatIsNotThereIsNamed) {
    try {
        (void)of("company:tsmcc", "");
        FAIL();
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        EXPECT_EQ(error.diagnostics().front().code, "E0219");
    }
}

}  // namespace
}  // namespace jarip::network
