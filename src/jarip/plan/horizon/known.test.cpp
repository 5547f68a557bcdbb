// Cases whose right answers are known: tests/known/plan, each with how it was solved or where it is from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

struct Known {
    std::string name;
    double cost = 0;
};
std::ostream& operator<<(std::ostream& out, const Known& known) { return out << known.name; }

Network case_of(const std::string& name) { return network::load("tests/known/plan/" + name); }

class KnownPlan : public testing::TestWithParam<Known> {};

TEST_P(KnownPlan, CostsWhatItsReadmeSays) {
    const Plan plan = solve(case_of(GetParam().name), {.bottlenecks = 0});
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_TRUE(plan.certificate.holds) << plan.certificate.worst;
    EXPECT_NEAR(plan.objective, GetParam().cost, 1e-6 * (1 + GetParam().cost));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, KnownPlan,
    testing::Values(Known{"air-and-sea", 990}, Known{"alternate-flow", 24},
                    Known{"alternate-resources", 422}, Known{"approvals-of-all-buyers", 48},
                    Known{"blending", 370}, Known{"build-ahead", 277},
                    Known{"by-product-without-use", 10}, Known{"calendars", 77},
                    Known{"co-products", 1500}, Known{"factory-planning", 22739.821429},
                    Known{"fair-shares", 5050}, Known{"fair-shares-turned", 5050},
                    Known{"kept-set-ups", 80}, Known{"least-shipment", 20.4},
                    Known{"lost-after-lateness", 660}, Known{"lost-by-each-order", 700},
                    Known{"lost-on-the-last-day", 370}, Known{"lot-sizing", 9892},
                    Known{"lot-sizing-f1", 40854}, Known{"minimum-by-date", 17.6},
                    Known{"minimum-lots-of-what-spoils", 8.4}, Known{"multmip1", 229850},
                    Known{"multmip3", 235625}, Known{"one-supplier", 60}, Known{"overdue", 5},
                    Known{"priorities", 45050}, Known{"safety-stock", 45},
                    Known{"set-up-times", 30.8}, Known{"shelf-life", 35.2}, Known{"steelt", 575267},
                    Known{"stock-at-the-end", 30.7}, Known{"storage-limit", 58.5},
                    Known{"value-at-the-end", 13.5}, Known{"wagner-whitin", 864}));

std::vector<double> quantities(const std::vector<Shortage>& rows) {
    std::vector<double> result;
    for (const Shortage& row : rows) result.push_back(row.quantity);
    return result;
}

double sum_of(const std::vector<double>& all) {
    double total = 0;
    for (const double one : all) total += one;
    return total;
}

const auto near_each = [](std::vector<double> expected) {
    return testing::Pointwise(testing::DoubleNear(1e-6), std::move(expected));
};

TEST(KnownPlan, SafetyStockIsRefilledAsEarlyAsDemandsLeaveIt) {
    EXPECT_THAT(quantities(solve(case_of("safety-stock")).shortages), near_each({2, 4}));
    EXPECT_TRUE(solve(case_of("stock-at-the-end")).shortages.empty());
}

TEST(KnownPlan, WhatIsAboveAMaximumIsSaid) {
    EXPECT_THAT(quantities(solve(case_of("storage-limit")).overstock), near_each({2, 3, 1, 3, 3}));
}

TEST(KnownPlan, WhatSpoilsAndWhatComesAlongIsSaid) {
    EXPECT_NEAR(sum_of(solve(case_of("shelf-life")).spoiled), 4, 1e-6);
    EXPECT_NEAR(sum_of(solve(case_of("co-products")).spoiled), 30, 1e-6);
    EXPECT_NEAR(sum_of(solve(case_of("by-product-without-use")).spoiled), 15, 1e-6);
}

