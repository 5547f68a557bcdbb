#include <gtest/gtest.h>

#include <string>

#include "fixtures/steady_month.hpp"
#include "fixtures/tolerance.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kExact;
using fixtures::NetworkBuilder;
using fixtures::still;

TEST(Concentration, ProcessesOfAnItemShareTheirResources) {
    NetworkBuilder b;
    b.item("chip", 10);
    b.item("rack", 100);
    b.product("rack");
    b.process({"chip-1", "KR-fab", "chip", 80});
    b.process({"chip-2", "KR-fab", "chip", 80});
    b.process({"rack-kr", "KR-line", "rack", 100, 0, 1, {{{"chip", 10}}}});
    b.lane({"KR-fab", "KR-line", "chip"});
    b.demand({"home", "country:KR", "rack", 20, 100});
    Network network = b.build();
    network::Resource line;
    line.id = "line";
    line.site = find(network.sites, "KR-fab");
    line.capacity_per_month = 100;
    const auto resource = network.resources.add(line);
    for (const char* process : {"chip-1", "chip-2"})
        network.uses.push_back(
            {.process = find(network.processes, process), .resource = resource, .quantity = 1});
    const auto origin = shares(network, still(network), {.single_points = false});
    const auto& chip = origin.concentration[find(network.items, "chip").index()];
    EXPECT_NEAR(*chip.self_sufficiency, 0.5, kExact);  // 100 of 200
    EXPECT_NEAR(*chip.hhi_country, 1, kExact);
    EXPECT_NEAR(*origin.concentration[find(network.items, "rack").index()].self_sufficiency, 1,
                kExact);
}

}  // namespace
}  // namespace jarip::origin
