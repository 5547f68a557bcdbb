#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fixtures/steady_month.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::loop;
using fixtures::NetworkBuilder;
using fixtures::two_chips;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ids(const Network& network, const std::vector<MissingStage>& stages) {
    std::vector<std::string> found;
    for (const auto& stage : stages) found.push_back(network.items[stage.item].id);
    return found;
}

TEST(MissingStages, ASlotIsMetByAnyAlternate) {
    Network network = two_chips();
    EXPECT_THAT(missing_stages(network, find(network.items, "rack"), network.home), IsEmpty());
    network.processes[find(network.processes, "b-kr")].capacity_per_month = 0;
    const auto missing = missing_stages(network, find(network.items, "rack"), network.home);
    EXPECT_THAT(ids(network, missing), ElementsAre("a"));
    EXPECT_THAT(missing[0].alternates, ElementsAre(find(network.items, "b")));
}

TEST(MissingStages, TheSearchGoesOnBehindWhatIsMissing) {
    NetworkBuilder b;
    b.item("ore", 1);
    b.item("wafer", 10);
    b.item("chip", 50);
    b.item("board", 80);
    b.item("rack", 100);
    b.product("rack");
    b.process({"ore-jp", "JP-mine", "ore", 100});
    b.process({"wafer-kr", "KR-wafer", "wafer", 100, 0, 1, {{{"ore", 1}}}});
    b.process({"chip-tw", "TW-fab", "chip", 100, 0, 1, {{{"wafer", 1}}}});
    b.process({"board-kr", "KR-board", "board", 100, 0, 1, {{{"chip", 1}}}});
    b.process({"rack-us", "US-line", "rack", 100, 0, 1, {{{"board", 1}}}});
    b.process({"rack-home",
               "KR-line",
               "rack",
               100,
               0,
               1,
               {{{"board", 1}}},
               0,
               network::Status::candidate});
    const Network network = b.build();
    // The board is made at home, though not from what is made at home; so are wafers.
    EXPECT_THAT(ids(network, missing_stages(network, find(network.items, "rack"), network.home)),
                ElementsAre("rack", "chip", "ore"));
}

TEST(MissingStages, ALoopWhollyAtHomeMissesNothing) {
    NetworkBuilder b;
    b.item("A", 100);
    b.item("B", 50);
    b.product("A");
    b.process({"make-A", "KR-a", "A", 100, 0, 1, {{{"B", 0.1}}}});
    b.process({"make-B", "KR-b", "B", 100, 0, 1, {{{"A", 0.2}}}});
    const Network network = b.build();
    EXPECT_THAT(missing_stages(network, find(network.items, "A"), network.home), IsEmpty());
    EXPECT_THAT(
        ids(network, missing_stages(loop(0.2, 0.1), find(network.items, "A"), network.home)),
        ElementsAre("B"));
}

}  // namespace
}  // namespace jarip::origin
