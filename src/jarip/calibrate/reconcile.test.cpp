#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include "fixtures/customs.hpp"
#include "fixtures/network_builder.hpp"
#include "fixtures/random_network.hpp"
#include "jarip/calibrate.hpp"
#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

namespace jarip::calibrate {
namespace {

constexpr double kExact = 1e-9;

const std::string kFlowsHeader = "period,reporter,partner,product,flow,value\n";

const Cell& cell(const Reconciliation& found, Direction direction, std::string_view hs,
                 std::string_view partner) {
    const auto at = std::find_if(found.cells.begin(), found.cells.end(), [&](const Cell& each) {
        return each.direction == direction && each.hs == hs && each.partner == partner;
    });
    if (at == found.cells.end())
        throw std::out_of_range{std::string{hs}.append(" ").append(partner)};
    return *at;
}

std::string code_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.diagnostics().front().code;
    }
    return "";
}

// models/tiny-chain/README.md: a month, Korea takes 320 chips (of 50) from Taiwan, and sends 48 wafers (100) there,
// 32 boards (500) and 2 racks (6,000) to the US.
TEST(Reconcile, TheTinyChainCrossesTheKoreanBorderAsWorkedByHand) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,TW,854231,import,20000\n"
                                                          "2025-01,KR,TW,381800,export,4800\n"
                                                          "2025-01,KR,US,847330,export,10000\n"
                                                          "2025-01,KR,US,847150,export,12000\n"));
    ASSERT_EQ(found.status, lp::Status::optimal);
    EXPECT_NEAR(cell(found, Direction::import, "854231", "TW").model, 320 * 50, kExact);
    EXPECT_NEAR(cell(found, Direction::export_, "381800", "TW").mismatch(), 0, kExact);
    EXPECT_NEAR(cell(found, Direction::export_, "847330", "US").mismatch(), 6'000, kExact);
    EXPECT_NEAR(cell(found, Direction::export_, "847150", "US").model, 12'000, kExact);
    EXPECT_EQ(found.cells.front().hs, "847330") << "the worst comes first";
    EXPECT_NEAR(found.imports.mismatch, 4'000, kExact);
    EXPECT_NEAR(*found.relative_mismatch(), 10'000.0 / 46'800, kExact);
}

TEST(Reconcile, ALongerPeriodIsAsManyMonthsOfTheModel) {
    const auto network = network::load("models/tiny-chain");
    const auto found = reconcile(
        network, fixtures::flows(kFlowsHeader + "2025,KR,TW,854231,import,192000\n"
                                                "2025-01..2025-03,KR,TW,381800,export,14400\n"));
    EXPECT_NEAR(found.imports.mismatch + found.exports.mismatch, 0, 1e-6);
}

TEST(Reconcile, ACountryThatTheFiguresLeaveOutHasNoneAndOneTheModelLeavesOutToo) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,CN,854231,import,7\n"));
    EXPECT_EQ(cell(found, Direction::import, "854231", "TW").customs, 0);
    EXPECT_EQ(cell(found, Direction::import, "854231", "CN").model, 0);
}

TEST(Reconcile, LabelsThatAreNoCountryStandForAllThatAreNotNamed) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,CN,854231,import,7\n"
                                                          "2025-01,KR,OTHER,854231,import,9\n"));
    const auto& rest = cell(found, Direction::import, "854231", "OTHER");
    EXPECT_EQ(rest.whom, Whom::rest);
    EXPECT_NEAR(rest.model, 16'000, kExact);
}

TEST(Reconcile, ATotalWithoutPartnersIsLaidBesideAllOfThem) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,,854231,import,16000\n"));
    ASSERT_EQ(found.cells.size(), 1U);
    EXPECT_EQ(found.cells[0].whom, Whom::all);
    EXPECT_NEAR(found.cells[0].mismatch(), 0, kExact);
}

