// Names of scenarios, and figures published elsewhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

constexpr const char* kHeader = "published,product,of,value,low,high,assumed\n";

std::vector<std::string> errors(const ModelFolder& folder) {
    std::vector<std::string> codes;
    for (const auto& finding : folder.findings())
        if (finding.severity == Severity::error) codes.push_back(finding.code);
    return codes;
}

ModelFolder with_published(const std::string& row) {
    return ModelFolder{}.put("published.csv", kHeader + row + '\n');
}

TEST(Published, NamesAProductAndWhoseShareOfItWasPublished) {
    const auto network = with_published("check,rack,KR;TW,0.9,0.8,,true").load();
    ASSERT_EQ(network.published.size(), 1U);
    const auto& published = network.published[0];
    EXPECT_EQ(network.items[published.product].id, "rack");
    EXPECT_EQ(published.countries.size(), 2U);
    EXPECT_TRUE(published.companies.empty());
    EXPECT_EQ(published.low, 0.8);
    EXPECT_EQ(published.high, 0.9);  // not given: the value
}

TEST(Published, MayNameOwners) {
    ModelFolder folder;
    const std::string company = folder.load().companies.begin()->id;
    const auto network = with_published("check,rack," + company + ",0.9,,,true").load();
    EXPECT_EQ(network.published.at(0).companies.size(), 1U);
}

TEST(Published, IsRefusedWhereItNamesNothingOrTwoKindsOrLeavesItsRange) {
    ModelFolder folder;
    const std::string company = folder.load().companies.begin()->id;
    EXPECT_THAT(errors(with_published("a,rack,XX,0.9,,,true")), testing::ElementsAre("E0214"));
    EXPECT_THAT(errors(with_published("a,rak,KR,0.9,,,true")), testing::ElementsAre("E0214"));
    EXPECT_THAT(errors(with_published("a,rack,KR;" + company + ",0.9,,,true")),
                testing::ElementsAre("E0282"));
    EXPECT_THAT(errors(with_published("a,rack,KR,0.9,0.95,,true")), testing::ElementsAre("E0283"));
}

TEST(ScenarioNames, AreReadInBothLanguagesAndElseTheId) {
    const auto network =
        ModelFolder{}
            .put("scenarios.csv", "scenario,name,name_ko\nstrait,Strait closed,해협 봉쇄\n")
            .load();
    EXPECT_EQ(network.scenario("strait").name.in(Language::en), "Strait closed");
    EXPECT_EQ(network.scenario("strait").name.in(Language::ko), "해협 봉쇄");
    EXPECT_EQ(network.scenario("borders-closed").name.in(Language::ko), "borders-closed");
}

TEST(ScenarioNames, OfNoScenarioAreRefusedWithTheNearest) {
    const auto findings =
        ModelFolder{}.put("scenarios.csv", "scenario,name\nstrat,Strait closed\n").findings();
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].code, "E0214");
    EXPECT_EQ(findings[0].where.file, "scenarios.csv");
}

}  // namespace
}  // namespace jarip::network
