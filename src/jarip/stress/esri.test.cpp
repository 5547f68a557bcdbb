#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "jarip/core/table.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using network::LinkKind;

TEST(Esri, AgreesWithThePublishedIndexOfSixtyFirms) {
    const std::string folder = "tests/known/stress/esri-60";
    const auto network = network::load(folder);
    Diagnostics diagnostics;
    const Table expected = parse_csv(read_file(folder + "/expected.csv"), diagnostics);
    const auto index = esri(network);
    ASSERT_EQ(index.size(), expected.row_count());
    for (std::size_t row = 0; row < index.size(); ++row) {
        EXPECT_EQ(network.nodes[network::NodeId{row}].id, expected.cell(row, 0));
        EXPECT_NEAR(index[row].value(), read_number(expected, row, 1, diagnostics).value(), 1e-9);
    }
}

Network firms(std::initializer_list<const char*> sectors) {
    Network network;
    network.kind = network::Kind::flows;
    network.home = network.countries.add({"X"});
    network.horizon = {Day{}, Day{} + std::chrono::days{30}};
    for (const char* sector : sectors) network.nodes.add({sector, sector, network.home, 0, {}});
    return network;
}

network::Link link(std::size_t from, std::size_t to, double value, LinkKind kind) {
    return {network::NodeId{from}, network::NodeId{to}, value, kind};
}

// By hand: A sells 6 to B and 4 to C; B sells 10 to C. C sells nothing, so that all output is A's 10 and B's 10.
// A, alone in its sector, fails: B loses its one essential input (h_down = 0), C an input it can do without.
// All output is lost: 1. B fails: A keeps what it sells to C, h_up = 4 ÷ 10, and loses 6 of its 10: (6 + 10) ÷ 20.
TEST(Esri, AFailureRunsDownToCustomersAndUpToSuppliers) {
    auto network = firms({"a", "b", "c"});
    network.links = {link(0, 1, 6, LinkKind::essential), link(0, 2, 4, LinkKind::none),
                     link(1, 2, 10, LinkKind::none)};
    const auto index = esri(network);
    EXPECT_DOUBLE_EQ(index[0].value(), 1);
    EXPECT_DOUBLE_EQ(index[1].value(), 0.8);
    EXPECT_DOUBLE_EQ(index[2].value(), 1);  // it buys everything
}

TEST(Esri, IsUndefinedWhereNobodySellsAnything) {
    for (const auto& index : esri(firms({"a", "b"}))) EXPECT_EQ(index, std::nullopt);
}

TEST(Esri, IsTheSameForAnyNumberOfThreads) {
    auto network = firms({"a", "b", "c", "a"});
    network.links = {link(0, 1, 6, LinkKind::essential), link(3, 1, 2, LinkKind::essential),
                     link(1, 2, 4, LinkKind::nonessential), link(2, 0, 1, LinkKind::essential)};
    RunOptions one, two;
    one.threads = 1;
    two.threads = 2;
    EXPECT_EQ(esri(network, one), esri(network, two));
}

}  // namespace
}  // namespace jarip::stress
