#include <gtest/gtest.h>

#include <algorithm>

#include "jarip/network.hpp"

namespace jarip::network {
namespace {

TEST(Starter, LoadsWithoutAnyFindingEvenStrictly) {
    const auto network = load(Folder::of(starter_model()), {.strict = true});
    EXPECT_TRUE(network.findings.sorted().empty())
        << render(network.findings.sorted(), Language::en);
    EXPECT_EQ(network.name, "battery-starter");
    EXPECT_EQ(network.scenarios.size(), 3U);
}

TEST(Starter, HasSomethingToBringHome) {
    const auto network = load(Folder::of(starter_model()));
    EXPECT_TRUE(std::any_of(network.processes.begin(), network.processes.end(),
                            [](const Process& each) { return each.status == Status::candidate; }));
}

}  // namespace
}  // namespace jarip::network