TEST(Reconcile, FinerAndCoarserCodesMeetInTheShortest) {
    const auto network = network::load("models/tiny-chain");
    const auto finer = reconcile(
        network, fixtures::flows(kFlowsHeader + "2025-01,KR,TW,8542311000,import,9000\n"
                                                "2025-01,KR,TW,8542312000,import,7000\n"));
    EXPECT_NEAR(cell(finer, Direction::import, "854231", "TW").mismatch(), 0, kExact);
    const auto coarser =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,US,8471,export,12000\n"));
    EXPECT_NEAR(cell(coarser, Direction::export_, "8471", "US").mismatch(), 0, kExact);
}

TEST(Reconcile, WhatCannotBeComparedIsNamed) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,JP,900000,import,5\n"
                                                          "2025-01,KR,TW,854231,import,16000\n"));
    ASSERT_EQ(found.without_items.size(), 1U);
    EXPECT_EQ(found.without_items[0].hs, "900000");
    ASSERT_EQ(found.without_figures.size(), 3U);
    EXPECT_EQ(network.items[found.without_figures[0].item].id, "board");
    EXPECT_NEAR(found.without_figures[0].model, 12 * 16'000, 1e-6);
    EXPECT_TRUE(found.without_hs.empty());
}

TEST(Reconcile, ALaneTakesItsPartOfTheFigureByWhatFlows) {
    const auto network = network::load("models/tiny-chain");
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,TW,8542,import,8000\n"));
    ASSERT_EQ(found.lanes.size(), 1U);
    EXPECT_NEAR(found.lanes[0].mismatch(), 8'000, kExact);
}

TEST(Reconcile, OnlyTheCodesAndItemsAskedForAreCompared) {
    const auto network = network::load("models/tiny-chain");
    const auto flows = fixtures::flows(
        kFlowsHeader + "2025-01,KR,US,8473,export,1\n2025-01,KR,US,8471,export,1\n");
    const auto codes = reconcile(network, flows, {.hs = {"8473"}});
    ASSERT_EQ(codes.cells.size(), 1U);
    EXPECT_EQ(codes.cells[0].hs, "8473");
    EXPECT_TRUE(codes.without_figures.empty()) << "nobody asked for other codes";
    const auto racks = reconcile(network, flows, {.items = {"rack"}});
    ASSERT_EQ(racks.cells.size(), 1U);
    EXPECT_EQ(racks.cells[0].hs, "8471");
    EXPECT_EQ(racks.without_items.size(), 1U);
}

TEST(Reconcile, QuestionsThatCannotBeAnsweredAreRefused) {
    auto network = network::load("models/tiny-chain");
    const auto flows = fixtures::flows(kFlowsHeader + "2025-01,KR,US,8473,export,1\n");
    const auto ask = [&](const Options& options) {
        return code_of([&] { (void)reconcile(network, flows, options); });
    };
    EXPECT_EQ(ask({.reporter = "DE"}), "E0700");
    EXPECT_EQ(ask({.period = parse_period("2024")}), "E0701");
    EXPECT_EQ(ask({.items = {"rak"}}), "E0703");
    // A calendar year and the financial year across it: neither holds the other, and three months would count twice.
    const auto years = fixtures::flows(
        kFlowsHeader + "2024,KR,US,8473,export,12\n2024-04..2025-03,KR,US,8473,export,13\n");
    const Options both{.period = parse_period("2024-01..2025-03")};
    EXPECT_EQ(code_of([&] { (void)reconcile(network, years, both); }), "E0164");
    EXPECT_EQ(code_of([&] { (void)reconcile(network, years, {.period = parse_period("2024")}); }),
              "");
    network.currency = "XAU";
    EXPECT_EQ(ask({}), "E0702");
    EXPECT_EQ(ask({.per_usd = 0.9}), "");
}

TEST(Reconcile, OtherCurrenciesTakeTheAverageOfThePeriod) {
    auto network = network::load("models/tiny-chain");
    network.currency = "KRW";
    const auto figures = fixtures::flows(kFlowsHeader + "2024-01,KR,TW,8542,import,16\n");
    const auto period = parse_period("2024");
    const auto found = reconcile(network, figures, {.period = period});
    EXPECT_EQ(found.per_usd, trade::units_per_usd("KRW", *period));
    EXPECT_GT(found.per_usd, 1'000);
    EXPECT_LT(found.per_usd, 2'000);
    EXPECT_NEAR(found.imports.customs, 16 * found.per_usd, kExact);
    network.trade.krw_per_usd = 1'000;
    EXPECT_EQ(reconcile(network, figures, {.period = period}).per_usd, 1'000)
        << "what the model says comes first";
}

TEST(Reconcile, MoneyIsTheModels) {
    auto network = network::load("models/tiny-chain");
    network.currency = "KRW";
    network.trade.krw_per_usd = 1'000;
    const auto found =
        reconcile(network, fixtures::flows(kFlowsHeader + "2025-01,KR,TW,8542,import,16\n"));
    EXPECT_NEAR(found.cells[0].mismatch(), 0, kExact);
}

TEST(Reconcile, KoreasPublishedExportsOfMemoryAreHeldAgainstTheModel) {
    const std::filesystem::path folder{"tests/known/trade/extracts"};
    auto network = network::load("");
    // The table holds multi-chip packages (8542 32 3000) only, which plain DRAM is not.
    for (const auto id : network.items.ids())
        if (network.items[id].id == "dram-other") network.items[id].hs.clear();
    const auto plan = plan::steady(network, {.bottlenecks = false});
    const auto flows =
        trade::read({read_file((folder / "korea_mcp_exports_by_partner_2024_2025.csv").string())});
    const auto found = reconcile(network, plan, flows, {.period = parse_period("2025Q1..2025Q3")});
    // The table's own sum over its rows of 2025-01…2025-09.
    EXPECT_NEAR(found.exports.customs, 33'760.1e6, 0.05e6);
    EXPECT_EQ(found.cells.front().partner, "HK");
}

#ifdef JARIP_HAS_RAPIDCHECK
/// The model's own trade of one country as a customs table of one month, a code for each item.
std::string own_trade(network::Network& network, const plan::SteadyPlan& plan) {
    for (const auto id : network.items.ids())
        network.items[id].hs = {std::to_string(100'000 + id.index())};
    std::string table = kFlowsHeader;
    for (const auto id : network.arcs.ids()) {
        const auto& arc = network.arcs[id];
        const auto from = network.countries[network.country_of(arc.from)].code;
        const auto to = network.countries[network.country_of(arc.to)].code;
        const auto& item = network.items[network.pools[arc.from].item];
        if (from == to || plan.shipped[id] == 0) continue;
        const auto row = [&](const std::string& a, const std::string& b, const std::string& flow) {
            table += "2025," + a + ',' + b + ',' + item.hs[0] + ',' + flow + ',' +
                     format_shortest(12 * item.price * plan.shipped[id]) + '\n';
        };
        row(from, to, "export");
        row(to, from, "import");
    }
    return table;
}

RC_GTEST_PROP(ReconcileProperty, AModelAgreesWithItsOwnTrade, ()) {
    auto network = fixtures::random_network({.seed = *rc::gen::inRange<std::uint64_t>(1, 10'000)});
    const auto plan = plan::steady(network, {.bottlenecks = false});
    const auto flows = fixtures::flows(fixtures::added_up(own_trade(network, plan)));
    for (const auto& country : network.countries) {
        Reconciliation found;
        try {
            found = reconcile(network, plan, flows, {.reporter = country.code});
        } catch (const Error&) {
            continue;  // it trades nothing
        }
        // Customs values are rounded to 1/10,000 dollar.
        RC_ASSERT(found.imports.mismatch + found.exports.mismatch <= 1e-3);
        RC_ASSERT(found.without_figures.empty());
        RC_ASSERT(found.without_items.empty());
    }
}
#endif

}  // namespace
}  // namespace jarip::calibrate
