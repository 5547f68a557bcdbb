#include "jarip/stress/step.hpp"

#include <gtest/gtest.h>
#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

#include <algorithm>
#include <numeric>

#include "jarip/stress/chain_fixture.hpp"

namespace jarip::stress {
namespace {

using fixture::chain_from;
using fixture::NodePlan;

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Maker → user over `delay` days; the user holds `stock` days.
Chain two_nodes(std::uint32_t delay, double stock) {
    return chain_from({NodePlan{}, NodePlan{10, 1, {{{0}, {20}, {delay}, stock, true}}}});
}

std::vector<double> production_of(std::size_t node, const Chain& chain, std::uint32_t days,
                                  const std::function<void(std::uint32_t, Conditions&)>& set) {
    State state{chain, days, std::vector<std::uint32_t>(chain.edge_count(), 30)};
    std::vector<double> produced;
    for (std::uint32_t day = 0; day < days; ++day) {
        Conditions conditions{chain};
        set(day, conditions);
        advance(chain, conditions, day, state);
        produced.push_back(state.production[node]);
    }
    return produced;
}

// By hand: the edge closes on day 0. What was sent on days −2 and −1 arrives on days 0 and 1, and 3 days lie in
// stock: the user runs on days 0…4.
TEST(Step, WhatWasSentBeforeAClosureArrives) {
    const auto produced = production_of(
        1, two_nodes(2, 3), 7, [](std::uint32_t, Conditions& today) { today.open[0] = 0; });
    EXPECT_EQ(produced, (std::vector<double>{10, 10, 10, 10, 10, 0, 0}));
}

// By hand: as above, but half of the usual flow may pass. Day 2 starts with 3 days of use; each day uses one and
// brings half of one: 2.5, 2, 1.5 and, at the start of day 6, 1, the last full day. From then on half arrives.
TEST(Step, AHalfClosedEdgeCarriesHalfOfItsUsualFlow) {
    const auto produced = production_of(
        1, two_nodes(2, 3), 12, [](std::uint32_t, Conditions& today) { today.open[0] = 0.5; });
    EXPECT_EQ(produced, (std::vector<double>{10, 10, 10, 10, 10, 10, 10, 5, 5, 5, 5, 5}));
}

// By hand: sent on day 0 with 4 days more it arrives on day 6 instead of 2. Days −2 and −1 were sent before and
// arrive on days 0 and 1; 3 days of stock at the start of day 2 last through day 4; nothing until day 6 ends.
TEST(Step, ADelayedShipmentLeavesAGapAndThenArrives) {
    const auto produced =
        production_of(1, two_nodes(2, 3), 8, [](std::uint32_t day, Conditions& today) {
            if (day < 1) today.late[0] = 4;
            if (day >= 1) today.open[0] = 0;
        });
    EXPECT_EQ(produced, (std::vector<double>{10, 10, 10, 10, 10, 0, 0, 10}));
}

TEST(Step, AWayThatIsLongerThanTheRunTakesNoMoreMemoryThanTheRun) {
    const auto chain = two_nodes(1'000'000, 1);
    EXPECT_EQ(production_of(1, chain, 50, [](std::uint32_t, Conditions&) {}),
              std::vector<double>(50, 10.0));
    EXPECT_LE(
        State(chain, 50, std::vector<std::uint32_t>(chain.edge_count(), 3650)).in_transit.size(),
        64);
}

// A chain at rest goes on from any day as one that was run until then, to the last bit.
TEST(Step, AChainAtRestGoesOnFromAnyDay) {
    RandomStream stream{{.seed = 3}};
    const auto chain = chain_from(fixture::layered(4, 10, 3, [&](std::uint32_t bound) {
        return static_cast<std::uint32_t>(stream.below(bound));
    }));
    constexpr std::uint32_t kDays = 150;
    State run{chain, kDays};
    State later{chain, kDays};
    Conditions conditions{chain};
    for (std::uint32_t day = 0; day < 50; ++day) {
        advance(chain, conditions, day, run);
        EXPECT_TRUE(is_at_rest(chain, run)) << day;
        if (day < 3) advance(chain, conditions, day, later);
    }
    rest_until(chain, 50, later);
    conditions.available[4] = 0.25;
    for (std::uint32_t day = 50; day < kDays; ++day) {
        if (day == 70) conditions.available[4] = 1;
        advance(chain, conditions, day, run);
        advance(chain, conditions, day, later);
        ASSERT_EQ(run.production, later.production) << day;
        EXPECT_FALSE(is_at_rest(chain, run)) << day;
    }
    EXPECT_EQ(run.stock, later.stock);
    EXPECT_EQ(run.order, later.order);
}

TEST(Step, LostStockIsGone) {
    const auto produced =
        production_of(1, two_nodes(0, 4), 6, [](std::uint32_t day, Conditions& today) {
            today.open[0] = 0;
            if (day == 1) today.kept[0] = 0;
        });
    EXPECT_EQ(produced, (std::vector<double>{10, 0, 0, 0, 0, 0}));
}

TEST(Step, ASlotThatIsNotCriticalDelaysNothing) {
    auto chain = two_nodes(0, 1);
    chain.critical[0] = 0;
    const auto produced =
        production_of(1, chain, 20, [](std::uint32_t, Conditions& today) { today.open[0] = 0; });
    EXPECT_EQ(produced, std::vector<double>(20, 10.0));
}

// Two makers of 10 each fill one slot, and one has a capacity of nothing. By hand: the user makes 20 and holds 2 days,
// 40; 10 arrive on day 0, hence 30 are left, and it orders 20 + (40 − 30) ÷ 2 = 25.
TEST(Step, AdaptiveOrdersGoToTheSupplierThatIsLeft) {
    auto chain = chain_from(
        {NodePlan{}, NodePlan{}, NodePlan{20, 1, {{{0, 1}, {10, 10}, {0, 0}, 2, true}}}});
    Conditions conditions{chain};
    conditions.available[0] = 0;
    State fixed{chain, 1};
    advance(chain, conditions, 0, fixed);
    EXPECT_EQ(fixed.order, (std::vector<double>{12.5, 12.5}));
    chain.adaptive = true;
    State adaptive{chain, 1};
    advance(chain, conditions, 0, adaptive);
    EXPECT_EQ(adaptive.order, (std::vector<double>{0, 25}));
}

TEST(Step, NothingIsOrderedWhereNoSupplierHasCapacity) {
    for (const bool adaptive : {false, true}) {
        auto chain = two_nodes(0, 5);
        chain.adaptive = adaptive;
        State state{chain, 100};
        Conditions conditions{chain};
        conditions.available[0] = 0;
        advance(chain, conditions, 0, state);
        EXPECT_EQ(state.order[0], 0);
        EXPECT_EQ(state.limited_by[1], kNotLimited);
    }
}

// By hand (ψ = 0.5, 4 days): with less than 2 days of use in stock production is the share stock ÷ 2 days. The stock is
// 4, 3, 2, 1 (×20) at the start of days 0…3: the share on day 3 is a half.
TEST(Step, ProductionFallsBeforeTheReserveIsUsedUp) {
    const auto chain = chain_from({NodePlan{}, NodePlan{10, 1, {{{0}, {20}, {0}, 4, true}}}}, 0.5);
    const auto produced =
        production_of(1, chain, 5, [](std::uint32_t, Conditions& today) { today.open[0] = 0; });
    EXPECT_EQ(produced, (std::vector<double>{10, 10, 10, 5, 2.5}));
}

// Maker → user → user with a day of stock each; the maker is out on day 3 and nothing is ordered from it for day 4. By
// hand: the first user lacks on days 4 and 5, the second on days 5 and 6; after that all is as before.
TEST(Step, WithForesightAGapDoesNotComeBack) {
    auto chain = chain_from({NodePlan{}, NodePlan{0, 1, {{{0}, {10}, {0}, 1, true}}},
                             NodePlan{10, 1, {{{1}, {10}, {0}, 1, true}}}});
    chain.orders_ahead = true;
    const auto produced = production_of(2, chain, 10, [](std::uint32_t day, Conditions& today) {
        today.available[0] = day == 3 ? 0 : 1;
    });
    EXPECT_EQ(produced, (std::vector<double>{10, 10, 10, 10, 10, 0, 0, 10, 10, 10}));
}

constexpr std::uint32_t kManyNodes = 30'000;

// A chain that is run in two parts, of which the second buys from the first and the other way round.
Chain large_chain(bool adaptive) {
    RandomStream stream{{.seed = 4}};
    std::vector<NodePlan> nodes(kManyNodes);
    for (auto& node : nodes) {
        node.final_demand = stream.uniform();
        node.alpha_max = 1.25;
        const auto slots = stream.below(8);
        for (std::size_t k = 0; k < slots; ++k) {
            fixture::SlotPlan slot{.target_days = 2 + static_cast<double>(stream.below(9))};
            for (std::size_t i = 0; i < 1 + k % 2; ++i) {
                slot.suppliers.push_back(static_cast<std::uint32_t>(stream.below(kManyNodes)));
                slot.flows.push_back(stream.uniform());
                slot.delays.push_back(0);
            }
            node.slots.push_back(std::move(slot));
        }
    }
    Chain chain = chain_from(nodes, 0.8);
    chain.adaptive = adaptive;
    return chain;
}

// All that nodes make where every seventh has nothing on the days 2 to 9, from the third day at rest on.
std::vector<double> made_by_large(const Chain& chain, unsigned threads, bool plainly) {
    State state{chain, 40};
    state.threads = threads;
    std::vector<double> all;
    Conditions conditions{chain};
    for (std::uint32_t day = 0; day < 20; ++day) {
        for (std::size_t n = 0; n < chain.node_count(); n += 7)
            conditions.available[n] = day >= 2 && day < 10 ? 0 : 1;
        conditions.all_open = conditions.all_kept = plainly;
        advance(chain, conditions, day, state);
        if (day < 2) {
            EXPECT_EQ(state.production, chain.baseline);
        }
        all.insert(all.end(), state.production.begin(), state.production.end());
    }
    return all;
}

TEST(Step, ALargeChainIsTheSameBytesOnOneThreadAndTwoAndTheGeneralWay) {
    for (const bool adaptive : {false, true}) {
        const Chain chain = large_chain(adaptive);
        EXPECT_GE(chain.edge_count(), kManyEdges);
        const auto made = made_by_large(chain, 1, true);
        EXPECT_NE(std::vector(made.end() - kManyNodes, made.end()), chain.baseline);
        EXPECT_EQ(made, made_by_large(chain, 2, true));
        EXPECT_EQ(made, made_by_large(chain, 2, false));
    }
}

#ifdef JARIP_HAS_RAPIDCHECK

Chain any_chain(bool adaptive) {
    const auto plan = fixture::layered(
        *rc::gen::inRange<std::size_t>(1, 6), *rc::gen::inRange<std::size_t>(1, 6),
        *rc::gen::inRange<std::size_t>(1, 4),
        [](std::uint32_t bound) { return *rc::gen::inRange<std::uint32_t>(0, bound); });
    Chain chain = chain_from(plan);
    chain.adaptive = adaptive;
    chain.orders_ahead = *rc::gen::arbitrary<bool>();
    return chain;
}

Conditions any_conditions(const Chain& chain) {
    Conditions conditions{chain};
    const auto share = [] { return *rc::gen::element(0.0, 0.3, 0.7, 1.0, 1.0, 1.0); };
    for (double& value : conditions.available) value = share();
    for (double& value : conditions.open) value = share();
    for (double& value : conditions.kept) value = share();
    for (double& value : conditions.surge) value = *rc::gen::element(0.0, 1.0, 1.0, 1.5);
    for (auto& value : conditions.late) value = *rc::gen::inRange<std::uint32_t>(0, 5);
    return conditions;
}

RC_GTEST_PROP(Step, NothingMovesWhereNothingHappens, (bool adaptive)) {
    const Chain chain = any_chain(adaptive);
    const Conditions conditions{chain};
    State state{chain, 100};
    for (std::uint32_t day = 0; day < 100; ++day) {
        advance(chain, conditions, day, state);
        RC_ASSERT(state.production == chain.baseline);
        RC_ASSERT(state.stock == chain.first_days);
        RC_ASSERT(state.order == chain.flow);
    }
}

RC_GTEST_PROP(Step, NobodyMakesMoreThanCapacityAndNoStockIsNegative, (bool adaptive)) {
    const Chain chain = any_chain(adaptive);
    State state{chain, 20, std::vector<std::uint32_t>(chain.edge_count(), 5)};
    for (std::uint32_t day = 0; day < 20; ++day) {
        const Conditions conditions = any_conditions(chain);
        advance(chain, conditions, day, state);
        for (std::size_t n = 0; n < chain.node_count(); ++n) {
            RC_ASSERT(state.production[n] >= 0);
            RC_ASSERT(state.production[n] <= chain.baseline[n] * conditions.available[n] *
                                                 chain.alpha_max[n] * (1 + 1e-12));
            RC_ASSERT(state.production[n] <= state.demand[n]);
        }
        for (const double stock : state.stock) RC_ASSERT(stock >= 0);
        for (const double units : state.in_transit) RC_ASSERT(units >= 0);
    }
}

double in_stock(const Chain& chain, const State& state) {
    double units = 0;
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        units += state.stock[k] * chain.slot_baseline[k];
    return units;
}

// What is made and not delivered to final demand lies in stock, is on its way, or was used.
RC_GTEST_PROP(Step, NoUnitIsMadeOrLostOnTheWay, (bool adaptive)) {
    Chain chain = any_chain(adaptive);
    std::fill(chain.critical.begin(), chain.critical.end(), std::uint8_t{1});
    State state{chain, 20, std::vector<std::uint32_t>(chain.edge_count(), 5)};
    for (std::uint32_t day = 0; day < 20; ++day) {
        Conditions conditions = any_conditions(chain);
        std::fill(conditions.kept.begin(), conditions.kept.end(), 1.0);
        const double before = in_stock(chain, state) + total(state.in_transit);
        advance(chain, conditions, day, state);
        double sent = 0;
        double used = 0;
        for (std::size_t n = 0; n < chain.node_count(); ++n) {
            sent +=
                state.production[n] - state.filled[n] * chain.final_demand[n] * conditions.surge[n];
            for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k)
                used += chain.slot_baseline[k] * state.production[n] / chain.baseline[n];
        }
        const double after = in_stock(chain, state) + total(state.in_transit);
        RC_ASSERT(std::abs(after - (before + sent - used)) <= 1e-9 * (1 + before + sent));
    }
}

// Along a single line nobody competes: a harder cut never makes the last node deliver more.
RC_GTEST_PROP(Step, AHarderCutNeverRaisesWhatALineDelivers, ()) {
    std::vector<NodePlan> nodes;
    const auto length = *rc::gen::inRange<std::uint32_t>(1, 7);
    for (std::uint32_t n = 0; n < length; ++n) {
        NodePlan node{n + 1 == length ? 10.0 : 0.0, 1, {}};
        if (n > 0)
            node.slots = {{{n - 1},
                           {10},
                           {*rc::gen::inRange<std::uint32_t>(0, 8)},
                           1.0 + *rc::gen::inRange(0, 20),
                           true}};
        nodes.push_back(std::move(node));
    }
    Chain chain = chain_from(nodes);
    chain.orders_ahead = true;
    const auto hit = *rc::gen::inRange<std::uint32_t>(0, length);
    const auto start = *rc::gen::inRange<std::uint32_t>(0, 20);
    const auto days = *rc::gen::inRange<std::uint32_t>(1, 40);
    double last = std::numeric_limits<double>::infinity();
    for (const double severity : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double delivered =
            total(production_of(length - 1, chain, 120, [&](std::uint32_t day, Conditions& today) {
                if (day >= start && day < start + days) today.available[hit] = 1 - severity;
            }));
        RC_ASSERT(delivered <= last * (1 + 1e-12));
        last = delivered;
    }
}

#endif

}  // namespace
}  // namespace jarip::stress
