// The default bands against docs/uncertain.md.

#include "jarip/uncertain/bands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::uncertain {
namespace {

TEST(Bands, AreThoseOfTheDocumentation) {
    const std::string page = read_file("docs/uncertain.md").text;
    for (const auto& kind : kinds()) {
        const auto code = '`' + std::string{kind.table} + '.' + std::string{kind.column} + '`';
        const auto at = page.find(code);
        ASSERT_NE(at, std::string::npos) << code;
        const auto row = page.substr(at, page.find('\n', at) - at);
        const auto percent = [](double share) {
            return "± " + std::to_string(std::lround(share * 100)) + " %";
        };
        EXPECT_NE(row.find("| " + percent(kind.band)), std::string::npos) << code;
        EXPECT_NE(row.find("| " + percent(kind.band / 2)), std::string::npos) << code;
        EXPECT_EQ(row.ends_with("| – |"), kind.moves == Kind::Moves::alone) << code;
    }
}

TEST(Bands, OfSourcedRowsAreHalfAndOfCountsNone) {
    const Network network = network::load("models/korea-ai-server-2025");
    std::size_t counts = 0, halves = 0;
    for (const auto& figure : network::figures(network)) {
        const auto band = default_band(network, figure);
        if (figure.cell.table == "recipes" && figure.value == std::round(figure.value)) {
            EXPECT_FALSE(band) << figure.cell.key;
            ++counts;
        }
        if (figure.cell.table == "items") {
            ASSERT_TRUE(band);
            EXPECT_DOUBLE_EQ(band->share, figure.sourced ? 0.1 : 0.2) << figure.cell.key;
            halves += figure.sourced;
        }
        EXPECT_EQ(band.has_value() && figure.cell.table == "events",
                  figure.cell.column == "rebuild_cost")
            << figure.cell.key;
    }
    EXPECT_GT(counts, 50U);
    EXPECT_GT(halves, 5U);
}

// By hand: the figures of sizes.csv, learning.csv and of what has to be rebuilt, each with those of its process or company.
TEST(Bands, SizesMoveAsOneAndLearningWithItsMaker) {
    Network network = network::load("models/tiny-chain");
    const auto plant = network::ProcessId{0};
    const auto& process = network.processes[plant];
    const auto maker = network.companies[network.sites[process.site].company].id;
    network.sizes = {{.process = plant, .id = "small", .capex = 100},
                     {.process = plant, .id = "large", .capex = 300}};
    network.learning = {{.process = plant, .id = "first", .yield = 0.8, .conversion_cost = 5}};
    network::Event fire;
    fire.id = "fire";
    fire.rebuild_cost = 1000;
    network.scenarios.push_back({"s", {fire}, false, {}});
    const auto find = [&](const std::string& name) -> std::vector<Spread> {
        for (const auto& input : inputs(network))
            if (input.name == name) return input.figures;
        return {};
    };
    const auto capital = find("capex/" + process.id);
    ASSERT_EQ(capital.size(), 2U);
    EXPECT_DOUBLE_EQ(capital[0].low, 60);
    EXPECT_DOUBLE_EQ(capital[1].high, 420);
    EXPECT_EQ(capital[1].figure.cell.key, process.id + "/large");
    const auto holds = [&](const std::vector<Spread>& spreads, const char* table) {
        return std::ranges::any_of(
            spreads, [&](const Spread& each) { return each.figure.cell.table == table; });
    };
    EXPECT_TRUE(holds(find("yield/" + maker), "learning"));
    EXPECT_TRUE(holds(find("conversion_cost/" + maker), "learning"));
    const auto rebuilt = find("events/s/fire/rebuild_cost");
    ASSERT_EQ(rebuilt.size(), 1U);
    EXPECT_DOUBLE_EQ(rebuilt[0].low, 500);
    EXPECT_DOUBLE_EQ(rebuilt[0].high, 1500);
    const std::vector<network::Figure> figures{rebuilt[0].figure, capital[0].figure};
    ASSERT_TRUE(network::set_figures(network, figures, std::vector<double>{700, 80}));
    EXPECT_EQ(network.scenarios.back().events[0].rebuild_cost, 700);
    EXPECT_EQ(network.sizes[0].capex, 80);
}

}  // namespace
}  // namespace jarip::uncertain
