// Economies by their money flows, on known answers: the adaptive regional input–output model.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>

#include "jarip/core/table.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {
namespace {

const std::string kCases = "tests/known/stress/";

// The largest |production − expected| ÷ baseline over all nodes and days of expected.csv.
double largest_fault(const Network& network, const Run& run, const std::string& file) {
    Diagnostics diagnostics;
    const Table expected = parse_csv(read_file(file), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(expected.row_count(), run.days.size());
    EXPECT_EQ(expected.columns().size(), network.nodes.size() + 1);
    double largest = 0;
    for (std::size_t day = 0; day < run.days.size(); ++day) {
        EXPECT_EQ(expected.cell(day, 0), format_date(run.days[day].date));
        for (std::size_t n = 0; n < run.nodes.size(); ++n) {
            const auto column = expected.column(run.nodes[n].id);
            const auto value = read_number(expected, day, column.value(), diagnostics);
            const double fault =
                std::abs(run.production[day * run.nodes.size() + n] - value.value());
            largest = std::max(largest, fault / run.nodes[n].baseline);
        }
    }
    return largest;
}

class KnownEconomy : public testing::TestWithParam<const char*> {
protected:
    const std::string folder = kCases + GetParam();
};

TEST_P(KnownEconomy, EveryNodeOnEveryDayAgreesWithThePublishedModel) {
    const auto network = network::load(folder);
    const auto run = simulate(network, "", {.keep_production = true});
    EXPECT_LE(largest_fault(network, run, folder + "/expected.csv"), 1e-9);
}

TEST_P(KnownEconomy, TheOtherWayOfOrderingGivesAnotherAnswer) {
    auto network = network::load(folder);
    network.stress.adaptive = !network.stress.adaptive.value();
    const auto run = simulate(network, "", {.keep_production = true});
    EXPECT_GT(largest_fault(network, run, folder + "/expected.csv"), 1e-3);
}

TEST_P(KnownEconomy, NothingMovesWhereNothingHappens) {
    auto network = network::load(folder);
    network.availability.clear();
    for (const bool adaptive : {false, true}) {
        network.stress.adaptive = adaptive;
        const auto run = simulate(network, "", {.days = 365, .keep_production = true});
        for (std::size_t i = 0; i < run.production.size(); ++i)
            EXPECT_NEAR(run.production[i] / run.nodes[i % run.nodes.size()].baseline, 1, 1e-12);
        EXPECT_EQ(run.lost, 0);
        EXPECT_EQ(run.first_loss_day, std::nullopt);
        EXPECT_EQ(run.recovered_day, std::nullopt);
        EXPECT_TRUE(run.starved.empty());
    }
}

TEST_P(KnownEconomy, AllScenariosOnOneThreadOrTwoGiveTheSameBytes) {
    const auto network = network::load(folder);
    Options options{.keep_production = true};
    options.run.threads = 1;
    const auto alone = simulate_all(network, options);
    options.run.threads = 2;
    const auto together = simulate_all(network, options);
    ASSERT_EQ(alone.size(), together.size());
    ASSERT_FALSE(alone.empty());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(alone[i].scenario, together[i].scenario);
        EXPECT_EQ(alone[i].production, together[i].production);
    }
}

INSTANTIATE_TEST_SUITE_P(Ario, KnownEconomy, testing::Values("ario-medium", "ario-fixed"),
                         [](const auto& tested) { return std::string{tested.param + 5}; });

// A makes for B, B for people and for C, which sells nothing.
Network three_nodes() {
    Network network;
    network.kind = network::Kind::flows;
    network.home = network.countries.add({"X"});
    network.horizon = {Day{}, Day{} + std::chrono::days{30}};
    const auto node = [&](const char* id, double final_demand) {
        return network.nodes.add({id, id, network.home, final_demand, {}});
    };
    const auto a = node("A", 0);
    const auto b = node("B", 6);
    const auto c = node("C", 0);
    network.links = {{a, b, 5}, {b, c, 4}};
    return network;
}

TEST(Economy, PurchasesOfWhoSellsNothingAreFinalDemand) {
    const Chain chain = chain_of(three_nodes()).chain;
    EXPECT_EQ(chain.baseline, (std::vector<double>{5, 10, 0}));
    EXPECT_EQ(chain.final_demand, (std::vector<double>{0, 10, 0}));
    EXPECT_EQ(chain.usual, std::vector<double>{5});
    EXPECT_EQ(chain.slot_begin, (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(Economy, AnIdleNodeHasNoLowestLevel) {
    const auto run = simulate(three_nodes(), "");
    EXPECT_EQ(run.lowest[0], 1);
    EXPECT_EQ(run.lowest[2], std::nullopt);
}

// By hand: A's output falls to nothing on day 3 for good. B holds 2 days of 5 (target_days = 2) and with
// ψ = 0.5 needs one day in stock: it has 10 on day 3 and uses 5, on day 4 the last 5, and stops on day 5.
TEST(Economy, AFirmStopsWhenItsStockIsUsedUp) {
    auto network = three_nodes();
    network.stress.target_days = 2;
    network.stress.psi = 0.5;
    network::Event event;
    event.id = "out";
    event.kind = network::EventKind::capacity_cut;
    event.target.kind = network::TargetKind::node;
    event.target.node = network::NodeId{0};
    event.start = network.horizon.first + std::chrono::days{3};
    event.days = 100;
    network.scenarios = {{"borders-closed", {}, true}, {"a-out", {event}, false}};
    const auto run = simulate_all(network, {.days = 8, .keep_production = true})[1];
    std::vector<double> b;
    for (std::size_t day = 0; day < 8; ++day) b.push_back(run.production[day * 3 + 1]);
    EXPECT_EQ(b, (std::vector<double>{10, 10, 10, 10, 10, 0, 0, 0}));
    ASSERT_EQ(run.starved.size(), 1);
    EXPECT_EQ(run.starved[0].node, "B");
    EXPECT_EQ(run.starved[0].of, "A");
    EXPECT_EQ(run.starved[0].day, 5);
    EXPECT_EQ(run.lost, 5 * 5 + 10 * 3);
}

}  // namespace
}  // namespace jarip::stress
