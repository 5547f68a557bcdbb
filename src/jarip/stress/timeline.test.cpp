// Events and availability: what they hit, and how hard, day by day.
#include "jarip/stress/timeline.hpp"

#include <gtest/gtest.h>

#include "jarip/stress/targets.hpp"

namespace jarip::stress {
namespace {

using network::Event;
using network::EventKind;
using network::Network;
using network::TargetKind;

// Two countries A and B. Sites a1, a2 (A, owned by p and q), b1 (B, p). Item i is made at a1 and a2 and goes to b1 directly
// from a1, through a2 from a1, and from a2; item j is made at b1 and wanted in A.
struct Places {
    Network network;
    LabelledChain chain;
    network::CountryId a, b;
    network::CompanyId p, q;
    network::SiteId a1, a2, b1;
    network::ItemId i, j;

    Places() {
        a = network.countries.add({"A"});
        b = network.countries.add({"B"});
        p = network.companies.add({"p", a, {}});
        q = network.companies.add({"q", a, {}});
        const auto site = [&](const char* id, auto company, auto country) {
            network::Site row;
            row.id = id;
            row.company = company;
            row.country = country;
            return network.sites.add(row);
        };
        a1 = site("a1", p, a);
        a2 = site("a2", q, a);
        b1 = site("b1", p, b);
        i = network.items.add({});
        j = network.items.add({});
        network.home = a;
        network.horizon = {Day{}, Day{} + std::chrono::days{100}};

        const Location at_a1{a1, p, a}, at_a2{a2, q, a}, at_b1{b1, p, b}, in_a{{}, {}, a};
        const auto process = [&](std::size_t id, auto item, const Location& where) {
            NodeOrigin node;
            node.process = network::ProcessId{id};
            node.item = item;
            node.where = where;
            chain.nodes.push_back(node);
        };
        process(0, i, at_a1);
        process(1, i, at_a2);
        process(2, j, at_b1);
        NodeOrigin wanted;
        wanted.demand = network::DemandId{0};
        wanted.item = j;
        wanted.where = in_a;
        chain.nodes.push_back(wanted);

        const auto edge = [&](std::uint32_t supplier, auto item, std::vector<Hop> way) {
            chain.chain.supplier.push_back(supplier);
            chain.chain.flow.push_back(1);
            chain.edge_item.push_back(item);
            chain.intangible.push_back(0);
            chain.hops.insert(chain.hops.end(), way.begin(), way.end());
            chain.hop_begin.push_back(static_cast<std::uint32_t>(chain.hops.size()));
        };
        edge(0, i, {{at_a1, at_b1}});
        edge(0, i, {{at_a1, at_a2}, {at_a2, at_b1}});
        edge(1, i, {{at_a2, at_b1}});
        edge(2, j, {{at_b1, in_a}});
        chain.chain.slot_begin = {0, 0, 0, 1, 2};
        chain.chain.edge_begin = {0, 3, 4};
        chain.chain.target_days = {3, 1};
        chain.chain.baseline = {1, 1, 1, 1};
        chain.chain.final_demand = {0, 0, 0, 1};
    }

