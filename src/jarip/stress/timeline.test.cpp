// Events and availability as conditions of a chain: what they hit, and how hard, day by day. What events do to the
// model itself is network::Effects, whose tests share the second reading of tests/fixtures/event_reading.hpp.
#include "jarip/stress/timeline.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>

#include "fixtures/event_reading.hpp"

namespace jarip::stress {
namespace {

using fixtures::EventReading;
using network::Network;
using std::chrono::days;

struct Model {
    Network network = network::load("tests/known/events/model");
    LabelledChain chain = chain_of(network, plan::steady(network, {.bottlenecks = false}));

    [[nodiscard]] Conditions on(Day day, const network::Scenario& scenario) const {
        const auto count = static_cast<std::uint32_t>((day - network.horizon.first).count());
        Timeline timeline{chain, network, &scenario, count + 1};
        Conditions conditions{chain.chain};
        for (std::uint32_t today = 0; today <= count; ++today) timeline.set(today, conditions);
        return conditions;
    }
};

// What an edge may carry, by its ways and the places on them.
double edge_left(const Model& model, const EventReading& expected, std::uint32_t edge, Day day) {
    double left = 1;
    const auto way = model.chain.way(edge);
    for (std::size_t i = 0; i < way.size(); ++i) {
        left = std::min(left, expected.way_left(way[i].arc, day));
        if (i > 0)
            left = std::min(left, expected.passing(model.network.arcs[way[i].arc].from, day));
    }
    return left;
}

double edge_late(const Model& model, const EventReading& expected, std::uint32_t edge, Day day) {
    double late = 0;
    for (const Hop& hop : model.chain.way(edge)) late += expected.days_late(hop.arc, day);
    return late;
}

void expect_as_read(const Model& model, const network::Scenario& scenario, Day day) {
    const auto& chain = model.chain;
    const EventReading expected{model.network, scenario.events.at(0)};
    const Conditions conditions = model.on(day, scenario);
    SCOPED_TRACE(scenario.id + ' ' + scenario.events[0].target.text + ' ' + format_date(day));
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        if (node.ref.process.valid())
            EXPECT_DOUBLE_EQ(conditions.available[n], expected.process_left(node.ref.process, day));
        else
            EXPECT_DOUBLE_EQ(conditions.surge[n], expected.demand_factor(node.ref.demand, day));
    }
    for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
        EXPECT_DOUBLE_EQ(conditions.open[e], edge_left(model, expected, e, day));
        EXPECT_EQ(conditions.late[e], std::lround(edge_late(model, expected, e, day)));
    }
    for (std::uint32_t k = 0; k < chain.chain.slot_count(); ++k)  // one pool fills each
        EXPECT_DOUBLE_EQ(conditions.kept[k],
                         expected.stock_kept(chain.edge_pool[chain.chain.edge_begin[k]], day));
}

TEST(Timeline, ActsOnNodesSlotsAndEdgesAsASecondReadingOfEveryKindSays) {
    const Model model;
    ASSERT_EQ(model.chain.nodes.size(), 6U);  // four processes and two demands: everything runs
    for (const auto& scenario : model.network.scenarios) {
        if (scenario.borders_closed) continue;
        for (const int day : {0, 9, 10, 19, 20, 22, 24, 31, 33, 59})
            expect_as_read(model, scenario, model.network.horizon.first + days{day});
    }
}

TEST(Timeline, BordersCloseFromDayZeroForGoodAndCombineWithEvents) {
    const Model model;
    const auto& chain = model.chain;
    const auto scenario = model.network.together("borders-closed+s10");  // asm at 60 % from day 10
    for (const int day : {0, 12, 80}) {
        const Conditions conditions = model.on(model.network.horizon.first + days{day}, scenario);
        for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
            bool crosses = false;
            for (const Hop& hop : chain.way(e))
                crosses |= (hop.from.country == model.network.home) !=
                           (hop.to.country == model.network.home);
            EXPECT_EQ(conditions.open[e], crosses ? 0 : 1) << day;
        }
        double least = 1;
        for (const double available : conditions.available) least = std::min(least, available);
        EXPECT_DOUBLE_EQ(least, day == 12 ? 0.6 : 1);
    }
}

TEST(Timeline, TellsEventsThatMoveNoQuantityFromEventsThatHitNothing) {
    Model model;
    const auto event = [&](std::string id, network::EventKind kind, const char* target) {
        network::Event result;
        for (const auto& scenario : model.network.scenarios)
            for (const auto& each : scenario.events)
                if (each.kind == kind && each.target.text == target) result = each;
        result.id = std::move(id);
        return result;
    };
    using network::EventKind;
    auto idle = event("idle", EventKind::capacity_cut, "p-jfab");
    idle.target.process = network::ProcessId{99};
    auto later = event("later", EventKind::lane_cut, "TW>*");
    later.start += days{1000};
    const network::Scenario scenario{
        .id = "s",
        .events = {event("tax", EventKind::tariff, "*>KR"), idle, later,
                   event("nothing-comes", EventKind::lane_cut, "*>TW"),
                   event("hit", EventKind::site_down, "fab")},
        .name = {}};
    auto inside = scenario;  // a way inside Taiwan is hit by *>TW; a ban on it is not
    inside.events[3].kind = EventKind::export_ban;
    const Timeline timeline{model.chain, model.network, &inside, 90};
    EXPECT_EQ(timeline.price_only(), std::vector<std::string>{"tax"});
    EXPECT_EQ(timeline.missed(), (std::vector<std::string>{"idle", "later", "nothing-comes"}));
}

TEST(Timeline, OnlyEdgesThatAreDelayedNeedRoomForIt) {
    const Model model;
    const auto late = [&](const char* id) {
        return Timeline{model.chain, model.network, &model.network.scenario(id), 90}.most_late();
    };
    for (const auto& scenario : model.network.scenarios) {
        const auto most = late(scenario.id.c_str());
        const bool delays = !scenario.events.empty() &&
                            scenario.events[0].kind == network::EventKind::transit_delay;
        EXPECT_EQ(most.empty(), !delays) << scenario.id;
        if (!delays || scenario.events[0].target.text != "fab>port") continue;
        for (std::uint32_t e = 0; e < most.size(); ++e) {
            bool by_port = false;
            for (const Hop& hop : model.chain.way(e))
                by_port |=
                    fixtures::spot_of(model.network, model.network.arcs[hop.arc].to).site == "port";
            EXPECT_EQ(most[e], by_port ? 4U : 0U);
        }
    }
}

}  // namespace
}  // namespace jarip::stress
