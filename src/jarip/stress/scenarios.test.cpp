// Targets that mean the same, events that hit nothing, and scenarios together, through the whole simulation.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

Run run_with(const std::string& target, const std::string& kind = "export_ban") {
    const auto network =
        network::load("tests/known/stress/ban-of-a-country",
                      {.sets = {"events:s/e.target=" + target, "events:s/e.kind=" + kind}});
    return simulate(network, "s");
}

TEST(Scenarios, ABanIsTheSameWhicheverWayItsTargetIsWritten) {
    for (const auto* target : {"country:JP", "JP>KR", "JP>*", "jp>*", "company:jco", "site:jp",
                               "process:mp", "item:p", "*>*"})
        EXPECT_NEAR(run_with(target).lost, 120, 1e-6) << target;
    for (const auto* target : {"country:KR", "company:kco", "site:kr", "process:mx", "KR<JP"})
        EXPECT_NEAR(run_with(target, "import_ban").lost, 120, 1e-6) << target;
    for (const auto* target : {"site:jp", "item:p", "process:mp"})
        EXPECT_NEAR(run_with(target, "lane_cut").lost, 120, 1e-6) << target;
    // A cut of all lanes of a country stops those inside it too: nothing is delivered for 31 days.
    EXPECT_NEAR(run_with("country:KR", "lane_cut").lost, 310, 1e-6);
    for (const auto* target : {"KR", "country:JP", "jp", "company:jco"})
        EXPECT_NEAR(run_with(target, "blockade").lost, 120, 1e-6) << target;
}

TEST(Scenarios, AnEventOnANodeThatMakesNothingIsNamed) {
    const auto run = simulate(network::load("tests/known/stress/idle-node"), "x");
    EXPECT_EQ(run.missed, std::vector<std::string>{"e"});
    EXPECT_EQ(run.lost, 0);
}

TEST(Scenarios, TogetherLoseAtLeastWhatEachLosesAndAreCalledByBoth) {
    const auto network = network::load("models/tiny-chain");
    const auto strait = simulate(network, "strait");
    const auto closed = simulate(network, "borders-closed");
    const auto both = simulate(network, "strait+borders-closed");
    EXPECT_EQ(both.scenario, "strait+borders-closed");
    EXPECT_GE(both.lost, strait.lost);
    EXPECT_NEAR(both.lost, closed.lost, 1e-9);  // all that the strait cuts is cut already
    EXPECT_THROW((void)simulate(network, "strait+nowhere"), Error);
    EXPECT_THROW((void)simulate(network, "strait+strait"), Error);
}

}  // namespace
}  // namespace jarip::stress