    [[nodiscard]] Event event(EventKind kind) const {
        Event event;
        event.id = "e";
        event.kind = kind;
        event.start = network.horizon.first + std::chrono::days{10};
        event.days = 5;
        return event;
    }
    [[nodiscard]] Event pair(EventKind kind, network::End from, network::End to) const {
        Event result = event(kind);
        result.target.kind = TargetKind::pair;
        result.target.origin = from;
        result.target.destination = to;
        return result;
    }
    [[nodiscard]] Conditions on(std::uint32_t day, std::vector<Event> events,
                                bool closed = false) const {
        const network::Scenario scenario{"s", std::move(events), closed};
        Timeline timeline{chain, network, &scenario, 100};
        Conditions conditions{chain.chain};
        for (std::uint32_t today = 0; today <= day; ++today) timeline.set(today, conditions);
        return conditions;
    }
};

std::vector<std::uint32_t> indices(const std::vector<Effect::Hit>& hits) {
    std::vector<std::uint32_t> list;
    for (const auto& hit : hits) list.push_back(hit.index);
    return list;
}

using List = std::vector<std::uint32_t>;

TEST(Targets, ASiteThatIsDownTakesItsProcessesAndWhatPassesThrough) {
    const Places places;
    Event event = places.event(EventKind::site_down);
    event.target.kind = TargetKind::site;
    event.target.site = places.a2;
    EXPECT_EQ(indices(capacity_hits(places.chain, event)), List{1});
    EXPECT_EQ(indices(transit_hits(places.chain, event)), List{1});
}

TEST(Targets, ACompanyIsAllItsSitesAndACountryAllWithinIt) {
    const Places places;
    Event event = places.event(EventKind::capacity_cut);
    event.target.kind = TargetKind::company;
    event.target.company = places.p;
    EXPECT_EQ(indices(capacity_hits(places.chain, event)), (List{0, 2}));
    event.item = places.j;
    EXPECT_EQ(indices(capacity_hits(places.chain, event)), List{2});
    event.item = {};
    event.target.kind = TargetKind::country;
    event.target.country = places.a;
    EXPECT_EQ(indices(capacity_hits(places.chain, event)), (List{0, 1}));
}

TEST(Targets, ABanStopsWhatCrossesTheBorderALaneCutWhatTakesTheLane) {
    const Places places;
    const network::End in_a{{}, places.a}, at_a2{places.a2, {}}, anywhere;
    EXPECT_EQ(indices(edge_hits(places.chain, places.pair(EventKind::export_ban, in_a, anywhere))),
              (List{0, 1, 2}));
    EXPECT_EQ(indices(edge_hits(places.chain, places.pair(EventKind::import_ban, anywhere, in_a))),
              List{3});
    EXPECT_EQ(indices(edge_hits(places.chain, places.pair(EventKind::export_ban, at_a2, anywhere))),
              (List{1, 2}));
    EXPECT_EQ(indices(edge_hits(places.chain, places.pair(EventKind::export_ban, in_a, at_a2))),
              List{});
    EXPECT_EQ(indices(edge_hits(places.chain, places.pair(EventKind::lane_cut, in_a, at_a2))),
              List{1});
    Event event = places.pair(EventKind::export_ban, anywhere, anywhere);
    event.item = places.j;
    EXPECT_EQ(indices(edge_hits(places.chain, event)), List{3});
}

TEST(Targets, ABanOfAnItemACountryOrACompanyStopsItsExports) {
    const Places places;
    Event event = places.event(EventKind::export_ban);
    event.target.kind = TargetKind::item;
    event.target.item = places.i;
    EXPECT_EQ(indices(edge_hits(places.chain, event)), (List{0, 1, 2}));
    event.target.kind = TargetKind::country;
    event.target.country = places.b;
    EXPECT_EQ(indices(edge_hits(places.chain, event)), List{3});
    event.target.kind = TargetKind::process;
    event.target.process = network::ProcessId{0};
    EXPECT_EQ(indices(edge_hits(places.chain, event)), (List{0, 1}));
}

TEST(Targets, ClosedBordersCutEveryWayWithExactlyOneEndAtHome) {
    const Places places;
    EXPECT_EQ(indices(border_hits(places.chain, places.a)), (List{0, 1, 2, 3}));
    EXPECT_EQ(indices(border_hits(places.chain, network::CountryId{7})), List{});
}

TEST(Targets, ADelayCountsOnceForEachStepOfTheWay) {
    const Places places;
    Event event = places.pair(EventKind::transit_delay, {{}, places.a}, {});
    event.severity = 3;
    EXPECT_EQ(places.on(10, {event}).late, (List{3, 6, 3, 0}));
    EXPECT_EQ(places.on(15, {event}).late, (List{0, 0, 0, 0}));
}

TEST(Targets, SurgesHitDemandsAndLossesTheStockOfAnItem) {
    const Places places;
    Event surge = places.event(EventKind::demand_surge);
    surge.target.kind = TargetKind::item;
    surge.target.item = places.j;
    surge.severity = 0.5;
    EXPECT_EQ(places.on(10, {surge}).surge, (std::vector<double>{1, 1, 1, 1.5}));
    Event loss = places.event(EventKind::stock_loss);
    loss.target.kind = TargetKind::site;
    loss.target.site = places.b1;
    loss.severity = 0.25;
    EXPECT_EQ(places.on(10, {loss}).kept, (std::vector<double>{0.75, 1}));
    EXPECT_EQ(places.on(11, {loss}).kept, (std::vector<double>{1, 1}));
    loss.target.kind = TargetKind::item;
    loss.target.item = places.j;
    EXPECT_EQ(places.on(10, {loss}).kept, (std::vector<double>{1, 0.75}));
}

TEST(Timeline, AnEventActsFromItsStartForItsDays) {
    const Places places;
    const Event event = places.pair(EventKind::export_ban, {{}, places.a}, {});
    EXPECT_EQ(places.on(9, {event}).open, (std::vector<double>{1, 1, 1, 1}));
    EXPECT_EQ(places.on(10, {event}).open, (std::vector<double>{0, 0, 0, 1}));
    EXPECT_EQ(places.on(14, {event}).open, (std::vector<double>{0, 0, 0, 1}));
    EXPECT_EQ(places.on(15, {event}).open, (std::vector<double>{1, 1, 1, 1}));
}

TEST(Timeline, EventsTogetherLeaveTheProductOfWhatEachLeaves) {
    const Places places;
    Event half = places.pair(EventKind::export_ban, {{}, places.a}, {});
    half.severity = 0.5;
    EXPECT_EQ(places.on(12, {half, half}).open, (std::vector<double>{0.25, 0.25, 0.25, 1}));
}

TEST(Timeline, AnEventBeforeTheStartStillActs) {
    const Places places;
    Event event = places.pair(EventKind::lane_cut, {}, {});
    event.start = places.network.horizon.first - std::chrono::days{3};
    EXPECT_EQ(places.on(1, {event}).open, (std::vector<double>{0, 0, 0, 0}));
    EXPECT_EQ(places.on(2, {event}).open, (std::vector<double>{1, 1, 1, 1}));
}

TEST(Timeline, BordersCloseFromDayZeroForGood) {
    const Places places;
    EXPECT_EQ(places.on(0, {}, true).open, (std::vector<double>{0, 0, 0, 0}));
    EXPECT_EQ(places.on(99, {}, true).open, (std::vector<double>{0, 0, 0, 0}));
}

TEST(Timeline, TellsEventsThatMoveNoQuantityFromEventsThatHitNothing) {
    const Places places;
    Event tariff = places.pair(EventKind::tariff, {}, {});
    tariff.id = "tariff";
    Event elsewhere = places.event(EventKind::site_down);
    elsewhere.id = "elsewhere";
    elsewhere.target.kind = TargetKind::country;
    elsewhere.target.country = network::CountryId{5};
    Event later = places.pair(EventKind::lane_cut, {}, {});
    later.id = "later";
    later.start += std::chrono::days{1000};
    const network::Scenario scenario{"s", {tariff, elsewhere, later}, false};
    const Timeline timeline{places.chain, places.network, &scenario, 100};
    EXPECT_EQ(timeline.price_only(), std::vector<std::string>{"tariff"});
    EXPECT_EQ(timeline.missed(), (std::vector<std::string>{"elsewhere", "later"}));
}

}  // namespace
}  // namespace jarip::stress
