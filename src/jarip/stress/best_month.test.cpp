// The best month: what holds nobody back in it, and what lies where a run starts. By hand.
#include "jarip/stress/best_month.hpp"
#include "fixtures/ways.hpp"

#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"

namespace jarip::stress {
namespace {

using fixtures::find;
using fixtures::NetworkBuilder;
using fixtures::pool_at;
using network::Network;
using network::PoolId;

constexpr double kMonth = 30;  // units that are made and wanted

// JP makes part, KR racks of two parts and a label each, which TW sends; all that is wanted can be made.
NetworkBuilder parts_and_labels() {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("label", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "jp", .site = "JP-1", .item = "part", .capacity = 2 * kMonth});
    b.process({.id = "tw", .site = "TW-1", .item = "label", .capacity = kMonth});
    b.process({.id = "kr",
               .site = "KR-1",
               .item = "rack",
               .capacity = kMonth,
               .slots = {{{"part", 2}}, {{"label", 1}}}});
    b.lane({"JP-1", "KR-1", "part", 0, 10});
    b.lane({"TW-1", "KR-1", "label", 0, 4});
    b.demand({"d", "country:KR", "rack", kMonth, 10});
    return b;
}

// The most that can be delivered in it; `added`, units of what is at a place for nothing.
double most_delivered(const Network& network, double days = 365, PoolId pool = {},
                      double added = 0) {
    const BestMonth month{network, days};
    lp::Model model;
    std::vector<std::vector<lp::Term>> more(network.pools.size());
    if (pool.valid()) more[pool.index()].push_back({model.add_column("added", 0, added, 0), 1});
    const auto copy = month.add_to(model, std::move(more));
    for (const auto column : copy.delivered)
        if (column.valid()) model.columns[column].cost = -1;
    const auto solution = lp::solve(model);
    EXPECT_EQ(solution.status, lp::Status::optimal);
    double delivered = 0;
    for (const auto column : copy.delivered)
        if (column.valid()) delivered += solution.values[column];
    return delivered;
}

network::Process& process_of(Network& network, const std::string& id) {
    for (auto& process : network.processes)
        if (process.id == id) return process;
    throw std::logic_error{"no such process"};
}

TEST(BestMonth, IsHeldBackByCapacitiesAndByWhatIsWanted) {
    auto network = parts_and_labels().build();
    EXPECT_NEAR(most_delivered(network), kMonth, 1e-6);
    process_of(network, "jp").capacity_per_month = 2 * 12;
    EXPECT_NEAR(most_delivered(network), 12, 1e-6);
}

// Six parts more make three racks more.
TEST(BestMonth, TakesWhatIsAddedAtAPlace) {
    auto network = parts_and_labels().build();
    process_of(network, "jp").capacity_per_month = 2 * 12;
    EXPECT_NEAR(most_delivered(network, 365, pool_at(network, "KR-1", "part"), 6), 15, 1e-6);
    // More than is wanted of it stays where it is.
    EXPECT_NEAR(most_delivered(network, 365, pool_at(network, "KR-1", "part"), 600), kMonth, 1e-6);
}

TEST(BestMonth, PartsThatDelayNothingMayBeLeftOut) {
    auto network = parts_and_labels().build();
    process_of(network, "tw").capacity_per_month = 1;
    EXPECT_NEAR(most_delivered(network), 1, 1e-6);
    for (auto& slot : network.slots)
        if (slot.name == "label") slot.critical = false;
    EXPECT_NEAR(most_delivered(network), kMonth, 1e-6);
}

TEST(BestMonth, DesignsHaveNoCapacityAndNoLanesLimitThem) {
    auto network = parts_and_labels().build();
    process_of(network, "tw").capacity_per_month = 1;
    for (auto& lane : network.lanes)
        if (lane.item == find(network.items, "label")) lane.capacity_per_month = 1;
    EXPECT_NEAR(most_delivered(network), 1, 1e-6);
    network.items[find(network.items, "label")].intangible = true;
    EXPECT_NEAR(most_delivered(network), kMonth, 1e-6);
}

TEST(BestMonth, ProcessesOfOneResourceDoNotHoldEachOtherBack) {
    auto network = parts_and_labels().build();
    const auto jp = process_of(network, "jp").site;
    const auto resource =
        network.resources.add({.id = "line", .site = jp, .capacity_per_month = 5});
    network.uses.push_back({.process = network::ProcessId{0}, .resource = resource, .quantity = 1});
    EXPECT_NEAR(most_delivered(network), kMonth, 1e-6);
}

TEST(BestMonth, HasWaysThatQualifyInTimeAndThoseThatOpenWithinTheHorizon) {
    auto network = parts_and_labels().build();
    const auto set = [&](std::optional<double> days, Day from) {
        for (auto& arc : network.arcs)
            if (arc.from == pool_at(network, "JP-1", "part")) {
                arc.approved = false;
                arc.approved_from = from;
                arc.qualification_days = days;
            }
    };
    set(40, network.horizon.end);
    EXPECT_NEAR(most_delivered(network, 41), kMonth, 1e-6);
    EXPECT_NEAR(most_delivered(network, 40), 0, 1e-6);
    set(std::nullopt, network.horizon.end);
    EXPECT_NEAR(most_delivered(network), 0, 1e-6);
    set(std::nullopt, network.horizon.end - std::chrono::days{1});
    EXPECT_NEAR(most_delivered(network), kMonth, 1e-6);
}

// A day of use in each slot, and what is on its way for ten days and four.
TEST(BestMonth, StockIsWhatLiesInSlotsAndIsOnItsWay) {
    auto network = parts_and_labels().build();
    network.stress.target_days = 3;
    const auto chain = chain_of(network, plan::steady(network));
    const auto stock = stock_of(network, chain);
    const double a_day = kMonth * 12 / 365;
    EXPECT_NEAR(stock[pool_at(network, "KR-1", "part").index()], 2 * a_day * (3 + 10), 1e-6);
    EXPECT_NEAR(stock[pool_at(network, "KR-1", "label").index()], a_day * (3 + 4), 1e-6);
    EXPECT_NEAR(stock[pool_at(network, "JP-1", "part").index()], 0, 1e-12);
}

TEST(BestMonth, PlannedStockIsThatOfStockCsv) {
    auto builder = parts_and_labels();
    builder.stock("KR-1", "part", 7).stock("JP-1", "part", 5);
    const auto network = builder.build();
    const auto stock = planned_stock(network);
    EXPECT_EQ(stock[pool_at(network, "KR-1", "part").index()], 7);
    EXPECT_EQ(stock[pool_at(network, "JP-1", "part").index()], 5);
    EXPECT_EQ(stock[pool_at(network, "KR-1", "label").index()], 0);
}

}  // namespace
}  // namespace jarip::stress
