// R06: what stands in the bays of a device.
#include <gtest/gtest.h>

#include "jarip/rack/checks/sound_rack.hpp"

namespace jarip::rack {
namespace {

// A chassis with two bays for devices and one for a module.
Report bays_report(const std::string& inside) {
    return check(load({"rack.toml", R"(format = "jarip-rack/1"
[rack]
u_height = 42
[[device]]
id = "chassis"
type = "chassis"
u = 1
)" + inside},
                      {{"types.toml", R"([[type]]
slug = "chassis"
u_height = 4
is_powered = false
[[type.device-bays]]
name = "Bay 1"
[[type.device-bays]]
name = "Bay 2"
[[type.module-bays]]
name = "Slot 1"
[[type]]
slug = "blade"
u_height = 0
is_powered = false
[[module]]
slug = "card"
)"}}));
}

std::string in_bay(const std::string& id, const std::string& type, const std::string& count) {
    return "[[device]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\ncount = " + count +
           "\nin = \"chassis\"\n";
}

TEST(Bays, HoldAsManyAsTheTypeLists) {
    EXPECT_EQ(found(bays_report(in_bay("a", "blade", "2") + in_bay("b", "card", "1")), "R06",
                    CheckSeverity::error),
              nullptr);
    const auto blades = bays_report(in_bay("a", "blade", "2") + in_bay("b", "blade", "1"));
    const auto* finding = found(blades, "R06", CheckSeverity::error);
    ASSERT_NE(finding, nullptr) << listing(blades);
    EXPECT_EQ(*finding->value, 3);
    EXPECT_EQ(*finding->limit, 2);
    const auto cards = bays_report(in_bay("b", "card", "2"));
    const auto* second = found(cards, "R06", CheckSeverity::error);
    ASSERT_NE(second, nullptr) << listing(cards);
    EXPECT_EQ(*second->value, 2);
    EXPECT_EQ(*second->limit, 1);
}

}  // namespace
}  // namespace jarip::rack
