#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/bill.hpp"
#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

using fixtures::held;

constexpr const char* kPartTypes = R"([[type]]
slug = "server"
u_height = 2
price = 1000
parts = [
    {item = "board", qty = 2},
    {item = "chip", parent = "board", qty = 4},
]
[[frame]]
slug = "frame-42"
u_height = 42
price = 70
)";

Design parts_design(const std::string& more, const std::string& rack = "u_height = 42\n") {
    Diagnostics diagnostics;
    auto design =
        load({"rack.toml", "format = \"jarip-rack/1\"\n[rack]\nid = \"server\"\n" + rack + more},
             {{"types.toml", kPartTypes}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return design;
}

Bill bill_of(const Design& design) {
    Diagnostics diagnostics;
    auto result = bill(design);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    return result;
}

constexpr const char* kDevices =
    "[[device]]\nid = \"a\"\ntype = \"server\"\nu = 1\ncount = 3\n"
    "[[device]]\nid = \"b\"\ntype = \"server\"\nu = 10\n";

TEST(PartsOf, OfADesignThatListsNoneAreItsFrameItsDevicesAndWhatTheyAreMadeOf) {
    const auto bill = bill_of(parts_design(
        std::string{kDevices} + "[[cable]]\nkind = \"dac\"\nfrom = \"a\"\nto = \"b\"\ncount = 5\n",
        "frame = \"frame-42\"\n"));
    EXPECT_TRUE(bill.from_devices);
    EXPECT_EQ(held(bill, "server"), 4) << "though the rack is called like it";
    EXPECT_EQ(held(bill, "board"), 8);
    EXPECT_EQ(held(bill, "chip"), 32);
    EXPECT_EQ(held(bill, "dac"), 5);
    EXPECT_EQ(held(bill, "frame-42"), 1);
    EXPECT_EQ(bill.cost.known, 4 * 1000 + 70);
    EXPECT_FALSE(bill.cost.high) << "nobody says what a cable costs";
}

TEST(PartsOf, AreARecipeToo) {
    Diagnostics diagnostics;
    const auto lines = recipe(parts_design(kDevices), {"chip"}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].quantity, 32);
    EXPECT_EQ(lines[0].where.file, "types.toml");
}

TEST(PartsOf, ALeafThatStandsForADeviceGoesOnWithItsType) {
    const auto named = bill_of(parts_design(
        "[[device]]\nid = \"a\"\ntype = \"server\"\npart = \"node\"\nu = 1\ncount = 3\n"
        "[[part]]\nitem = \"node\"\nqty = 3\n"));
    EXPECT_EQ(held(named, "chip"), 24);
    EXPECT_EQ(named.cost.known, 3000) << "priced by the type";
}

TEST(PartsOf, OfADesignThatSaysMoreAreItsOwn) {
    const auto bill = bill_of(parts_design(
        "[[device]]\nid = \"a\"\ntype = \"server\"\npart = \"node\"\nu = 1\ncount = 3\n"
        "[[part]]\nitem = \"node\"\nqty = 3\ncost = 900\n"
        "[[part]]\nitem = \"fan\"\nparent = \"node\"\nqty = 2\n"));
    EXPECT_EQ(held(bill, "chip"), 0);
    EXPECT_EQ(held(bill, "fan"), 6);
    EXPECT_EQ(bill.cost.known, 2700);
}

TEST(PartsOf, OfATypeMustBeATree) {
    Diagnostics diagnostics;
    (void)load_library({"types.toml",
                        "[[type]]\nslug = \"t\"\nparts = [\n"
                        "  {item = \"a\", parent = \"t\", qty = 1},\n"
                        "  {item = \"b\", parent = \"a\", qty = 1},\n"
                        "  {item = \"a\", parent = \"b\", qty = 1},\n"
                        "  {item = \"c\", parent = \"d\", qty = 1},\n]\n"},
                       diagnostics);
    const auto text = render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(text, ::testing::HasSubstr("types.toml:5:11: error E0420"));
    EXPECT_THAT(text, ::testing::HasSubstr("types.toml:7:11: error E0422"));
}

TEST(PartsOf, SurviveTypesToml) {
    Diagnostics diagnostics;
    const auto library = load_library({"types.toml", kPartTypes}, diagnostics);
    const auto again = load_library({"again.toml", types_toml(library)}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    ASSERT_EQ(again.devices.at(0).parts.size(), 2u);
    EXPECT_EQ(again.devices[0].parts[1].parent, "board");
    EXPECT_EQ(again.devices[0].parts[1].quantity, 4);
    EXPECT_EQ(again.frames.at(0).frame.price.value, 70);
}

}  // namespace
}  // namespace jarip::rack
