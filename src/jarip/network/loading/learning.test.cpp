#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "jarip/network/loading/model_folder.hpp"

namespace jarip::network {
namespace {

using testing::ElementsAre;

constexpr const char* kLearningHeader = "process,step,started,yield,conversion_cost,assumed\n";

ModelFolder with_learning(const std::string& rows) {
    return ModelFolder{}.put("learning.csv", kLearningHeader + rows);
}

std::vector<std::string> codes_of(const ModelFolder& folder) {
    std::vector<std::string> codes;
    for (const auto& finding : folder.findings())
        if (finding.severity == Severity::error) codes.push_back(finding.code);
    return codes;
}

TEST(LearningTable, StandsByProcessAndByWhatItHasStarted) {
    const auto network = with_learning(
                             "chip-hsinchu,ripe,5000,0.95,4,true\n"
                             "chip-gumi,known,10,,6,true\n"
                             "chip-hsinchu,young,100,0.9,4.5,true\n")
                             .load();
    ASSERT_EQ(network.learning.size(), 3U);
    std::vector<std::string> steps;
    for (const auto& step : network.learning) steps.push_back(step.id);
    EXPECT_THAT(steps, ElementsAre("young", "ripe", "known"));
    EXPECT_EQ(network.processes[network.learning[0].process].id, "chip-hsinchu");
}

TEST(LearningTable, WhatARowLeavesOutIsAsInTheProcess) {
    const auto network =
        with_learning("chip-gumi,known,10,,6,true\nchip-hsinchu,young,100,0.9,,true\n").load();
    ASSERT_EQ(network.learning.size(), 2U);
    for (const auto& step : network.learning) {
        const auto& process = network.processes[step.process];
        if (step.id == "known") {
            EXPECT_EQ(step.yield, process.yield);
            EXPECT_EQ(step.conversion_cost, 6);
        } else {
            EXPECT_EQ(step.yield, 0.9);
            EXPECT_EQ(step.conversion_cost, process.conversion_cost);
        }
    }
}

TEST(LearningTable, NoStepIsWorseThanTheOneBefore) {
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,100,0.7,,true\n")),
                ElementsAre("E0267"));  // the process: 0.8
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,100,,5.5,true\n")),
                ElementsAre("E0267"));  // the process: 5
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,100,0.9,,true\n"
                                       "chip-hsinchu,ripe,200,0.85,,true\n")),
                ElementsAre("E0267"));
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,100,0.9,,true\n"
                                       "chip-hsinchu,twin,100,0.9,,true\n")),
                ElementsAre("E0267"));
}

TEST(LearningTable, FiguresHaveLimitsAndProcessesAreKnown) {
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,0,0.9,,true\n")), ElementsAre("E0208"));
    EXPECT_THAT(codes_of(with_learning("chip-hsinchu,young,10,1.1,,true\n")), ElementsAre("E0023"));
    EXPECT_THAT(codes_of(with_learning("chip-hsinchi,young,10,0.9,,true\n")), ElementsAre("E0214"));
}

}  // namespace
}  // namespace jarip::network