TEST(KnownPlan, EqualDemandsGetAndLoseEqualShares) {
    for (const char* name : {"fair-shares", "fair-shares-turned"}) {
        const Network network = case_of(name);
        const Plan plan = solve(network);
        for (const DemandId id : network.demands.ids()) {
            const double wanted = network.demands[id].total;
            EXPECT_NEAR(plan.backlog[id.index()], 0.75 * wanted, 1e-6) << name;
            EXPECT_NEAR(plan.backlog[2 + id.index()], 0.5 * wanted, 1e-6) << name;
        }
    }
    const Plan plan = solve(case_of("lost-after-lateness"));
    EXPECT_NEAR(plan.lost_total, 10, 1e-6);
    EXPECT_THAT(plan.lost, near_each({0, 0, 20.0 / 3, 10.0 / 3, 0, 0}));
}

TEST(KnownPlan, WhatIsLostIsLostByTheOrderThatWasDue) {
    const Plan plan = solve(case_of("lost-by-each-order"));
    EXPECT_NEAR(plan.delivered_total, 20, 1e-6);
    EXPECT_NEAR(plan.late_total, 10, 1e-6);
    EXPECT_EQ(plan.lost_total, 0);
    const Plan last = solve(case_of("lost-on-the-last-day"));
    EXPECT_THAT(last.lost, near_each({0, 0, 7}));
    EXPECT_THAT(last.backlog, near_each({9, 8, 0}));
    EXPECT_NEAR(last.lost_total, 7, 1e-6);
}

TEST(KnownPlan, ASteadyMonthObeysBlendsAndCoproducts) {
    EXPECT_NEAR(steady(case_of("blending")).objective, 370, 1e-6);
    const SteadyPlan month = steady(case_of("co-products"));
    EXPECT_NEAR(month.objective, 1500, 1e-6);
    EXPECT_NEAR(month.rates.world, 120, 1e-6);
}

// A set-up knows no more capacity than there is; what more of it could make is solved again without that.
TEST(KnownPlan, ALimitBesideASetUpGainsWhatLiftingItDoes) {
    Network network = case_of("gain-beside-a-set-up");
    const Plan plan = solve(network);
    ASSERT_FALSE(plan.bottlenecks.empty());
    const Bottleneck& limit = plan.bottlenecks.front();
    ASSERT_TRUE(limit.process.valid());
    EXPECT_EQ(network.processes[limit.process].id, "i0a-s3");
    ASSERT_EQ(plan.late_reasons.size(), 1U);
    EXPECT_EQ(plan.late_reasons.front().because.size(), 1U);
    auto& capacity = network.processes[limit.process].capacity_per_month;
    capacity = capacity.value() * 1.01;
    const Plan more = solve(network, {.bottlenecks = 0});
    EXPECT_GT(limit.gain.value(), 0.5);
    // By one per cent more: told per month at the rate of the horizon.
    EXPECT_NEAR(limit.gain.value() * network.months, more.delivered_total - plan.delivered_total,
                1e-6);
}

// All of it is soft: what an earlier solve found is kept where a later one, for minimum stock, is called infeasible.
TEST(KnownPlan, MinimumStockBesideLotsIsNeverInfeasible) {
    const Plan plan = solve(case_of("minimum-beside-lots"));
    EXPECT_TRUE(plan.status == lp::Status::optimal || plan.status == lp::Status::feasible);
    EXPECT_NEAR(plan.objective, 5340.5208, 1e-3);
    EXPECT_LT(plan.gap, 1e-6);
    EXPECT_TRUE(plan.conflict.empty());
}

TEST(KnownPlan, RowsInAnotherOrderChangeNoFigure) {
    const Plan plan = solve(case_of("rows-in-order"));
    const Plan turned = solve(case_of("rows-turned"));
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_EQ(plan.objective, turned.objective);
    EXPECT_EQ(plan.late_total, turned.late_total);
    EXPECT_EQ(plan.lost_total, turned.lost_total);
}

}  // namespace
}  // namespace jarip::plan
