// Set-ups that a line keeps from month to month: against every way of running it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

constexpr std::size_t kMonths = 3;
constexpr std::array<double, kMonths> kDays{31, 28, 31};
constexpr double kHolding = 0.1, kLate = 1, kLost = 1000;

/// A line that makes several things, all in whole units and one at a time.
struct Line {
    int capacity = 0;  ///< a month
    struct Made {
        int set_up_takes = 0;
        double set_up_cost = 0;
        std::array<int, kMonths> wanted{};
    };
    std::vector<Made> made;
    bool keeps = true;

    [[nodiscard]] Network network() const {
        fixtures::NetworkBuilder b;
        b.months(static_cast<int>(kMonths));
        for (std::size_t i = 0; i < made.size(); ++i) {
            const std::string id = "p" + std::to_string(i);
            b.item(id, kLost);
            if (i == 0) b.product(id);
            b.process({.id = "make-" + id,
                       .site = "KR-a",
                       .item = id,
                       .setup_cost = made[i].set_up_cost});
            b.demand({"d-" + id, "KR-a", id, 1, kLost, kLate});
        }
        Network built = b.build();
        for (auto& item : built.items) item.holding_cost_per_day = kHolding;
        network::Resource line;
        line.id = "line";
        line.site = network::SiteId{0};
        line.capacity_per_month = capacity;
        line.keeps_setup = keeps;
        const auto id = built.resources.add(line);
        for (std::size_t i = 0; i < made.size(); ++i) {
            network::Use use;
            use.process = ProcessId{i};
            use.resource = id;
            use.quantity = 1;
            use.setup_quantity = made[i].set_up_takes;
            built.uses.push_back(use);
            auto& demand = built.demands[DemandId{i}];
            demand.total = 0;
            for (std::size_t t = 0; t < kMonths; ++t) {
                demand.wanted[t].quantity = made[i].wanted[t];
                demand.total += made[i].wanted[t];
            }
        }
        return built;
    }
};

/// The least cost over all ways of running the line, month after month: what it is left as, and what is there of each.
class EveryWay {
public:
    explicit EveryWay(const Line& line) : line_{line}, count_{line.made.size()} {}

    double least() { return best(0, {-1, std::vector<int>(count_, 0)}); }

private:
    struct State {
        int left_as = -1;
        std::vector<int> there;  ///< below zero: owed
        auto operator<=>(const State&) const = default;
    };

    double best(std::size_t month, const State& state) {
        if (month == kMonths) {
            double lost = 0;
            for (const int there : state.there) lost += kLost * std::max(-there, 0);
            return lost;
        }
        const auto known = known_[month].find(state);
        if (known != known_[month].end()) return known->second;
        double least = 1e300;
        for (unsigned set_up = 0; set_up < 1U << count_; ++set_up)
            least = std::min(least, set_up_for(set_up, month, state));
        return known_[month][state] = least;
    }

    double set_up_for(unsigned set_up, std::size_t month, const State& state) {
        double cost = 0;
        int left = line_.capacity;
        std::vector<std::size_t> runs;
        std::vector<int> ends;
        for (std::size_t i = 0; i < count_; ++i) {
            const bool is_set_up = (set_up >> i & 1U) != 0;
            if (is_set_up) {
                cost += line_.made[i].set_up_cost;
                left -= line_.made[i].set_up_takes;
                ends.push_back(static_cast<int>(i));
            }
            if (is_set_up || state.left_as == static_cast<int>(i)) runs.push_back(i);
        }
        if (left < 0) return 1e300;
        if (set_up == 0) ends.push_back(state.left_as);
        if (!line_.keeps) ends = {-1};
        double least = 1e300;
        for (const int end : ends) make(runs, 0, left, State{end, state.there}, month, least);
        return cost + least;
    }

    void make(const std::vector<std::size_t>& runs, std::size_t next, int left, State state,
              std::size_t month, double& least) {
        if (next < runs.size()) {
            for (int made = 0; made <= left; ++made) {
                State with = state;
                with.there[runs[next]] += made;
                make(runs, next + 1, left - made, std::move(with), month, least);
            }
            return;
        }
        double cost = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            state.there[i] -= line_.made[i].wanted[month];
            cost += kDays[month] *
                    (kHolding * std::max(state.there[i], 0) + kLate * std::max(-state.there[i], 0));
        }
        least = std::min(least, cost + best(month + 1, state));
    }

    const Line& line_;
    std::size_t count_;
    std::array<std::map<State, double>, kMonths> known_;
};

Line random_line(std::uint32_t number) {
    RandomStream random{{.seed = 11, .replication = number}};
    const auto below = [&](std::uint64_t bound) { return static_cast<int>(random.below(bound)); };
    Line line;
    line.capacity = 5 + below(5);
    line.keeps = number % 4 != 0;
    const int count = 2 + below(2);
    for (int i = 0; i < count; ++i) {
        Line::Made made;
        made.set_up_takes = below(3);
        made.set_up_cost = 1 + 5 * below(12);
        for (int& wanted : made.wanted) wanted = below(4);
        line.made.push_back(made);
    }
    return line;
}

TEST(KeptSetUps, RandomLinesCostTheLeastOfAllWaysToRunThem) {
    for (std::uint32_t number = 0; number < 60; ++number) {
        const Line line = random_line(number);
        const Plan plan = solve(line.network(), {.bottlenecks = 0});
        ASSERT_EQ(plan.status, lp::Status::optimal) << number;
        EXPECT_TRUE(plan.certificate.holds) << number << ' ' << plan.certificate.worst;
        EXPECT_NEAR(plan.objective, EveryWay{line}.least(), 1e-4) << number;
    }
}

TEST(KeptSetUps, WhatIsKeptNeedNotRunAMinimumLot) {
    Line line{.capacity = 10, .made = {{.set_up_cost = 50, .wanted = {4, 0, 4}}}};
    Network network = line.network();
    network.processes[ProcessId{0}].minimum_lot = 4;
    // Four in January and four in March, of one set-up, with a February in between in which nothing is made.
    const Plan plan = solve(network, {.bottlenecks = 0});
    EXPECT_NEAR(plan.objective, 50, 1e-6);
    EXPECT_EQ(plan.started[1], 0);
    EXPECT_EQ(plan.kept[1] + plan.kept[2], 2);
}

// Of ten hours in January setting up takes four, and what is left is less than the least lot of eight: set up then, made in February.
TEST(KeptSetUps, AMinimumLotMayBeMadeInALaterMonthThanTheSetUp) {
    for (const bool line_keeps : {true, false}) {
        Line line{.capacity = 10,
                  .made = {{.set_up_takes = 4, .set_up_cost = 50, .wanted = {0, 8, 0}}},
                  .keeps = line_keeps};
        Network network = line.network();
        network.processes[ProcessId{0}].minimum_lot = 8;
        network.processes[ProcessId{0}].keeps_setup = !line_keeps;
        const Plan plan = solve(network, {.bottlenecks = 0});
        EXPECT_EQ(plan.status, lp::Status::optimal);
        EXPECT_NEAR(plan.objective, 50, 1e-6);
        EXPECT_EQ(plan.set_up[0], 1);
        EXPECT_EQ(plan.started[0], 0);
        EXPECT_NEAR(plan.started[1], 8, 1e-6);
    }
}

}  // namespace
}  // namespace jarip::plan
