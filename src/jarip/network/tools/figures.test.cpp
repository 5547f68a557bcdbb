// Figures written into a joined model, against the same figures written into its tables.

#include "jarip/network/tools/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "jarip/core.hpp"

namespace jarip::network {
namespace {

constexpr const char* kEmbedded = "models/korea-ai-server-2025";

std::vector<double> values_of(const std::vector<Figure>& figures) {
    std::vector<double> values;
    for (const auto& figure : figures) values.push_back(figure.value);
    return values;
}

void expect_same(const Network& a, const Network& b, const std::string& what) {
    EXPECT_EQ(values_of(figures(a)), values_of(figures(b))) << what;
    for (const auto id : a.demands.ids()) {
        EXPECT_EQ(a.demands[id].price, b.demands[id].price) << what;
        EXPECT_EQ(a.demands[id].lost_cost, b.demands[id].lost_cost) << what;
        EXPECT_EQ(a.demands[id].total, b.demands[id].total) << what;
    }
    ASSERT_EQ(a.arcs.size(), b.arcs.size()) << what;
    for (const auto id : a.arcs.ids()) {
        EXPECT_EQ(a.arcs[id].transit_days, b.arcs[id].transit_days) << what;
        EXPECT_EQ(a.arcs[id].freight, b.arcs[id].freight) << what;
        EXPECT_EQ(a.arcs[id].tariff, b.arcs[id].tariff) << what;
    }
}

TEST(Figures, HaveKeysOfTheirOwn) {
    const Network network = load(kEmbedded);
    const auto all = figures(network);
    EXPECT_GT(all.size(), 1000U);
    std::set<FigureCell> cells;
    for (const auto& figure : all) cells.insert(figure.cell);
    EXPECT_EQ(cells.size(), all.size());
}

TEST(Figures, WrittenBackAsTheyAreChangeNothing) {
    const Network network = load(kEmbedded);
    const auto all = figures(network);
    Network same = network;
    set_figures(same, all, values_of(all));
    expect_same(same, network, "as it was");
}

// One figure of each column: what --set writes into the table, set_figures writes into the joined model.
TEST(Figures, WrittenAreAsTheTablesWouldGiveThem) {
    const Folder folder = open_folder(kEmbedded);
    const Network network = load(folder);
    const auto all = figures(network);
    std::set<std::pair<std::string, std::string>> columns;
    std::size_t compared = 0;
    for (const auto& figure : all) {
        if (figure.value == 0 || !columns.emplace(figure.cell.table, figure.cell.column).second)
            continue;
        const double value = std::clamp(figure.value * 0.75, figure.limits.low, figure.limits.high);
        const std::string set = figure.cell.table + ':' + figure.cell.key + '.' +
                                figure.cell.column + '=' + format_shortest(value);
        const Network read = load(folder, {.sets = {set}});
        Network written = network;
        set_figures(written, std::span{&figure, 1}, std::span{&value, 1});
        expect_same(written, read, set);
        ++compared;
    }
    EXPECT_GE(compared, 15U);
}

// A licence takes what its product leaves: a cheaper product in a draw makes a cheaper licence, or none.
TEST(Figures, PricesThatFollowFromOthersFollow) {
    const Folder folder = open_folder("tests/known/origin/residual-licence");
    const Network network = load(folder);
    const auto all = figures(network);
    std::size_t residuals = 0;
    for (const auto id : network.items.ids()) {
        const auto& item = network.items[id];
        if (item.pricing != Pricing::residual) continue;
        ++residuals;
        for (const auto& figure : all)
            EXPECT_FALSE(figure.cell == (FigureCell{"items", item.id, "price"}));
    }
    ASSERT_GT(residuals, 0U);
    std::size_t sound = 0;
    for (const auto& figure : all) {
        if (figure.cell.table != "items" || figure.cell.column != "price") continue;
        const double value = figure.value * 0.98;
        Network written = network;
        if (!set_figures(written, std::span{&figure, 1}, std::span{&value, 1})) continue;
        ++sound;
        const Network read = load(
            folder, {.sets = {"items:" + figure.cell.key + ".price=" + format_shortest(value)}});
        for (const auto id : read.items.ids())
            EXPECT_DOUBLE_EQ(written.items[id].price, read.items[id].price) << figure.cell.key;
    }
    EXPECT_GT(sound, 0U);
    // A licence for which nothing is left costs nothing.
    std::vector<Figure> prices;
    for (const auto& figure : all)
        if (figure.cell.table == "items" && figure.cell.column == "value_added")
            prices.push_back(figure);
    ASSERT_FALSE(prices.empty());
    Network written = network;
    EXPECT_TRUE(set_figures(written, prices, std::vector<double>(prices.size(), 1e9)));
    for (const auto& item : written.items) {
        if (item.pricing == Pricing::residual) {
            EXPECT_EQ(item.price, 0) << item.id;
        }
    }
}

TEST(Figures, OfAWhatIfAreNamed) {
    const Network network =
        load("models/tiny-chain", {.sets = {"processes:*.capacity_per_month*=2"}});
    EXPECT_FALSE(network.what_ifs.empty());
    EXPECT_TRUE(std::ranges::is_sorted(network.what_ifs));
    for (const auto& cell : network.what_ifs) EXPECT_EQ(cell.column, "capacity_per_month");
}

}  // namespace
}  // namespace jarip::network
