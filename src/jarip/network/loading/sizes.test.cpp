#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::ElementsAre;

constexpr const char* kSizesHeader = "process,size,capacity_per_month,capex,between,assumed\n";

/// The chip plant of Gumi without a size or capital of its own.
ModelFolder with_sizes(const std::string& rows) {
    return ModelFolder{}
        .replace("processes.csv", "chip-gumi,gumi,chip,chip,240,8,0.8,candidate,100000,180",
                 "chip-gumi,gumi,chip,chip,,8,0.8,candidate,,180")
        .put("sizes.csv", kSizesHeader + rows);
}

std::vector<std::string> codes_of_sizes(const ModelFolder& folder) {
    std::vector<std::string> codes;
    for (const auto& finding : folder.findings())
        if (finding.severity == Severity::error) codes.push_back(finding.code);
    return codes;
}

const Process& gumi(const Network& network) {
    return *std::find_if(network.processes.begin(), network.processes.end(),
                         [](const Process& process) { return process.id == "chip-gumi"; });
}

TEST(SizesTable, StandsBySizeAndTheLargestIsThatOfTheCandidate) {
    const auto network =
        with_sizes("chip-gumi,large,240,100000,true,true\nchip-gumi,small,60,40000,,true\n").load();
    ASSERT_EQ(network.sizes.size(), 2U);
    EXPECT_EQ(network.sizes[0].id, "small");
    EXPECT_FALSE(network.sizes[0].between);
    EXPECT_TRUE(network.sizes[1].between);
    EXPECT_EQ(gumi(network).capacity_per_month, 240);
    EXPECT_EQ(gumi(network).capex, 100000);
}

TEST(SizesTable, IsOfCandidatesThatHaveNoSizeElsewhere) {
    EXPECT_THAT(codes_of_sizes(with_sizes("chip-hsinchu,small,60,40000,,true\n")),
                ElementsAre("E0257"));
    EXPECT_THAT(codes_of_sizes(ModelFolder{}.put(
                    "sizes.csv", std::string{kSizesHeader} + "chip-gumi,small,60,40000,,true\n")),
                ElementsAre("E0258"));
}

TEST(SizesTable, ALargerSizeCostsNoLessAndNoSizeStandsTwice) {
    EXPECT_THAT(codes_of_sizes(with_sizes("chip-gumi,small,60,40000,,true\n"
                                          "chip-gumi,large,240,30000,,true\n")),
                ElementsAre("E0259"));
    EXPECT_THAT(codes_of_sizes(with_sizes("chip-gumi,small,60,40000,,true\n"
                                          "chip-gumi,other,60,50000,,true\n")),
                ElementsAre("E0259"));
}

TEST(SizesTable, ASmallestSizeIsThatOfACandidateOfSomeSize) {
    const auto with = [](const std::string& row) {
        return ModelFolder{}.put(
            "processes.csv",
            "process,site,item,recipe,capacity_per_month,yield,status,capex,minimum_capacity,"
            "scale_exponent,minimum_use,assumed\n"
            "wafer-gumi,gumi,wafer,,100,1,operating,,,,,true\n"
            "chip-hsinchu,hsinchu,chip,chip,480,0.8,operating,,,,,true\n"
            "board-daegu,daegu,board,board,80,1,operating,,,,,true\n"
            "rack-paju,paju,rack,rack,10,1,operating,,,,,true\n" +
                row);
    };
    EXPECT_THAT(codes_of_sizes(with("new,gumi,chip,chip,240,0.8,candidate,9,60,0.6,0.2,true\n")),
                ElementsAre());
    EXPECT_THAT(codes_of_sizes(with("new,gumi,chip,chip,240,0.8,candidate,9,300,0.6,,true\n")),
                ElementsAre("E0264"));
    EXPECT_THAT(codes_of_sizes(with("new,gumi,chip,chip,240,0.8,candidate,9,,0.6,,true\n")),
                ElementsAre("E0264"));
    EXPECT_THAT(codes_of_sizes(with("new,gumi,chip,chip,240,0.8,operating,,,,0.2,true\n")),
                ElementsAre("E0264"));
}

}  // namespace
}  // namespace jarip::network
