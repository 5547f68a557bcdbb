#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::ElementsAre;

std::vector<std::string> codes(const ModelFolder& model) {
    std::vector<std::string> result;
    for (const auto& finding : model.findings()) result.push_back(finding.code);
    return result;
}

ModelFolder with_package(const std::string& text) {
    auto model = ModelFolder{};
    return model.put("datapackage.json", text);
}

TEST(Package, DescribesEveryTableWithItsColumnsAndLimits) {
    const auto package = nlohmann::json::parse(data_package(Folder::open("models/tiny-chain")));
    EXPECT_EQ(package["name"], "tiny-chain");
    EXPECT_EQ(package["resources"].size(), 11U);
    for (const auto& resource : package["resources"]) {
        if (resource["name"] != "processes") continue;
        EXPECT_EQ(resource["path"], "processes.csv");
        EXPECT_EQ(resource["schema"]["primaryKey"], (std::vector<std::string>{"process"}));
        const auto& yield = resource["schema"]["fields"][6];
        EXPECT_EQ(yield["name"], "yield");
        EXPECT_EQ(yield["type"], "number");
        EXPECT_EQ(yield["constraints"]["exclusiveMinimum"], 0);
        EXPECT_EQ(yield["constraints"]["maximum"], 1);
    }
}

TEST(Package, WhatIsWrittenAgreesWithTheFolder) {
    EXPECT_THAT(codes(with_package(data_package(Folder::open("models/tiny-chain")))),
                ElementsAre());
}

TEST(Package, E0295ItIsNoPackage) {
    EXPECT_THAT(codes(with_package("{\"resources\": [")), ElementsAre("E0295"));
    EXPECT_THAT(codes(with_package("[1]")), ElementsAre("E0295"));
    EXPECT_THAT(codes(with_package("{\"resources\": 5}")), ElementsAre("E0295"));
    EXPECT_THAT(codes(with_package("{\"resources\": [5, {}, {\"path\": 1}, null]}")),
                ElementsAre());
}

TEST(Package, E0296ItNamesAFileThatIsNotThere) {
    EXPECT_THAT(codes(with_package("{\"resources\": [{\"path\": \"item.csv\"}]}")),
                ElementsAre("E0296"));
}

TEST(Package, E0297ItDisagreesOnAColumn) {
    EXPECT_THAT(codes(with_package(R"({"resources": [{"path": "stages.csv", "schema": {"fields":
        [{"name": "stage"}, {"name": "order"}, {"name": "name"}, {"name": "colour"}, 5]}}]})")),
                ElementsAre("E0297", "E0297"));
}

TEST(Package, AFolderThatCannotBeReadIsAnError) {
    EXPECT_THROW((void)data_package(Folder::of({})), Error);
}

}  // namespace
}  // namespace jarip::network
