// Who may supply whom, and capacities that change: tests/known/plan/approvals and capacity-steps, both solved by hand.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

Network known(const std::string& name, std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/plan/" + name, options);
}

double started(const Network& network, const Plan& plan, std::size_t period,
               const std::string& process) {
    for (const ProcessId id : network.processes.ids())
        if (network.processes[id].id == process)
            return plan.started[period * network.processes.size() + id.index()];
    return -1;
}

TEST(Approvals, OnlyWhoIsApprovedForHalfTheYearSuppliesTheAverageMonth) {
    const Network network = known("approvals");
    const SteadyPlan month = steady(network);
    ASSERT_EQ(month.status, lp::Status::optimal);
    EXPECT_NEAR(month.delivered[DemandId{0}], 60, 1e-9);
    // Six months more make it half of the year.
    const Network earlier = known("approvals", {"approvals:stack/b/gpu.from=2025-04-01"});
    EXPECT_NEAR(steady(earlier).delivered[DemandId{0}], 80, 1e-9);
}

TEST(Approvals, APeriodHasWhoIsApprovedInItWithinTheLargestShare) {
    const Network network = known("approvals");
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_TRUE(plan.certificate.holds) << plan.certificate.worst;
    EXPECT_NEAR(plan.delivered_total, 780, 1e-6);
    double sent = 0;
    for (std::size_t t = 0; t < 9; ++t)
        for (const ArcId arc : network.arcs.ids()) {
            const auto& from = network.places[network.pools[network.arcs[arc].from].place];
            if (from.site.valid() && network.sites[from.site].id == "b-site")
                sent += plan.shipped[t * network.arcs.size() + arc.index()];
        }
    EXPECT_EQ(sent, 0);
}

TEST(Approvals, WhoIsNotApprovedSuppliesAfterQualification) {
    const Network network = known("approvals");
    EXPECT_NEAR(solve(network, {.scenario = "a-down"}).delivered_total, 760, 1e-6);
    const Network slower = known("approvals", {"approvals:stack/c/f.qualification_days=400"});
    // b alone is left, as in the next test.
    EXPECT_NEAR(solve(slower, {.scenario = "a-down"}).delivered_total, 360, 1e-6);
}

TEST(Approvals, AShareThatNobodyElseCanFillIsNotHeld) {
    EXPECT_NEAR(solve(known("approvals"), {.scenario = "only-b"}).delivered_total, 360, 1e-6);
}

TEST(CapacitySteps, APeriodHasTheMeanOfItsDaysAndTheSteadyMonthThatOfTheYear) {
    const Network network = known("capacity-steps");
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    const double march = (16 * 40.0 + 15 * 80) / 31;
    EXPECT_NEAR(started(network, plan, 0, "make"), 40, 1e-9);
    EXPECT_NEAR(started(network, plan, 2, "make"), march, 1e-9);
    EXPECT_NEAR(started(network, plan, 3, "make"), 80, 1e-9);
    EXPECT_NEAR(started(network, plan, 6, "make"), 50, 1e-9);
    const double mean = (40 + 40 + march + 9 * 80) / 12;
    EXPECT_NEAR(steady(network).started[ProcessId{0}], mean, 1e-9);
    EXPECT_NEAR(*network.resources[ResourceId{0}].capacity_per_month, 75, 1e-9);
}

TEST(CapacitySteps, TwiceTheCapacityIsTwiceEachStep) {
    const Network network = known("capacity-steps", {"processes:make.capacity_per_month*=2",
                                                     "resources:line.capacity_per_month*=4"});
    const Plan plan = solve(network);
    EXPECT_NEAR(started(network, plan, 0, "make"), 80, 1e-9);
    EXPECT_NEAR(started(network, plan, 11, "make"), 160, 1e-9);
}

}  // namespace
}  // namespace jarip::plan
